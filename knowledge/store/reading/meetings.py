"""What an athlete ran, and against whom."""

from collections import Counter, defaultdict
from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, FromClause, and_, bindparam, case, func, or_, select

from knowledge.models.base import AthleteId
from knowledge.models.facts import Status
from knowledge.models.filter import RaceFilter
from knowledge.models.mark import Measure
from knowledge.models.records import Meeting, Met, Performance, ResultLine, Rival
from knowledge.store.reading.cache import Library
from knowledge.store.reading.name_entries import standing
from knowledge.store.reading.queries import Parameters, Prepared
from knowledge.store.reading.race_heads import Heads, heads_where, read_heads, refs_of
from knowledge.store.reading.races import Given, conditions, newest_first, parameters
from knowledge.store.reading.results import Lines, entered, lines_where, read_lines
from knowledge.store.schema import athlete, discipline, edition, race, result, result_member


def _raced(results: FromClause) -> ColumnElement[bool]:
    """Not who did not start, made the pace or ran out of competition."""
    status = results.c.status
    return and_(status != Status.DNS, status != Status.OC, status != Status.PACEMAKER)


_OF_TEAMS = select(result_member.c.result_id).where(result_member.c.athlete_id == bindparam("athlete"))
_OF_ATHLETE = or_(result.c.athlete_id == bindparam("athlete"), result.c.id.in_(_OF_TEAMS))
_LINES_OF_ATHLETE = lines_where(_OF_ATHLETE)
_HEADS_OF_ATHLETE = heads_where(race.c.id.in_(select(result.c.race_id).where(_OF_ATHLETE)))

_ONE, _OTHER = result.alias(), result.alias()
_SHARED = (
    select(_ONE.c.race_id)
    .join_from(_ONE, _OTHER, _ONE.c.race_id == _OTHER.c.race_id)
    .where(_ONE.c.athlete_id == bindparam("first"), _OTHER.c.athlete_id == bindparam("second"))
)
_EITHER = or_(result.c.athlete_id == bindparam("first"), result.c.athlete_id == bindparam("second"))
_LINES_OF_BOTH = lines_where(and_(_EITHER, result.c.race_id.in_(_SHARED)))
_HEADS_OF_BOTH = heads_where(race.c.id.in_(_SHARED))

_MOST_BARRED = 3
"""So many of the best marks are looked at: those with too much wind and the like come before."""
_TIMED = discipline.c.measure == Measure.TIME
_QUALITY = case((_TIMED, result.c.mark_value), else_=-result.c.mark_value)
_RANKED = (
    select(
        result.c.id,
        func.row_number()
        .over(
            partition_by=(result.c.athlete_id, race.c.discipline_id),
            order_by=(result.c.hand_timed, _QUALITY, race.c.date),
        )
        .label("rank"),
    )
    .join_from(result, race, result.c.race_id == race.c.id)
    .join(discipline, race.c.discipline_id == discipline.c.id)
    .where(_EITHER, result.c.status == Status.FINISHED, result.c.mark_value.is_not(None))
    .where(race.c.discipline_id.in_(select(race.c.discipline_id).where(race.c.id.in_(_SHARED))))
    .subquery()
)
_BEST = Prepared(select(_RANKED.c.id).where(_RANKED.c.rank <= _MOST_BARRED))
_OF_KEYS = result.c.id.in_(bindparam("keys", expanding=True))
_LINES_OF_KEYS = lines_where(_OF_KEYS)
_HEADS_OF_KEYS = heads_where(race.c.id.in_(select(result.c.race_id).where(_OF_KEYS)))

# Each athlete's races once, and pairs made of them in memory: far fewer rows than pairs of results.
_RACED_BY = Prepared(
    select(athlete.c.slug, result.c.race_id)
    .join_from(athlete, result, result.c.athlete_id == athlete.c.id)
    .where(athlete.c.slug.in_(bindparam("slugs", expanding=True)), _raced(result))
)
_STANDING_OF = Prepared(
    select(athlete.c.slug, result.c.race_id, standing().label("standing"))
    .join_from(athlete, result, result.c.athlete_id == athlete.c.id)
    .join(race, result.c.race_id == race.c.id)
    .join(edition, race.c.edition_id == edition.c.id)
    .where(athlete.c.slug.in_(bindparam("slugs", expanding=True)), _raced(result))
)
_MET = (
    select(_OTHER.c.athlete_id, func.count().label("races"), func.max(race.c.date).label("last"))
    .join_from(_ONE, race, _ONE.c.race_id == race.c.id)
    .join(_OTHER, and_(_OTHER.c.race_id == _ONE.c.race_id, _OTHER.c.athlete_id != _ONE.c.athlete_id))
    .where(_ONE.c.athlete_id == bindparam("athlete"), _raced(_ONE), _raced(_OTHER))
    .group_by(_OTHER.c.athlete_id)
    .subquery()
)
_RIVALS = Prepared(
    select(athlete, _MET.c.races)
    .join_from(_MET, athlete, _MET.c.athlete_id == athlete.c.id)
    .order_by(_MET.c.races.desc(), _MET.c.last.desc(), athlete.c.slug)
    .limit(bindparam("most"))
)


def read_performances(
    connection: Connection, library: Library, athlete_id: AthleteId
) -> tuple[Performance, ...]:
    """All results of an athlete, alone or in a team, newest race first."""
    key, _ = library.person(connection, athlete_id)
    of_athlete = {"athlete": key}
    return _performances(connection, library, _HEADS_OF_ATHLETE, _LINES_OF_ATHLETE, of_athlete)


def read_best(
    connection: Connection, library: Library, first: AthleteId, second: AthleteId
) -> tuple[Performance, ...]:
    """The few best marks of each of two athletes in every discipline in which they met, newest race first.

    Those that were timed by hand come after all others.
    """
    keys = [key for (key,) in _BEST.rows(connection, _both(connection, library, first, second))]
    if not keys:
        return ()
    return _performances(connection, library, _HEADS_OF_KEYS, _LINES_OF_KEYS, {"keys": keys})


def _performances(
    connection: Connection, library: Library, heads: Heads, lines: Lines, parameters: Parameters
) -> tuple[Performance, ...]:
    races = read_heads(connection, library, heads, parameters)
    built = read_lines(connection, library, lines, parameters, races)
    found = [Performance(head=races[row.race_id], result=line) for row, line in built.values()]
    return tuple(sorted(found, key=lambda performance: newest_first(performance.head)))


def _both(connection: Connection, library: Library, first: AthleteId, second: AthleteId) -> dict[str, int]:
    return {
        "first": library.person(connection, first)[0],
        "second": library.person(connection, second)[0],
    }


def read_meetings(
    connection: Connection, library: Library, first: AthleteId, second: AthleteId
) -> tuple[Meeting, ...]:
    """All races that both entered, each alone, newest first."""
    both = _both(connection, library, first, second)
    heads = read_heads(connection, library, _HEADS_OF_BOTH, both)
    if not heads:
        return ()
    lines: dict[tuple[int, AthleteId], ResultLine] = {}
    for row, line in read_lines(connection, library, _LINES_OF_BOTH, both, heads).values():
        if isinstance(line, ResultLine):
            lines[row.race_id, line.athlete.id] = line
    found = [
        Meeting(head=head, first=lines[key, first], second=lines[key, second]) for key, head in heads.items()
    ]
    return tuple(sorted(found, key=lambda meeting: newest_first(meeting.head)))


def count_meetings(
    connection: Connection, first: Collection[AthleteId], second: Collection[AthleteId]
) -> Counter[tuple[AthleteId, AthleteId]]:
    """How many races each of `first` ran with each of `second`. Pairs that never met count 0."""
    raced: defaultdict[AthleteId, set[int]] = defaultdict(set)
    for row in _RACED_BY.rows(connection, {"slugs": list({*first, *second})}):
        raced[row.slug].add(row.race_id)
    shared = {
        (one, other): len(raced[one] & raced[other]) for one in first for other in second if one != other
    }
    return Counter({pair: races for pair, races in shared.items() if races})


def weigh_meetings(
    connection: Connection, first: Collection[AthleteId], second: Collection[AthleteId]
) -> dict[tuple[AthleteId, AthleteId], Met]:
    """How many races each of `first` ran with each of `second`, and what these count; pairs who met only."""
    raced: defaultdict[AthleteId, dict[int, float]] = defaultdict(dict)
    for row in _STANDING_OF.rows(connection, {"slugs": list({*first, *second})}):
        raced[row.slug][row.race_id] = row.standing
    met = {
        (one, other): [raced[one][race_id] for race_id in raced[one].keys() & raced[other].keys()]
        for one in first
        for other in second
        if one != other
    }
    return {both: Met(races=len(counts), standing=sum(counts)) for both, counts in met.items() if counts}


def find_rivals(
    connection: Connection, library: Library, athlete_id: AthleteId, limit: int
) -> tuple[Rival, ...]:
    """Whom an athlete raced, most races together first, then whom last."""
    key, _ = library.person(connection, athlete_id)
    rows = _RIVALS.rows(connection, {"athlete": key, "most": limit})
    refs = refs_of(connection, library, rows)
    return tuple(Rival(athlete=refs[row.id], races=row.races) for row in rows)


def find_entered(
    connection: Connection, library: Library, where: RaceFilter, athletes: Collection[AthleteId]
) -> tuple[AthleteId, ...]:
    """Which of the athletes have a result in a race that fits, in the order given."""
    asked = parameters(connection, library, where.model_copy(update={"athletes": tuple(athletes)}))
    found = {slug for (slug,) in _entered_where(Given.of(where)).rows(connection, asked)}
    return tuple(athlete_id for athlete_id in athletes if athlete_id in found)


@lru_cache
def _entered_where(given: Given) -> Prepared:
    there = entered()
    return Prepared(
        select(athlete.c.slug)
        .distinct()
        .join_from(athlete, there, there.c.athlete_id == athlete.c.id)
        .join(race, there.c.race_id == race.c.id)
        .join(edition, race.c.edition_id == edition.c.id)
        .where(*conditions(given))
    )

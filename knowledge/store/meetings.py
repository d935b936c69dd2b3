"""What an athlete ran, and against whom."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, FromClause, and_, bindparam, func, or_, select

from knowledge.models.base import AthleteId
from knowledge.models.facts import Status
from knowledge.models.filter import RaceFilter
from knowledge.models.records import Meeting, Performance, ResultLine, Rival
from knowledge.store.keys import key_of
from knowledge.store.library import Library
from knowledge.store.lists import for_keys, rows_of
from knowledge.store.races import conditions, keys_of, newest_first
from knowledge.store.results import LINES, build_lines, entered
from knowledge.store.schema import athlete, edition, race, result, result_member

_RACED = tuple(status for status in Status if status not in {Status.DNS, Status.OC, Status.PACEMAKER})


_OF_TEAMS = select(result_member.c.result_id).where(result_member.c.athlete_id == bindparam("athlete"))
_LINES_OF_ATHLETE = LINES.where(or_(result.c.athlete_id == bindparam("athlete"), result.c.id.in_(_OF_TEAMS)))
_LINES_OF_KEYS = for_keys(LINES, result.c.id)
_ONE, _OTHER = result.alias(), result.alias()
_SHARED = (
    select(_ONE.c.race_id, _ONE.c.id, _OTHER.c.id)
    .join_from(_ONE, _OTHER, _ONE.c.race_id == _OTHER.c.race_id)
    .where(_ONE.c.athlete_id == bindparam("first"), _OTHER.c.athlete_id == bindparam("second"))
)


def read_performances(
    connection: Connection, library: Library, athlete_id: AthleteId
) -> tuple[Performance, ...]:
    """All results of an athlete, alone or in a team, newest race first."""
    key = key_of(connection, athlete, athlete_id)
    rows = connection.execute(_LINES_OF_ATHLETE, {"athlete": key}).all()
    heads = library.heads.take(connection, {row.race_id for row in rows})
    built = build_lines(connection, library, rows, heads)
    found = [Performance(head=heads[row.race_id], result=built[row.id]) for row in rows]
    return tuple(sorted(found, key=lambda performance: newest_first(performance.head)))


def read_meetings(
    connection: Connection, library: Library, first: AthleteId, second: AthleteId
) -> tuple[Meeting, ...]:
    """All races that both entered, each alone, newest first."""
    both_keys = {
        "first": key_of(connection, athlete, first),
        "second": key_of(connection, athlete, second),
    }
    pairs = connection.execute(_SHARED, both_keys).all()
    heads = library.heads.take(connection, {race_key for race_key, _, _ in pairs})
    keys = {key for _, *both in pairs for key in both}
    built = build_lines(connection, library, list(rows_of(connection, _LINES_OF_KEYS, keys)), heads)
    found = []
    for race_key, first_key, second_key in pairs:
        one, other = built[first_key], built[second_key]
        if isinstance(one, ResultLine) and isinstance(other, ResultLine):
            found.append(Meeting(head=heads[race_key], first=one, second=other))
    return tuple(sorted(found, key=lambda meeting: newest_first(meeting.head)))


def count_meetings(
    connection: Connection, first: Collection[AthleteId], second: Collection[AthleteId]
) -> Counter[tuple[AthleteId, AthleteId]]:
    """How many races each of `first` ran with each of `second`. Pairs that never met count 0."""
    # Each athlete's races once, and pairs made of them here: far fewer rows than pairs of results.
    query = (
        select(athlete.c.slug, result.c.race_id)
        .join_from(athlete, result, result.c.athlete_id == athlete.c.id)
        .where(athlete.c.slug.in_({*first, *second}), _raced(result))
    )
    raced: defaultdict[AthleteId, set[int]] = defaultdict(set)
    for row in connection.execute(query):
        raced[row.slug].add(row.race_id)
    shared = {
        (one, other): len(raced[one] & raced[other]) for one in first for other in second if one != other
    }
    return Counter({pair: races for pair, races in shared.items() if races})


def find_rivals(
    connection: Connection, library: Library, athlete_id: AthleteId, limit: int
) -> tuple[Rival, ...]:
    """Whom an athlete raced, most races together first, then whom last."""
    own, other = result.alias(), result.alias()
    races = func.count().label("races")
    met = (
        select(other.c.athlete_id, races, func.max(race.c.date).label("last"))
        .join_from(own, race, own.c.race_id == race.c.id)
        .join(other, and_(other.c.race_id == own.c.race_id, other.c.athlete_id != own.c.athlete_id))
        .where(own.c.athlete_id == key_of(connection, athlete, athlete_id))
        .where(_raced(own), _raced(other))
        .group_by(other.c.athlete_id)
    ).subquery()
    query = (
        select(athlete.c.id, met.c.races)
        .join_from(met, athlete, met.c.athlete_id == athlete.c.id)
        .order_by(met.c.races.desc(), met.c.last.desc(), athlete.c.slug)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    refs = library.athletes.take(connection, [row.id for row in rows])
    return tuple(Rival(athlete=refs[row.id], races=row.races) for row in rows)


def find_entered(
    connection: Connection, where: RaceFilter, athletes: Collection[AthleteId]
) -> tuple[AthleteId, ...]:
    """Which of the athletes have a result in a race that fits, in the order given."""
    there = entered()
    query = (
        select(athlete.c.slug)
        .distinct()
        .join_from(athlete, there, there.c.athlete_id == athlete.c.id)
        .join(race, there.c.race_id == race.c.id)
        .join(edition, race.c.edition_id == edition.c.id)
        .where(there.c.athlete_id.in_(keys_of(connection, athlete.c.slug, athletes)))
        .where(*conditions(connection, where))
    )
    found = set(connection.scalars(query))
    return tuple(athlete_id for athlete_id in athletes if athlete_id in found)


def _raced(results: FromClause) -> ColumnElement[bool]:
    """Not who did not start, made the pace or ran out of competition."""
    return results.c.status.in_(_RACED)

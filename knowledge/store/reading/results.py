"""Results with their athletes, the performances of an athlete, and the races two athletes shared."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from knowledge.models.base import AthleteId, SourceId
from knowledge.models.facts import Name, Status
from knowledge.models.mark import Mark, Measure
from knowledge.models.records import (
    AnyLine,
    AthleteRef,
    Meeting,
    Performance,
    RaceHead,
    ResultLine,
    SharedRaces,
    TeamLine,
)
from knowledge.store import schema
from knowledge.store.reading.entity_cache import EntityCache, Heads, athlete_ref, heads_where, newest_first
from knowledge.store.reading.name_entries import popularity
from knowledge.store.reading.queries import Parameters, Prepared, for_keys, lists_of, names_of
from knowledge.store.schema import (
    athlete,
    discipline,
    edition,
    race,
    result,
    result_member,
    result_note,
    result_source,
    source,
)

_MEMBERS = for_keys(
    select(result_member).order_by(result_member.c.result_id, result_member.c.position),
    result_member.c.result_id,
)


class Lines(NamedTuple):
    """The queries for some results: the results with their athletes, their notes and own sources."""

    rows: Prepared
    lists: Prepared


def lines_where(condition: ColumnElement[bool]) -> Lines:
    """The queries for the results that fit a condition. Build once: it takes longer than running."""
    short = (athlete.c.slug, athlete.c.name, athlete.c.family, athlete.c.sex, athlete.c.born)
    return Lines(
        Prepared(
            select(result, *short, athlete.c.nation_id.label("home_id"))
            .join_from(result, athlete, result.c.athlete_id == athlete.c.id, isouter=True)
            .where(condition)
        ),
        Prepared(union_all(_notes_where(condition), _sources_where(condition))),
    )


def _notes_where(condition: ColumnElement[bool]) -> Select[Any]:
    note = result_note.c
    return (
        select(literal("note").label("of"), note.result_id, note.position, note.text)
        .join_from(result, result_note)
        .where(condition)
    )


def _sources_where(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(literal("source"), result_source.c.result_id, result_source.c.position, source.c.slug)
        .join_from(result, result_source)
        .join(source)
        .where(condition)
    )


_OF_RACE = lines_where(result.c.race_id == bindparam("race"))


def lines_of_race(
    connection: Connection, cache: EntityCache, race_key: int, heads: Mapping[int, RaceHead]
) -> tuple[AnyLine, ...]:
    """The results of a race: by place, then those without one."""
    lines = read_lines(connection, cache, _OF_RACE, {"race": race_key}, heads)
    return tuple(line for _, line in sorted(lines.values(), key=_by_place))


def _by_place(pair: tuple[Any, AnyLine]) -> tuple[bool, int, int]:
    row, _ = pair
    return row.place is None, row.place or 0, row.position


def read_lines(
    connection: Connection,
    cache: EntityCache,
    which: Lines,
    parameters: Parameters,
    heads: Mapping[int, RaceHead],
) -> dict[int, tuple[Any, AnyLine]]:
    """Results by key, each with its row. `heads` has the race of every result."""
    rows = which.rows.rows(connection, parameters)
    lists = _lists(which.lists.rows(connection, parameters))
    notes, own_sources = lists["note"], lists["source"]
    people = {row.athlete_id for row in rows if row.athlete_id is not None}
    names = names_of(connection, schema.athlete_name, people)
    nations = cache.nations.get(
        connection, {row.nation_id for row in rows} | {row.home_id for row in rows if row.home_id}
    )
    members = _members(connection, cache, {row.id for row in rows if row.athlete_id is None})
    built: dict[int, tuple[Any, AnyLine]] = {}
    for row in rows:
        head = heads[row.race_id]
        sources = own_sources.get(row.id) or head.sources
        shared: dict[str, Any] = {
            "nation": nations[row.nation_id],
            "place": row.place,
            "mark": _mark(row, head),
            "status": row.status,
            "medal": row.medal,
            "notes": notes.get(row.id, ()),
            "sources": sources,
            "wind_mps": row.wind_mps,
            "superseded": row.superseded,
        }
        if row.athlete_id is None:
            final, reserves = members[row.id]
            built[row.id] = row, TeamLine(team=row.team, members=final, reserves=reserves, **shared)
            continue
        printed = _printed(row.name, names[row.athlete_id], sources)
        of = athlete_ref(row, nations[row.home_id])
        built[row.id] = row, ResultLine(athlete=of, printed=printed, **shared)
    return built


def _lists(rows: Sequence[Any]) -> dict[str, dict[int, tuple[Any, ...]]]:
    """Notes and sources of results: by `note` or `source`, then by the key of the result."""
    lists: dict[str, dict[int, tuple[Any, ...]]] = {"note": {}, "source": {}}
    for of, owner, _, text in sorted(tuple(row) for row in rows):
        lists[of][owner] = (*lists[of].get(owner, ()), text)
    return lists


def _members(
    connection: Connection, cache: EntityCache, teams: set[int]
) -> dict[int, tuple[tuple[AthleteRef, ...], tuple[AthleteRef, ...]]]:
    """The members of each of these teams in the order of their legs, and those of its heats only."""
    if not teams:
        return {}
    of_teams = lists_of(connection, _MEMBERS, teams)
    athletes = cache.athletes.get(connection, {row.athlete_id for rows in of_teams.values() for row in rows})
    return {
        team: (
            tuple(athletes[row.athlete_id] for row in rows if not row.reserve),
            tuple(athletes[row.athlete_id] for row in rows if row.reserve),
        )
        for team, rows in of_teams.items()
    }


def _mark(row: Any, head: RaceHead) -> Mark | None:
    if row.mark is None:
        return None
    return Mark(
        text=row.mark, value=row.mark_value, measure=head.discipline.measure, hand_timed=row.hand_timed
    )


def _printed(registered: str, names: Sequence[Name], sources: Sequence[SourceId]) -> tuple[Name, ...]:
    """The other spellings that these sources use, each with those of them that use it."""
    printed = []
    for name in names:
        using = tuple(source for source in name.sources if source in sources)
        if using and name.text != registered:
            printed.append(name.model_copy(update={"sources": using}))
    return tuple(printed)


def competed(results: FromClause) -> ColumnElement[bool]:
    """The athlete competed: did not miss the start, make the pace or run out of competition."""
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
"""Best marks read per athlete and discipline: marks that do not count (wind) may stand before the best."""
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

# Pairs are made in memory: far fewer rows than one row a pair of results.
_POPULARITY_OF = Prepared(
    select(athlete.c.slug, result.c.race_id, popularity().label("popularity"))
    .join_from(athlete, result, result.c.athlete_id == athlete.c.id)
    .join(race, result.c.race_id == race.c.id)
    .join(edition, race.c.edition_id == edition.c.id)
    .where(athlete.c.slug.in_(bindparam("slugs", expanding=True)), competed(result))
)


def read_performances(
    connection: Connection, cache: EntityCache, athlete_id: AthleteId
) -> tuple[Performance, ...]:
    """All results of an athlete, alone or in a team, newest race first."""
    key, _ = cache.athlete(connection, athlete_id)
    of_athlete = {"athlete": key}
    return _performances(connection, cache, _HEADS_OF_ATHLETE, _LINES_OF_ATHLETE, of_athlete, athlete_id)


def read_best(
    connection: Connection, cache: EntityCache, first: AthleteId, second: AthleteId
) -> tuple[Performance, ...]:
    """The few best marks of two athletes in every discipline in which they met, newest race first.

    Hand-timed marks rank after all others.
    """
    keys = [key for (key,) in _BEST.rows(connection, _both(connection, cache, first, second))]
    if not keys:
        return ()
    return _performances(connection, cache, _HEADS_OF_KEYS, _LINES_OF_KEYS, {"keys": keys})


def _is_reserve(line: AnyLine, athlete_id: AthleteId | None) -> bool:
    return isinstance(line, TeamLine) and any(one.id == athlete_id for one in line.reserves)


def _performances(
    connection: Connection,
    cache: EntityCache,
    heads: Heads,
    lines: Lines,
    parameters: Parameters,
    athlete_id: AthleteId | None = None,
) -> tuple[Performance, ...]:
    races = cache.read_heads(connection, heads, parameters)
    built = read_lines(connection, cache, lines, parameters, races)
    performances = [
        Performance(head=races[row.race_id], result=line, reserve=_is_reserve(line, athlete_id))
        for row, line in built.values()
    ]
    return tuple(sorted(performances, key=lambda performance: newest_first(performance.head)))


def _both(connection: Connection, cache: EntityCache, first: AthleteId, second: AthleteId) -> dict[str, int]:
    return {
        "first": cache.athlete(connection, first)[0],
        "second": cache.athlete(connection, second)[0],
    }


def read_meetings(
    connection: Connection, cache: EntityCache, first: AthleteId, second: AthleteId
) -> tuple[Meeting, ...]:
    """All races that both entered as individuals, newest first."""
    both = _both(connection, cache, first, second)
    heads = cache.read_heads(connection, _HEADS_OF_BOTH, both)
    if not heads:
        return ()
    lines: dict[tuple[int, AthleteId], ResultLine] = {}
    for row, line in read_lines(connection, cache, _LINES_OF_BOTH, both, heads).values():
        if isinstance(line, ResultLine):
            lines[row.race_id, line.athlete.id] = line
    meetings = [
        Meeting(head=head, first=lines[key, first], second=lines[key, second]) for key, head in heads.items()
    ]
    return tuple(sorted(meetings, key=lambda meeting: newest_first(meeting.head)))


def weigh_meetings(
    connection: Connection, first: Collection[AthleteId], second: Collection[AthleteId]
) -> dict[tuple[AthleteId, AthleteId], SharedRaces]:
    """The races each of `first` shared with each of `second`, and their popularity; pairs that met only."""
    raced: defaultdict[AthleteId, dict[int, float]] = defaultdict(dict)
    for row in _POPULARITY_OF.rows(connection, {"slugs": list({*first, *second})}):
        raced[row.slug][row.race_id] = row.popularity
    shared = {
        (one, other): [raced[one][race_id] for race_id in raced[one].keys() & raced[other].keys()]
        for one in first
        for other in second
        if one != other
    }
    return {
        pair: SharedRaces(races=len(weights), popularity=sum(weights))
        for pair, weights in shared.items()
        if weights
    }

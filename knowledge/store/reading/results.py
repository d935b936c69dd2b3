"""Results with who achieved them, and how their sources print the name."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    bindparam,
    literal,
    select,
    union_all,
)

from knowledge.models.base import SourceId
from knowledge.models.facts import Name
from knowledge.models.mark import Mark
from knowledge.models.records import AnyLine, AthleteRef, RaceHead, ResultLine, TeamLine
from knowledge.store import schema
from knowledge.store.reading.cache import Library
from knowledge.store.reading.queries import Parameters, Prepared, for_keys, lists_of, names_of
from knowledge.store.schema import athlete, result, result_member, result_note, result_source, source

_MEMBERS = for_keys(
    select(result_member).order_by(result_member.c.result_id, result_member.c.position),
    result_member.c.result_id,
)


class Lines(NamedTuple):
    """The queries for some results: the results with their athletes, their notes and own sources."""

    rows: Prepared
    lists: Prepared


def lines_where(condition: ColumnElement[bool]) -> Lines:
    """The results of which a condition holds. Made once: making takes longer than running."""
    who = (athlete.c.slug, athlete.c.name, athlete.c.family, athlete.c.sex, athlete.c.born)
    return Lines(
        Prepared(
            select(result, *who, athlete.c.nation_id.label("home_id"))
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


def entered() -> Subquery:
    """In which races athletes, by key in `athletes`, have results, alone or in a team.

    Its columns are `athlete_id` and `race_id`.
    """
    people: BindParameter[int] = bindparam("athletes", expanding=True)
    return union_all(
        select(result.c.athlete_id, result.c.race_id).where(result.c.athlete_id.in_(people)),
        select(result_member.c.athlete_id, result.c.race_id)
        .join_from(result_member, result)
        .where(result_member.c.athlete_id.in_(people)),
    ).subquery()


def lines_of_race(
    connection: Connection, library: Library, race: int, heads: Mapping[int, RaceHead]
) -> tuple[AnyLine, ...]:
    """The results of a race: by place, then those without one."""
    found = read_lines(connection, library, _OF_RACE, {"race": race}, heads)
    return tuple(line for _, line in sorted(found.values(), key=_by_place))


def _by_place(pair: tuple[Any, AnyLine]) -> tuple[bool, int, int]:
    row, _ = pair
    return row.place is None, row.place or 0, row.position


def read_lines(
    connection: Connection,
    library: Library,
    which: Lines,
    parameters: Parameters,
    heads: Mapping[int, RaceHead],
) -> dict[int, tuple[Any, AnyLine]]:
    """Results by key, each with its row. `heads` holds the race of each."""
    rows = which.rows.rows(connection, parameters)
    lists = _lists(which.lists.rows(connection, parameters))
    notes, own_sources = lists["note"], lists["source"]
    people = {row.athlete_id for row in rows if row.athlete_id is not None}
    names = names_of(connection, schema.athlete_name, people)
    nations = library.nations.take(
        connection, {row.nation_id for row in rows} | {row.home_id for row in rows if row.home_id}
    )
    members = _members(connection, library, {row.id for row in rows if row.athlete_id is None})
    built: dict[int, tuple[Any, AnyLine]] = {}
    for row in rows:
        head = heads[row.race_id]
        sources = own_sources.get(row.id) or head.sources
        told: dict[str, Any] = {
            "nation": nations[row.nation_id],
            "place": row.place,
            "mark": _mark(row, head),
            "status": row.status,
            "notes": notes.get(row.id, ()),
            "sources": sources,
            "wind_mps": row.wind_mps,
            "superseded": row.superseded,
        }
        if row.athlete_id is None:
            built[row.id] = row, TeamLine(team=row.team, members=members[row.id], **told)
            continue
        who = AthleteRef(
            id=row.slug,
            name=row.name,
            family=row.family,
            sex=row.sex,
            nation=nations[row.home_id],
            born=row.born,
        )
        printed = _printed(row.name, names[row.athlete_id], sources)
        built[row.id] = row, ResultLine(athlete=who, printed=printed, **told)
    return built


def _lists(rows: Sequence[Any]) -> dict[str, dict[int, tuple[Any, ...]]]:
    """The texts of what rows name: by `note` or `source`, then by the key of the result."""
    found: dict[str, dict[int, tuple[Any, ...]]] = {"note": {}, "source": {}}
    for of, owner, _, text in sorted(tuple(row) for row in rows):
        found[of][owner] = (*found[of].get(owner, ()), text)
    return found


def _members(connection: Connection, library: Library, teams: set[int]) -> dict[int, tuple[AthleteRef, ...]]:
    """Those who ran for each of these teams, in the order of their legs."""
    if not teams:
        return {}
    found = lists_of(connection, _MEMBERS, teams)
    athletes = library.athletes.take(connection, {row.athlete_id for rows in found.values() for row in rows})
    return {team: tuple(athletes[row.athlete_id] for row in rows) for team, rows in found.items()}


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

"""Results with who achieved them, and how their sources print the name."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Subquery, bindparam, select, union_all

from knowledge.models.base import SourceId
from knowledge.models.facts import Name
from knowledge.models.mark import Mark
from knowledge.models.records import AnyLine, RaceHead, ResultLine, TeamLine
from knowledge.store import schema
from knowledge.store.library import Library
from knowledge.store.lists import for_keys, lists_of, names_of, sources_of, texts_of
from knowledge.store.schema import result, result_member

LINES: Select[Any] = select(result)
"""The query whose rows `build_lines` takes; add to it which results are meant."""

_LINES_OF_RACE = LINES.where(result.c.race_id == bindparam("race")).order_by(
    result.c.place.is_(None), result.c.place, result.c.position
)
_MEMBERS = for_keys(
    select(result_member).order_by(result_member.c.result_id, result_member.c.position),
    result_member.c.result_id,
)
_ENTERED = union_all(
    select(result.c.athlete_id, result.c.race_id, result.c.id),
    select(result_member.c.athlete_id, result.c.race_id, result.c.id).join_from(result_member, result),
)


def entered() -> Subquery:
    """Who is in which race with which result (`athlete_id`, `race_id`, `id`), alone or in a team."""
    return _ENTERED.subquery()


def lines_of_race(
    connection: Connection, library: Library, race: int, heads: Mapping[int, RaceHead]
) -> tuple[AnyLine, ...]:
    """The results of a race: by place, then those without one."""
    rows = connection.execute(_LINES_OF_RACE, {"race": race}).all()
    return tuple(build_lines(connection, library, rows, heads).values())


def build_lines(
    connection: Connection, library: Library, rows: Sequence[Row[Any]], heads: Mapping[int, RaceHead]
) -> dict[int, AnyLine]:
    """Results by key in the order of the rows. `heads` holds the race of each."""
    keys = {row.id for row in rows}
    people = {row.athlete_id for row in rows if row.athlete_id is not None}
    teams = {row.id for row in rows if row.athlete_id is None}
    members = lists_of(connection, _MEMBERS, teams) if teams else {}
    nations = library.nations.take(connection, {row.nation_id for row in rows})
    notes = texts_of(connection, schema.result_note, keys)
    own_sources = sources_of(connection, schema.result_source, keys)
    names = names_of(connection, schema.athlete_name, people)
    in_teams = {member.athlete_id for some in members.values() for member in some}
    athletes = library.athletes.take(connection, people | in_teams)
    built: dict[int, AnyLine] = {}
    for row in rows:
        head = heads[row.race_id]
        sources = own_sources[row.id] or head.sources
        told: dict[str, Any] = {
            "nation": nations[row.nation_id],
            "place": row.place,
            "mark": _mark(row, head),
            "status": row.status,
            "notes": notes[row.id],
            "sources": sources,
            "wind_mps": row.wind_mps,
            "superseded": row.superseded,
        }
        if row.athlete_id is None:
            ran = tuple(athletes[member.athlete_id] for member in members[row.id])
            built[row.id] = TeamLine(team=row.team, members=ran, **told)
        else:
            athlete = athletes[row.athlete_id]
            printed = _printed(athlete.name, names[row.athlete_id], sources)
            built[row.id] = ResultLine(athlete=athlete, printed=printed, **told)
    return built


def _mark(row: Row[Any], head: RaceHead) -> Mark | None:
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

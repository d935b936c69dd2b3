"""Results with who achieved them, and how their sources print the name."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from knowledge.models.base import SourceId
from knowledge.models.facts import Name
from knowledge.models.mark import Mark
from knowledge.models.records import RaceHead, ResultLine
from knowledge.store import schema
from knowledge.store.library import Library
from knowledge.store.lists import names_of, sources_of, texts_of
from knowledge.store.schema import result

LINES: Select[Any] = select(result)
"""The query whose rows `build_lines` takes; add to it which results are meant."""

_LINES_OF_RACE = LINES.where(result.c.race_id == bindparam("race")).order_by(
    result.c.place.is_(None), result.c.place, result.c.position
)


def lines_of_race(
    connection: Connection, library: Library, race: int, heads: Mapping[int, RaceHead]
) -> tuple[ResultLine, ...]:
    """The results of a race: by place, then those without one."""
    rows = connection.execute(_LINES_OF_RACE, {"race": race}).all()
    return tuple(build_lines(connection, library, rows, heads).values())


def build_lines(
    connection: Connection, library: Library, rows: Sequence[Row[Any]], heads: Mapping[int, RaceHead]
) -> dict[int, ResultLine]:
    """Results by key in the order of the rows. `heads` holds the race of each."""
    keys = {row.id for row in rows}
    nations = library.nations.take(connection, {row.nation_id for row in rows})
    notes = texts_of(connection, schema.result_note, keys)
    own_sources = sources_of(connection, schema.result_source, keys)
    names = names_of(connection, schema.athlete_name, {row.athlete_id for row in rows})
    athletes = library.athletes.take(connection, {row.athlete_id for row in rows})
    built = {}
    for row in rows:
        head = heads[row.race_id]
        sources = own_sources[row.id] or head.sources
        built[row.id] = ResultLine(
            athlete=athletes[row.athlete_id],
            nation=nations[row.nation_id],
            place=row.place,
            mark=_mark(row, head),
            status=row.status,
            notes=notes[row.id],
            sources=sources,
            printed=_printed(athletes[row.athlete_id].name, names[row.athlete_id], sources),
            wind_mps=row.wind_mps,
            superseded=row.superseded,
        )
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

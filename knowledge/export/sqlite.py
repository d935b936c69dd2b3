"""Write the compiled tables into a SQLite database, for an export: `schema` with keys, indices and views."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Boolean, Column, Date, Enum, Integer, String, Table

from knowledge.imports.archive.bulk import insert_rows
from knowledge.store import schema
from knowledge.store.build.write import create_indices, create_tables
from knowledge.store.columns import NONE, TableReader
from knowledge.store.sqlite_file import writing_engine
from knowledge.store.tables import Tables

_ROWS_AT_ONCE = 20_000
VIEWS = {
    "results": """
        SELECT race.date AS date, competition.name AS competition, city.name AS city,
            discipline.name AS discipline, race.category AS category, race.round AS round, race.heat AS heat,
            result.place AS place, coalesce(athlete.name, result.team, nation.name) AS name,
            nation.slug AS nation, result.mark AS mark, result.status AS status,
            result.wind_mps AS wind_mps, race.slug AS race, athlete.slug AS athlete
        FROM result
            JOIN race ON race.id = result.race_id
            JOIN edition ON edition.id = race.edition_id
            JOIN competition ON competition.id = edition.competition_id
            JOIN city ON city.id = edition.city_id
            JOIN discipline ON discipline.id = race.discipline_id
            JOIN nation ON nation.id = result.nation_id
            LEFT JOIN athlete ON athlete.id = result.athlete_id
        ORDER BY race.id, result.id""",
    "races": """
        SELECT race.date AS date, competition.name AS competition, edition.year AS year, city.name AS city,
            discipline.name AS discipline, race.category AS category, race.round AS round, race.heat AS heat,
            venue.name AS venue, race.coverage AS coverage, race.slug AS race
        FROM race
            JOIN edition ON edition.id = race.edition_id
            JOIN competition ON competition.id = edition.competition_id
            JOIN city ON city.id = edition.city_id
            JOIN discipline ON discipline.id = race.discipline_id
            LEFT JOIN venue ON venue.id = race.venue_id
        ORDER BY race.id""",
    "athletes": """
        SELECT athlete.name AS name, athlete.family AS family, athlete.sex AS sex, nation.slug AS nation,
            athlete.born AS born, athlete.died AS died, athlete.slug AS athlete
        FROM athlete JOIN nation ON nation.id = athlete.nation_id
        ORDER BY athlete.slug""",
}
"""What people read in a table browser; the tables are for programs."""


def write_sqlite(tables: Tables, path: Path) -> None:
    """Write all tables into a new SQLite file at `path`. Raises sqlalchemy.exc.SQLAlchemyError, OSError."""
    engine = writing_engine(path)
    try:
        with engine.begin() as connection:
            create_tables(connection)
            for table in schema.metadata.sorted_tables:
                for rows in _batches(tables, table):
                    insert_rows(connection, table, rows)
            create_indices(connection)
            for name, query in VIEWS.items():
                connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
        with engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    finally:
        engine.dispose()


def _batches(tables: Tables, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a table for SQLite, with cells in the order of its columns."""
    read = [_cells(tables, column) for column in table.columns if column is not _key(table)]
    size = len(read[0][0])
    for start in range(0, size, _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        cells = [map(cell, codes[rows].tolist()) for codes, cell in read]
        if _key(table) is not None:
            cells.insert(0, map(_plus_one, range(start, size)))
        yield [*zip(*cells, strict=False)]


def _key(table: Table) -> Column[Any] | None:
    """The key of a row, which is its number, from 1."""
    return table.c.id if "id" in table.c else None


def _cells(tables: Tables, column: Column[Any]) -> tuple[np.ndarray[Any, Any], Any]:
    """The codes of a column, and the function from a code to a cell."""
    of = TableReader(tables.arrays, column.table.name)
    codes = tables.arrays[f"{column.table.name}.{column.name}"]
    if column.foreign_keys:
        return codes, _reference
    if isinstance(column.type, Enum):
        members = [*map(str, column.type.enum_class or ()), None]
        return codes, members.__getitem__
    if isinstance(column.type, Date):
        return codes, _day
    if isinstance(column.type, String):
        texts = of.optional_text(column.name).texts
        return codes, lambda code: None if code == NONE else texts[code]
    if isinstance(column.type, Integer | Boolean):
        return codes, _number
    raise TypeError(column)


def _plus_one(row: int) -> int:
    return row + 1


def _reference(row: int) -> int | None:
    return None if row == NONE else row + 1


def _number(code: int) -> int | None:
    return None if code == NONE else code


def _day(code: int) -> str | None:
    return None if code == NONE else date.fromordinal(code).isoformat()

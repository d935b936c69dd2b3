"""Write facts and merged imports into the tables of a database."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Select, distinct, exists, func, insert, select, union, union_all
from sqlalchemy.schema import CreateTable

from knowledge.curation import Facts
from knowledge.imports.linkage.merge import LinkedArchive
from knowledge.store.build.merged import write_merged
from knowledge.store.build.plain_results import PlainResults
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_entities import write_entities
from knowledge.store.build.write_races import write_races
from knowledge.store.column_file import SCHEMA_VERSION
from knowledge.store.schema import (
    athlete,
    athlete_name,
    athlete_name_source,
    build,
    competition,
    edition,
    metadata,
    race,
    race_source,
    result,
    result_source,
    source,
    source_tally,
)
from knowledge.store.sqlite_file import trust_keys, writing_engine


def write_tallies(connection: Connection, version: str, plain: Mapping[int, int]) -> None:
    """Write the counts, by source and in all; `plain` are results that are in no table, by source."""
    _tally_sources(connection, plain)
    counted = {
        "athletes": athlete,
        "competitions": competition,
        "editions": edition,
        "races": race,
        "results": result,
        "sources": source,
        "spellings": athlete_name,
    }
    counts = {
        name: connection.scalar(select(func.count()).select_from(table)) for name, table in counted.items()
    }
    counts["results"] = (counts["results"] or 0) + sum(plain.values())
    first, last = connection.execute(select(func.min(race.c.date), func.max(race.c.date))).one()
    row = {
        "id": 1,
        "version": version,
        "schema_version": SCHEMA_VERSION,
        "first_race": first,
        "last_race": last,
    }
    connection.execute(insert(build), row | counts)


def _tally_sources(connection: Connection, plain: Mapping[int, int]) -> None:
    races, results, spellings = (
        {row.source_id: row.counted for row in connection.execute(query)}
        for query in (_races_by_source(), _results_by_source(), _spellings_by_source())
    )
    keys = connection.scalars(select(source.c.id)).all()
    rows = [
        {
            "source_id": key,
            "races": races.get(key, 0),
            "results": results.get(key, 0) + plain.get(key, 0),
            "spellings": spellings.get(key, 0),
        }
        for key in keys
    ]
    if rows:
        connection.execute(insert(source_tally), rows)


def _races_by_source() -> Select[tuple[int, int]]:
    """The number of races by source: of the race or of one of its results."""
    whole = select(race_source.c.source_id, race_source.c.race_id)
    parts = select(result_source.c.source_id, result.c.race_id).join_from(result_source, result)
    both = union(whole, parts).subquery()
    return select(both.c.source_id, func.count().label("counted")).group_by(both.c.source_id)


def _results_by_source() -> Select[tuple[int, int]]:
    """The number of results by source: their own or, where they name none, the race's."""
    names_its_own = exists().where(result_source.c.result_id == result.c.id)
    own = select(result_source.c.source_id, func.count().label("results")).group_by(result_source.c.source_id)
    inherited = (
        select(race_source.c.source_id, func.count().label("results"))
        .join_from(race_source, result, race_source.c.race_id == result.c.race_id)
        .where(~names_its_own)
        .group_by(race_source.c.source_id)
    )
    both = union_all(own, inherited).subquery()
    return select(both.c.source_id, func.sum(both.c.results).label("counted")).group_by(both.c.source_id)


def _spellings_by_source() -> Select[tuple[int, int]]:
    """The number of spellings of athletes' names by source."""
    names = athlete_name_source.c
    spellings = func.count(distinct(names.athlete_name_id)).label("counted")
    return select(names.source_id, spellings).group_by(names.source_id)


def compile_tables(
    facts: Facts, database: Path, version: str = "unnamed", outside: LinkedArchive | None = None
) -> PlainResults | None:
    """Write facts, and merged imports beside them, into the tables of an empty SQLite database.

    The database checks their constraints; `write_columns` takes it from there, with the results that need no
    table, which are returned.
    `version` appears in `About`. Raises KnowledgeError when a fact refers to an undefined one,
    sqlalchemy.exc.IntegrityError when facts break a constraint; discard the file then.
    """
    engine = writing_engine(database)
    try:
        with engine.connect() as connection:
            with connection.begin():
                rows = write_curated(connection, facts)
            if outside is not None:
                trust_keys(connection)
            with connection.begin():
                return write_rest(rows, facts, version, outside)
    finally:
        engine.dispose()


def write_curated(connection: Connection, facts: Facts) -> Rows:
    """Create the tables and write the facts."""
    create_tables(connection)
    rows = Rows(connection)
    write_entities(rows, facts)
    write_races(rows, facts)
    rows.flush()
    return rows


def write_rest(rows: Rows, facts: Facts, version: str, outside: LinkedArchive | None) -> PlainResults | None:
    """Write the merged imports, the indices and the counts."""
    connection = rows.connection
    plain = None
    if outside is not None:
        plain = write_merged(rows, facts, outside)
        rows.flush()
    create_indices(connection, only_unique=True)
    write_tallies(connection, version, {} if plain is None else plain.by_source)
    return plain


def create_tables(connection: Connection) -> None:
    """Create the tables without indices: inserts are faster."""
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table))


def create_indices(connection: Connection, *, only_unique: bool = False) -> None:
    """Create the indices of all tables, or those that are constraints."""
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            if index.unique or not only_unique:
                index.create(connection)

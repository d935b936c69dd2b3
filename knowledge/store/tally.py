"""Counting what was written, once, so that nobody counts a million rows to say how many there are."""

from sqlalchemy import Connection, Select, distinct, exists, func, insert, select, union, union_all

from knowledge.store.schema import (
    SCHEMA_VERSION,
    athlete,
    athlete_name,
    athlete_name_source,
    build,
    competition,
    edition,
    race,
    race_source,
    result,
    result_source,
    source,
    source_tally,
)


def write_tallies(connection: Connection, version: str) -> None:
    """Write how much there is, by source and in all. The row in `build` says that all the rest is written."""
    _tally_sources(connection)
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
    first, last = connection.execute(select(func.min(race.c.date), func.max(race.c.date))).one()
    row = {
        "id": 1,
        "version": version,
        "schema_version": SCHEMA_VERSION,
        "first_race": first,
        "last_race": last,
    }
    connection.execute(insert(build), row | counts)


def _tally_sources(connection: Connection) -> None:
    races, results, spellings = (
        {row.source_id: row.counted for row in connection.execute(query)}
        for query in (_races_by_source(), _results_by_source(), _spellings_by_source())
    )
    keys = connection.scalars(select(source.c.id)).all()
    rows = [
        {
            "source_id": key,
            "races": races.get(key, 0),
            "results": results.get(key, 0),
            "spellings": spellings.get(key, 0),
        }
        for key in keys
    ]
    if rows:
        connection.execute(insert(source_tally), rows)


def _races_by_source() -> Select[tuple[int, int]]:
    """Races that rest on a source, wholly or with one of their results."""
    whole = select(race_source.c.source_id, race_source.c.race_id)
    parts = select(result_source.c.source_id, result.c.race_id).join_from(result_source, result)
    both = union(whole, parts).subquery()
    return select(both.c.source_id, func.count().label("counted")).group_by(both.c.source_id)


def _results_by_source() -> Select[tuple[int, int]]:
    """Results that rest on a source: by themselves or, where they name none, by their race."""
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
    """Other spellings of athletes' names that a source uses."""
    names = athlete_name_source.c
    spellings = func.count(distinct(names.athlete_name_id)).label("counted")
    return select(names.source_id, spellings).group_by(names.source_id)

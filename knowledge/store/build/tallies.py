"""The counts of the compiled knowledge, by source and in all."""

from datetime import date

import numpy as np

from knowledge.store import schema
from knowledge.store.build.encoders import Codes
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_columns import TableColumns
from knowledge.store.column_file import SCHEMA_VERSION


def write_tallies(rows: Rows, version: str) -> None:
    """Write the counts, by source and in all, after everything else."""
    rows.flush()
    columns = rows.columns
    counted = {
        "athletes": schema.athlete,
        "competitions": schema.competition,
        "editions": schema.edition,
        "races": schema.race,
        "results": schema.result,
        "sources": schema.source,
        "spellings": schema.athlete_name,
    }
    counts = {name: len(columns.codes(table.c.id)) for name, table in counted.items()}
    days = columns.codes(schema.race.c.date)
    first, last = (
        (date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))) if len(days) else (None, None)
    )
    rows.add(
        schema.build,
        id=1,
        version=version,
        schema_version=SCHEMA_VERSION,
        first_race=first,
        last_race=last,
        **counts,
    )
    _tally_sources(rows, columns)
    rows.flush()


def _tally_sources(rows: Rows, columns: TableColumns) -> None:
    keys = columns.codes(schema.source.c.id)
    size = int(keys.max(initial=0)) + 1
    races, results = _races_and_results(columns, size)
    spelled = schema.athlete_name_source.c
    spellings = _counts(columns.codes(spelled.source_id), columns.codes(spelled.athlete_name_id), size)
    for key in keys.tolist():
        tally = {"races": int(races[key]), "results": int(results[key]), "spellings": int(spellings[key])}
        rows.add(schema.source_tally, source_id=key, **tally)


def _races_and_results(columns: TableColumns, size: int) -> tuple[Codes, Codes]:
    """The number of races and of results of each source.

    A race is of its own sources and of those of its results; a result is of its own sources or, where it
    names none, of the race's.
    """
    results, race_of = columns.codes(schema.result.c.id), columns.codes(schema.result.c.race_id)
    cited, by = (columns.codes(schema.result_source.c[name]) for name in ("result_id", "source_id"))
    whole, of_whole = (columns.codes(schema.race_source.c[name]) for name in ("race_id", "source_id"))

    races_by_key = np.zeros(int(results.max(initial=0)) + 1, np.int32)
    races_by_key[results] = race_of
    names_its_own = np.zeros(len(races_by_key), np.bool_)
    names_its_own[cited] = True
    inherited = np.bincount(race_of[~names_its_own[results]], minlength=int(whole.max(initial=0)) + 1)
    tallied = np.bincount(by, minlength=size)
    np.add.at(tallied, of_whole, inherited[whole])
    races = _counts(np.append(of_whole, by), np.append(whole, races_by_key[cited]), size)
    return races, tallied


def _counts(sources: Codes, rows: Codes, size: int) -> Codes:
    """The number of distinct rows of each source."""
    distinct = np.unique(sources.astype(np.int64) << 32 | rows)
    return np.bincount(distinct >> 32, minlength=size)

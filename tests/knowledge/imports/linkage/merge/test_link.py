"""An archive linked to the curated facts: built anew from the same rows, and gone when forgotten."""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.export.sqlite import write_sqlite
from knowledge.imports.intake import forget
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, HARBOUR, NEW_RACE, Imports


def test_what_was_merged_is_counted(imports: Imports) -> None:
    imports.take(
        f"{HARBOUR}Tomas Arvell,Arvell,NOR,1998-03-04,1,3:49.11,,",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,NOR,1999-02-03,7,3:58.00,,",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,",
    )
    merged = imports.kb().about().merged
    assert merged is not None
    assert (merged.printed, merged.people, merged.united) == (4, 4, 2)
    assert (merged.recovered, merged.attached, merged.mixed) == (2, 1, 1)
    assert (merged.agreeing, merged.differing, merged.added) == (1, 1, 1)
    assert merged.hidden == ()


def test_what_is_written_refers_to_what_is_there(imports: Imports, tmp_path: Path) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,PB",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,GBR,1999-02-03,7,3:58.00,,",
    )
    write_sqlite(imports.kb().tables, tmp_path / "written.sqlite")
    with closing(sqlite3.connect(tmp_path / "written.sqlite")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_same_again_changes_nothing_and_forgetting_leaves_what_was_curated(imports: Imports) -> None:
    curated = imports.kb().about()
    row = f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,"
    assert (imports.take(row).new, imports.take(row).new) == (1, 0)
    imported = imports.kb().about()
    assert imported.counts.results == curated.counts.results + 1
    assert imports.take(row.replace("3:50.00", "3:49.99")).corrected == 1
    (line,) = imports.kb().race(NEW_RACE).results
    assert line.mark is not None
    assert line.mark.text == "3:49.99"
    assert forget(imports.url, "results-csv") == 1
    assert imports.kb().about() == curated

"""LinkedArchive results beside the invented curated ones: merged by evidence, kept apart elsewhere."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.imports.intake import forget, import_files
from knowledge.models.base import AthleteId
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import ClaimStatus, CoverageKind
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, HARBOUR, MILE, NEW_RACE, Imports


def test_a_race_and_people_of_their_own(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,PB",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000,2,3:51.20,,",
    )
    race = imports.kb().race(NEW_RACE)
    assert [(line.entered[0].id, line.place) for line in race.results] == [("olav-berg", 1), ("nils-dal", 2)]
    assert race.results[0].notes == ("PB",)
    assert race.head.city.name == "Oslovik"
    assert race.head.coverage.kind is CoverageKind.PARTIAL
    assert race.head.sources == ("results-csv",)


def test_a_curated_race_met_again_agrees_differs_and_grows(imports: Imports) -> None:
    before = imports.kb().race(MILE)
    imports.take(
        f"{HARBOUR}Tomas Arvell,Arvell,NOR,1998-03-04,1,3:49.11,,",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,NOR,1999-02-03,7,3:58.00,,",
    )
    after = imports.kb().race(MILE)
    assert [line for line in after.results if line.entered[0].id != "olav-berg"] == list(before.results)
    (added,) = [line for line in after.results if line.entered[0].id == "olav-berg"]
    assert (added.place, added.sources) == (7, ("results-csv",))
    (claim,) = [claim for claim in after.claims if claim not in before.claims]
    assert (claim.status, claim.athletes) == (ClaimStatus.UNRESOLVED, ("daniel-okoro",))
    assert "3:50.02 here, 3:50.20 there" in claim.sayings[0].says


def test_a_curated_athlete_is_known_by_more_than_the_name(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Thomas Arvell,Arvell,NOR,1998-03-04,1,3:50.00,,",
        f"{ELSEWHERE}Daniel Okoro,Okoro,NGR,2001-01-31,2,3:51.20,,",
    )
    kb = imports.kb()
    first, second = kb.race(NEW_RACE).results
    assert first.entered[0].id == "tomas-arvell"
    assert second.entered[0].id == "daniel-okoro-2001"
    assert NEW_RACE in {one.head.id for one in kb.performances(AthleteId("tomas-arvell"))}


@pytest.mark.parametrize(
    ("name", "new"), [("Tomass Arvell", [("Tomass Arvell", ("results-csv",))]), ("ARVELL Tomas", [])]
)
def test_another_spelling_of_a_curated_athlete_is_kept_with_its_source(
    imports: Imports, name: str, new: list[tuple[str, tuple[str, ...]]]
) -> None:
    before = imports.kb().athlete(AthleteId("tomas-arvell")).names
    imports.take(f"{ELSEWHERE}{name},Arvell,NOR,1998-03-04,1,3:50.00,,")
    after = imports.kb().athlete(AthleteId("tomas-arvell")).names
    assert [(name.text, name.sources) for name in after if name not in before] == new


def test_somebody_without_a_birth_date_is_nobody_else(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Tomas Arvell,Arvell,NOR,,1,3:50.00,,")
    (line,) = imports.kb().race(NEW_RACE).results
    assert line.entered[0].id != "tomas-arvell"


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
    imports.kb()
    (database,) = (tmp_path / "cache").glob("*.sqlite")
    with closing(sqlite3.connect(database)) as connection:
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


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda url: list(import_files(url, "no-such", [], print, print)), "There is no format 'no-such'"),
        (lambda url: forget(url, "no-such"), "No source 'no-such' was imported; nothing was imported yet"),
    ],
)
def test_what_is_not_there_is_said(imports: Imports, call: Callable[[str], object], why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        call(imports.url)


def test_somebody_is_of_the_nation_of_the_newest_race(imports: Imports) -> None:
    later = ELSEWHERE.replace("2024-07-01", "2024-08-01")
    imports.take(
        f"{later}Olav Berg,Berg,GBR,1999-02-03,1,3:49.00,,",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
    )
    kb = imports.kb()
    assert kb.athlete_ref(AthleteId("olav-berg")).nation.id == "GBR"
    assert kb.race(NEW_RACE).results[0].nation.id == "NOR"


def test_a_curators_no_keeps_two_apart(invented: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(invented, tmp_path / "data"))
    (data / "decisions").mkdir()
    (data / "decisions" / "arvell.toml").write_text(
        '[[people]]\none = "curated/tomas-arvell"\nother = "results-csv/thomas-arvell/m/1998-03-04"\n'
        "same = false\n",
        encoding="utf-8",
    )
    imports = Imports(data, tmp_path)
    imports.take(f"{ELSEWHERE}Thomas Arvell,Arvell,NOR,1998-03-04,1,3:50.00,,")
    (line,) = imports.kb().race(NEW_RACE).results
    imports.close()
    assert line.entered[0].id == "thomas-arvell"

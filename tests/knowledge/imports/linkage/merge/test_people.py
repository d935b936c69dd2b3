"""People of an archive: a curated athlete or a new one, by more than the name."""

import shutil
from pathlib import Path

import pytest

from knowledge.models.base import AthleteId
from tests.knowledge.imports.linkage.merge.imports import ELSEWHERE, NEW_RACE, Imports


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


def test_somebody_is_of_the_nation_of_the_newest_race(imports: Imports) -> None:
    later = ELSEWHERE.replace("2024-07-01", "2024-08-01")
    imports.take(
        f"{later}Olav Berg,Berg,GBR,1999-02-03,1,3:49.00,,",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
    )
    kb = imports.kb()
    assert kb.athlete_ref(AthleteId("olav-berg")).nation.id == "GBR"
    assert kb.race(NEW_RACE).results[0].nation.id == "NOR"


@pytest.mark.parametrize(
    ("day", "nation"), [("30 JUN 2024", "GBR"), ("01 JUL 2024", "GBR"), ("02 JUL 2024", "NOR")]
)
def test_a_later_source_tells_the_nation_with_a_newer_race_only(
    imports: Imports, day: str, nation: str
) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,GBR,1999-02-03,1,3:50.00,,")
    there = f'"Town Stadium, Oakham (GBR)",{day}'
    imports.take_list("one-mile.csv", f"0,1,3:50.00,Olav BERG,03 FEB 1999,NOR,1,{there},1200")
    assert imports.kb().athlete_ref(AthleteId("olav-berg")).nation.id == nation


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
    assert line.entered[0].id == "thomas-arvell"

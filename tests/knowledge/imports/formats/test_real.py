"""The real files, where they lie beside the project."""

import zipfile
from collections import Counter
from pathlib import Path

import pytest

from knowledge.models.facts import Round, Status
from knowledge.models.observation import Observation, Refusal
from tests.knowledge.imports.formats.samples import refusals, results, rows, write_zip
from tests.paths import SHARED

DATA = SHARED / "data"
here = pytest.mark.skipif(not DATA.is_dir(), reason="the real lists are not beside the project")


@here
def test_paris_2024() -> None:
    found = results("paris-2024", DATA / "paris-2024")
    assert len(found) == len({row.key for row in found}) == 3294
    assert Counter(row.status for row in found if row.status is not Status.FINISHED) == {
        Status.DNS: 48,
        Status.DNF: 43,
        Status.NM: 25,
        Status.DQ: 21,
    }
    assert all(row.athlete is None or row.athlete.born for row in found)
    first = {
        str(row.race.discipline): row.athlete.name
        for row in found
        if row.place == 1 and row.athlete and row.race.round is Round.FINAL and not row.notes
    }
    assert (first["3000msc"], first["marathon"]) == ("Winfred Yavi", "Sifan Hassan")


@here
def test_rome_2024() -> None:
    found = rows("tilastopaja", DATA / "rome-2024" / "Rome2024.json")
    assert len(found) == 2346
    assert len({row.race for row in found if isinstance(row, Observation)}) == 180
    [twice] = [row for row in found if isinstance(row, Refusal)]
    assert "Isabel Posch" in twice.value


@here
def test_one_of_the_lists(tmp_path: Path) -> None:
    with zipfile.ZipFile(DATA / "world-athletics-toplists-2023.zip") as archive:
        content = archive.read("men/3000-metres-steeplechase.csv")
    path = write_zip(tmp_path / "one.zip", {"men/3000-metres-steeplechase.csv": content})
    found = results("world-athletics-toplists", path)
    assert len(found) + len(refusals("world-athletics-toplists", path)) == content.count(b"\n") - 1
    best = found[0]
    assert best.athlete is not None
    assert (best.athlete.name, best.mark, best.race.venue) == (
        "Lamecha Girma",
        "7:52.11",
        "Stade Charléty, Paris (FRA)",
    )

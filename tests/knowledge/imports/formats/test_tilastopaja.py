"""Competitions of Tilastopaja."""

from pathlib import Path

import pytest

from knowledge.models.facts import Category, Status
from knowledge.models.observation import Observation, Refusal
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import results, rows
from tests.paths import SHARED


def test_tilastopaja(tmp_path: Path) -> None:
    ada, mono, relay = results("tilastopaja", samples.write_championship(tmp_path))
    assert ada.athlete is not None
    assert mono.athlete is not None
    assert ada.athlete.ids == (("world-athletics", "70"), ("tilastopaja", "7"))
    assert (ada.place, ada.wind_mps, ada.notes) == (1, "+2.4", ("SB", "q", "w"))
    assert (mono.athlete.name, mono.athlete.family, mono.athlete.ids) == (
        "Mono",
        None,
        (("tilastopaja", "8"),),
    )
    assert (mono.status, mono.mark, "ADR 32.3" in mono.notes) == (Status.DQ, None, True)
    assert (relay.team, relay.race.category, relay.race.discipline) == ("KEN", Category.MIXED, "4x400m-relay")


DATA = SHARED / "data"
here = pytest.mark.skipif(not DATA.is_dir(), reason="the real lists are not beside the project")


@here
def test_rome_2024() -> None:
    found = rows("tilastopaja", DATA / "rome-2024" / "Rome2024.json")
    assert len(found) == 2346
    assert len({row.race for row in found if isinstance(row, Observation)}) == 180
    [twice] = [row for row in found if isinstance(row, Refusal)]
    assert "Isabel Posch" in twice.value

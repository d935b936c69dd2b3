"""The results of the Olympic Games of 2024."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.imports.formats import ImportRefused
from knowledge.models.facts import Category, Round, Status
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import refusals, results, rows
from tests.paths import SHARED


def test_paris(tmp_path: Path) -> None:
    first, second, relay, jump = results("paris-2024", samples.write_paris(tmp_path))
    assert first.athlete is not None
    assert (first.athlete.born, first.place, first.mark, first.notes) == ("1996-09-12", 1, "14:30.10", ("Q",))
    assert (first.race.key, first.race.heat, first.race.whole) == ("W5-1", 1, True)
    assert first.race is second.race
    assert (second.status, second.place, second.mark) == (Status.DNF, None, None)
    assert (relay.team, relay.team_nation, relay.race.category) == ("Kenya", "KEN", Category.MIXED)
    assert (jump.race.discipline, jump.notes) == ("high-jump", ("combined event", "heptathlon"))
    [refused] = refusals("paris-2024", tmp_path)
    assert refused.why == "The athlete 99 is not in athletes.csv."


def test_paris_needs_both_files(tmp_path: Path) -> None:
    samples.write_paris(tmp_path)
    assert len(results("paris-2024", tmp_path / "results.csv")) == 4
    (tmp_path / "athletes.csv").unlink()
    with pytest.raises(ImportRefused, match=r"no athletes\.csv"):
        rows("paris-2024", tmp_path)


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

"""The lists of World Athletics: people, races and marks; unreadable rows are refused one by one."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from knowledge.imports.formats import ImportRefused
from knowledge.models.facts import Category, Round, Sex
from tests.knowledge.imports.formats.samples import LIST, refusals, results, rows, write_list, write_zip
from tests.paths import SHARED


def test_a_list_tells_people_races_and_marks(tmp_path: Path) -> None:
    ada, bea, cleo = results("world-athletics-toplists", write_list(tmp_path))
    assert ada.athlete is not None
    assert (ada.athlete.name, ada.athlete.born, ada.athlete.sex) == (
        "Ada Swift-Lane",
        "1996-09-12",
        Sex.FEMALE,
    )
    assert (ada.mark, ada.mark_value, ada.hand_timed, ada.place) == ("10.60", 1060, False, 1)
    assert (ada.race.category, ada.race.date, ada.race.city) == (
        Category.WOMEN,
        date(2020, 8, 14),
        "Springfield",
    )
    assert (ada.race.wind_mps, ada.race.key, ada.row) == ("+0.9", None, "line 2")
    assert (bea.race.round, bea.race.heat, bea.notes) == (Round.HEAT, 2, ("w",))
    assert cleo.athlete is not None
    assert cleo.athlete.born is None
    assert cleo.race.key is not None
    assert bea.race != cleo.race


def test_rows_of_a_list_share_their_athletes_and_races(tmp_path: Path) -> None:
    text = LIST + '3,4,10.9,0.9,Dee FAST,1990,KEN,2,"Hill Park, Springfield, IL (USA)",14 AUG 2020,1\n'
    first, *_, last = results("world-athletics-toplists", write_list(tmp_path, text))
    assert first.race is last.race


def test_heats_without_a_number_are_not_taken_for_one_race(tmp_path: Path) -> None:
    more = "3,4,10.9,,Dee FAST,1990,KEN,sf,Helsinki (FIN),13 JUN 2019,1\n"
    *_, cleo, dee = results("world-athletics-toplists", write_list(tmp_path, LIST + more))
    assert cleo.race.key != dee.race.key


def test_the_key_of_a_row_outlives_a_correction(tmp_path: Path) -> None:
    before = results("world-athletics-toplists", write_list(tmp_path / "a"))
    after = results("world-athletics-toplists", write_list(tmp_path / "b", LIST.replace("10.6,", "10.61,")))
    assert [row.key for row in before] == [row.key for row in after]
    assert before[0].mark != after[0].mark


def test_a_repeated_row_and_rows_that_cannot_be_read_are_refused_one_by_one(tmp_path: Path) -> None:
    bad = (
        LIST
        + LIST.splitlines()[2]
        + "\n3,4,fast,,Eve LATE,1990,KEN,1,Rome (ITA),13 JUN 2019,1\n4,5,10.9\n"
        + f"5,6,10.9,,{'X' * 10_001},1990,KEN,1,Rome (ITA),13 JUN 2019,1\n"
        + '6,7,10.9,,"Fay\nNEWLINE",1990,KEN,1,Rome (ITA),13 JUN 2019,1\n'
        + "7,8,10.9,,Gil NORTH,1990,ken,1,Rome (ITA),13 JUN 2019,1\n"
    )
    found = refusals("world-athletics-toplists", write_list(tmp_path, bad))
    words = ["repeats", "The mark is not", "3 columns", "10,001 characters", "line break", "three capitals"]
    assert [word in row.why for word, row in zip(words, found, strict=True)] == [True] * 6
    assert found[0].row == "line 5"
    assert len(results("world-athletics-toplists", tmp_path)) == 3


def test_relays_of_a_list_are_teams(tmp_path: Path) -> None:
    text = LIST.replace("10.6,", "42.1,").replace("10.75", "42.2").replace("10.8,", "42.3,")
    team = results("world-athletics-toplists", write_list(tmp_path, text, "men/4x100-metres-relay.csv"))[0]
    assert (team.athlete, team.team, team.team_nation) == (None, "Ada SWIFT-LANE", "KEN")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("women/tug-of-war.csv", "not a discipline that is known"),
        ("all/100-metres.csv", "men or women"),
    ],
)
def test_a_list_of_something_unknown_is_refused_whole(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        rows("world-athletics-toplists", write_list(tmp_path, name=name))


DATA = SHARED / "data"
here = pytest.mark.skipif(not DATA.is_dir(), reason="the real lists are not beside the project")


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

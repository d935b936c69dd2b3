"""The answer to `/result`."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import answer
from knowledge.models.base import RaceId
from knowledge.models.mark import Measure
from knowledge.models.records import RaceRecord
from knowledge.questions.result.answer import same_marks, winners_until
from knowledge.questions.result.model import Parting, ResultAnswer, ResultQuestion
from knowledge.store import KnowledgeBase, open_store
from tests.knowledge.questions.made import ANNA, BRIT, SHOT, head, line

TODAY = date(2024, 7, 1)


def result(kb: KnowledgeBase, race: str) -> ResultAnswer:
    found = answer(kb, ResultQuestion(race=RaceId(race)), TODAY)
    assert isinstance(found, ResultAnswer)
    return found


def test_results_are_split_by_place_and_status(kb: KnowledgeBase) -> None:
    found = result(kb, "harbour-mile-2024-men-mile-final")
    assert [one.result.place for one in found.finishers] == [1, 2, 3, 4, 5, 6]
    assert [one.behind and one.behind.text for one in found.finishers][:4] == [None, "0.00", "0.91", "2.59"]
    assert {line.entered[0].id for line in found.unplaced} == {"mikkel-sornes", "peter-okoro", "ben-harrow"}
    assert len(found.claims) == 2


def test_a_photo_finish_and_a_countback_are_distinguished(kb: KnowledgeBase) -> None:
    mile = result(kb, "harbour-mile-2024-men-mile-final").same_marks
    jump = result(kb, "harbour-mile-2024-women-high-jump-final").same_marks
    assert [(one.mark, one.places, one.by) for one in mile] == [("3:49.11", (1, 2), Parting.PHOTO_FINISH)]
    assert [one.by for one in jump] == [Parting.COUNTBACK]


def test_a_jump_off_decides_between_equal_marks() -> None:
    tied = [
        line(one, place, "2.36", notes=("jump-off",), measure=Measure.DISTANCE)
        for place, one in ((1, ANNA), (2, BRIT))
    ]
    race = RaceRecord(head=head(discipline=SHOT), results=tuple(tied), claims=())
    assert [(one.places, one.by) for one in same_marks(race)] == [((1, 2), Parting.JUMP_OFF)]


def test_a_start_without_a_known_place_is_listed_separately(kb: KnowledgeBase) -> None:
    found = result(kb, "northern-games-2020-men-u20-800m-final")
    assert [line.entered[0].id for line in found.ran] == ["noah-keller"]
    assert found.unplaced == ()


def test_a_result_has_other_rounds_editions_and_events(kb: KnowledgeBase) -> None:
    heat = result(kb, "northern-games-2020-men-1500m-heat-1")
    assert [one.id for one in heat.other_rounds] == [
        "northern-games-2020-men-1500m-final",
        "northern-games-2020-men-1500m-heat-2",
    ]
    mile = result(kb, "harbour-mile-2024-men-mile-final")
    assert [one.edition.year for one in mile.other_editions] == [2023, 2022]
    assert {one.id for one in mile.other_events} == {
        "harbour-mile-2024-women-5000m-final",
        "harbour-mile-2024-women-high-jump-final",
    }


def test_a_final_has_the_winners_of_the_editions_before(kb: KnowledgeBase) -> None:
    mile = result(kb, "harbour-mile-2024-men-mile-final")
    assert [one.head.edition.year for one in mile.winners_before] == [2023, 2022]
    assert all(one.result.place == 1 for one in mile.winners_before)
    middle = result(kb, "harbour-mile-2023-men-mile-final")
    assert [one.head.edition.year for one in middle.winners_before] == [2022]
    assert [one.head.edition.year for one in winners_until(kb, middle.head)] == [2023, 2022]
    assert result(kb, "northern-games-2020-men-1500m-heat-1").winners_before == ()


WOMEN = """\
edition = "harbour-mile-2022"
discipline = "mile"
category = "women"
round = "final"
date = 2022-06-18
coverage = { kind = "winner" }
sources = ["harbour-mile-results"]
results = [
  { place = 1, athlete = "ruth-ashdown", nation = "GBR", mark = "4:31.20" },
]
"""


@pytest.fixture(scope="module")
def long_series(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The invented facts with the mile of every year from 2016 on, and in 2022 a heat and a women's mile."""
    folder = tmp_path_factory.mktemp("series")
    data = Path(shutil.copytree(invented, folder / "data"))
    edition = (data / "editions/harbour-mile-2022.toml").read_text(encoding="utf-8")
    name = "harbour-mile-2022-men-mile-final"
    final = (data / f"races/harbour-mile-2022/{name}.toml").read_text(encoding="utf-8")
    for year in map(str, range(2016, 2022)):
        (data / f"editions/harbour-mile-{year}.toml").write_text(edition.replace("2022", year), "utf-8")
        race = data / f"races/harbour-mile-{year}" / f"{name.replace('2022', year)}.toml"
        race.parent.mkdir()
        race.write_text(final.replace("2022", year), "utf-8")
    there = data / "races/harbour-mile-2022"
    heat = final.replace('round = "final"', 'round = "heat"\nheat = 1')
    (there / "harbour-mile-2022-men-mile-heat-1.toml").write_text(heat, "utf-8")
    (there / "harbour-mile-2022-women-mile-final.toml").write_text(WOMEN, "utf-8")
    return open_store(data, folder / "cache")


def test_the_winners_before_are_those_of_the_last_five_finals_of_the_event(
    long_series: KnowledgeBase,
) -> None:
    newest = result(long_series, "harbour-mile-2024-men-mile-final").winners_before
    assert [one.head.edition.year for one in newest] == [2023, 2022, 2021, 2020, 2019]
    assert {(one.head.category, one.head.round) for one in newest} == {("men", "final")}


def test_a_heat_has_no_winners_before(long_series: KnowledgeBase) -> None:
    assert result(long_series, "harbour-mile-2022-men-mile-heat-1").winners_before == ()


def test_sources_are_those_used_in_order_of_first_use(kb: KnowledgeBase) -> None:
    found = result(kb, "harbour-mile-2024-men-mile-final")
    assert [source.id for source in found.sources] == [
        "harbour-mile-results",
        "coast-gazette-2024-06-15",
        "island-times-2024-06-16",
        "harbour-lists-2023",
    ]


def test_as_data_a_day_that_is_not_known_is_said_to_be_none(kb: KnowledgeBase) -> None:
    undated = result(kb, "lantern-games-1936-men-800m-final").model_dump(mode="json")
    assert (undated["head"]["date"], undated["head"]["dated"]) == ("1936-02-16", False)
    assert [one["result"]["medal"] for one in undated["finishers"]] == ["silver", "silver", None]
    (relay,) = result(kb, "lantern-games-1948-men-4x400m-relay-final").model_dump(mode="json")["finishers"]
    assert [one["id"] for one in relay["result"]["reserves"]] == ["frantisek-hulka"]

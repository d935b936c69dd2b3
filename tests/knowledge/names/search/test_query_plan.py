"""The query plan: words as typed before words relaxed, and each relaxation at its cost."""

import pytest

from knowledge.models.records import NameEntry
from knowledge.names import NameIndex
from knowledge.names.text.edit_costs import JOINED
from knowledge.names.text.normalize import MAX_WORDS

NAMES = ("Tomas Arvell", "Youssef El Hadri", "Mary Ann Oku", "Maryann Berg", "Ana De La Cruz")


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(
        NameEntry(kind="athlete", id=name, text=name, registered=True, weight=1, family=name.split()[-1])
        for name in NAMES
    )


def _found(index: NameIndex, text: str, *, typing: bool = False, loose: bool = False) -> list[str]:
    return [one.id for one in index.search(text.split(), {"athlete"}, typing=typing, loose=loose)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tomas arvell", "Tomas Arvell"),
        ("tomas arvel", "Tomas Arvell"),
        ("mary ann berg", "Maryann Berg"),
        ("maryann oku", "Mary Ann Oku"),
        ("elhadri youssef", "Youssef El Hadri"),
        ("delacruz ana", "Ana De La Cruz"),
        ("to mas arvell", "Tomas Arvell"),
    ],
)
def test_words_are_misspelled_or_joined_or_split(index: NameIndex, text: str, name: str) -> None:
    assert _found(index, text) == [name]


def test_a_relaxation_costs_something_and_spaces_alone_cost_nothing(index: NameIndex) -> None:
    def cost(text: str) -> float:
        (one,) = index.search(text.split(), {"athlete"})
        return one.cost

    assert cost("tomas arvell") == 0.0
    assert cost("tomas arvel") > 0.0
    assert cost("arvell to mas") == pytest.approx(JOINED)
    assert cost("mary ann berg") == 0.0


@pytest.mark.parametrize(
    ("text", "name"), [("tomas ivar arvell", "Tomas Arvell"), ("tomas ivar", "Tomas Arvell")]
)
def test_up_to_half_of_the_words_may_have_no_place_where_the_search_is_loose(
    index: NameIndex, text: str, name: str
) -> None:
    assert _found(index, text) == []
    assert _found(index, text, loose=True) == [name]
    assert _found(index, "ivar olsen arvell", loose=True) == []


def test_misspellings_are_looked_for_from_the_third_letter_typed(index: NameIndex) -> None:
    assert _found(index, "ar", typing=True) == ["Tomas Arvell"]
    assert _found(index, "ax", typing=True) == []
    assert _found(index, "axv", typing=True) == ["Tomas Arvell"]


def test_more_words_than_a_name_can_have_find_nothing(index: NameIndex) -> None:
    assert _found(index, "tomas " * (MAX_WORDS + 1)) == []

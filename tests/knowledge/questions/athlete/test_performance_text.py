"""Places, tallies and the years asked for, in words."""

import pytest

from knowledge.cards.wording import Wording
from knowledge.models.facts import Status
from knowledge.questions.athlete.performance_text import place_text, tally_sentence
from knowledge.questions.statistics.model import Tally
from tests.knowledge.asking import Asker
from tests.knowledge.questions.made import ANNA, ended, head, performance

EN = Wording()


@pytest.mark.parametrize(
    ("how", "shown"),
    [(1, "1st"), (12, "12th"), (Status.DNF, "DNF"), (Status.DQ, "DQ")],
)
def test_a_place_or_why_there_is_none(how: int | Status, shown: str) -> None:
    assert place_text(performance(head(), ended(ANNA, how)), EN) == shown


def test_who_took_part_has_no_code() -> None:
    known = place_text(performance(head(), ended(ANNA, Status.TOOK_PART)), EN)
    assert known == place_text(performance(head(), ended(ANNA, Status.FINISHED)), EN)
    assert known


def tally(races: int, finals: int, wins: int = 0, podiums: int = 0, relays: int = 0) -> str:
    return tally_sentence(Tally(races=races, relays=relays, finals=finals, wins=wins, podiums=podiums), EN)


def numbers(sentence: str) -> list[int]:
    return [int(word) for word in sentence.replace(":", " ").replace(";", " ").split() if word.isdigit()]


def test_a_tally_counts_wins_podiums_finals_and_races() -> None:
    assert sorted(numbers(tally(20, 19, 2, 8))) == [2, 8, 19, 20]
    assert sorted(numbers(tally(19, 19, 2, 8))) == [2, 8, 19], "all are finals"
    assert sorted(numbers(tally(19, 19, 0, 8))) == [8, 19]
    assert "final" in tally(3, 0)
    assert numbers(tally(3, 0)) == [3]


def test_relays_are_counted_or_are_all() -> None:
    assert 3 in numbers(tally(9, 9, 1, 1, relays=3))
    assert tally(9, 9, 1, 1, relays=9) != tally(9, 9, 1, 1)
    assert "relay" in tally(9, 9, 1, 1, relays=9)


def test_the_years_asked_for_are_in_the_title(ask: Asker) -> None:
    assert ask("/athlete arvell 2023").title == "🇳🇴 Tomas Arvell · 2023"
    assert ask("/athlete arvell races").title != "🇳🇴 Tomas Arvell"

"""How a misspelled place was interpreted."""

import pytest

from knowledge.cards.assumptions import QuestionContext, assumed
from knowledge.cards.spelling_notes import read_as
from knowledge.cards.wording import Wording
from knowledge.models.outcome import RaceChoice, Slot, Why
from knowledge.models.records import RaceHead
from knowledge.questions.result.model import ResultQuestion
from tests.knowledge.asking import Asker, words
from tests.knowledge.questions.made import head

EN = Wording()


RESULT = ResultQuestion(race=head().id)


def edition(why: Why, *others: RaceHead, typed: str = "bergen") -> Slot:
    choices = tuple(RaceChoice(question=RESULT, race=other) for other in others)
    return Slot(
        name="edition", id="meet", label="Fjord Meet", said=False, typed=typed, why=why, others=choices
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("bergen", ""),
        ("Bergén fjord", ""),
        ("berghen", "“berghen” read as Bergen."),
        ("fjorrd bergen", "“fjorrd” read as Fjord Meet."),
        ("diamonds", ""),
        ("norge", "“norge” read as Norway."),
        ("dl", ""),
    ],
)
def test_a_misspelled_place_is_stated(typed: str, sentence: str) -> None:
    assert read_as(edition(Why.LATEST, typed=typed), head(), EN) == sentence


def test_a_misspelled_place_is_stated_beside_an_assumed_year(ask: Asker) -> None:
    text = words(ask("/result port brenan men mile"))
    assert "“brenan” read as Port Brennan." in text
    assert "Latest edition on file" in text


def test_a_misspelling_is_stated_once() -> None:
    guessed = edition(Why.SPELLING, typed="berghen")
    assert assumed(QuestionContext((guessed,), EN, RESULT, head=head())) == ("“berghen” read as Bergen.",)

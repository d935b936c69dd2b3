"""The race of a day."""

from datetime import date, timedelta

import pytest

from knowledge.ask import Knowledge, split_command
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.questions.random.answer import as_choice, race_of_the_day
from knowledge.questions.random.model import RandomAnswer, RandomQuestion
from knowledge.store import KnowledgeBase

DAY = date(2026, 11, 28)


def test_a_day_has_one_race_and_the_next_day_another(kb: KnowledgeBase) -> None:
    assert race_of_the_day(kb, DAY) == race_of_the_day(kb, DAY)
    assert race_of_the_day(kb, DAY) != race_of_the_day(kb, DAY + timedelta(days=1))


def test_every_curated_final_has_its_day_before_any_comes_again(kb: KnowledgeBase) -> None:
    finals = {*kb.race_ids(RaceFilter(rounds=(Round.FINAL,)))}
    days = [DAY + timedelta(days=number) for number in range(len(finals))]
    assert {race_of_the_day(kb, day).id for day in days} == finals


@pytest.mark.parametrize("text", ["", "whatever is typed", "x" * 1000])
def test_the_text_makes_no_difference(knowledge: Knowledge, text: str) -> None:
    reply = knowledge.ask("random", text, DAY)
    assert reply.question == RandomQuestion(day=DAY)
    assert isinstance(reply.answer, RandomAnswer)
    assert reply.answer.result.head == race_of_the_day(knowledge.kb, DAY)


def test_the_question_of_another_day_stays_that_of_its_day(knowledge: Knowledge) -> None:
    asked = knowledge.ask("random", "", DAY).question
    assert asked is not None
    assert asked.command == "/random 2026-11-28"
    later = knowledge.ask(*split_command(asked.command), DAY + timedelta(days=1))
    assert later.question == asked


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Race of the day, 28 Nov 2026"), ("fr", "La course du jour, 28 nov. 2026")],
)
def test_the_card_is_that_of_the_result_and_says_so(knowledge: Knowledge, language: str, said: str) -> None:
    card = knowledge.ask("random", "", DAY, language).card
    race = race_of_the_day(knowledge.kb, DAY)
    result = knowledge.ask("result", race.id, DAY, language).card
    assert (card.title, card.headline, card.sections) == (result.title, result.headline, result.sections)
    assert card.assumed[0].startswith(said)
    assert card.next[0].items[0].question.command == f"/result {race.id}"


def test_it_is_offered_as_a_race(kb: KnowledgeBase) -> None:
    choice = as_choice(kb, RandomQuestion(day=DAY))
    assert (choice.question.command, choice.race) == ("/random 2026-11-28", race_of_the_day(kb, DAY))


def test_the_glance_is_that_of_the_result_and_says_what_it_is(knowledge: Knowledge) -> None:
    glance = knowledge.ask("random", "", DAY).card.glance
    result = knowledge.ask("result", race_of_the_day(knowledge.kb, DAY).id, DAY).card.glance
    assert glance is not None
    assert result is not None
    first, *others = glance.small
    assert "28 Nov 2026" in first
    assert (glance.title, glance.parts, tuple(others)) == (result.title, result.parts, result.small)

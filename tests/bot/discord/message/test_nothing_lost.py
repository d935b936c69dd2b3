"""Nothing is lost: whatever an answer knows is in its glance or its details, each source within reach."""

import random
from itertools import combinations

import pytest

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.filter import RaceFilter
from knowledge.models.question import Question
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from tests.bot.discord.fakes import race_card
from tests.bot.discord.message.facts import lost, messages, plain, texts_of
from tests.bot.discord.openapi.curated import athletes, frequent_pairs

SEED = 12
RACES, PEOPLE, PAIRS = 150, 80, 30
"""Curated answers that are looked at, of each kind: all of them take minutes."""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_of_the_invented_answers_is_lost(kb: KnowledgeBase, language: str) -> None:
    people = athletes(kb)
    asked: list[Question] = [ResultQuestion(race=race.id) for race in kb.races(RaceFilter())]
    for one in people:
        asked += [AthleteQuestion(athlete=one), AthleteQuestion(athlete=one, races=True)]
    met = kb.meeting_counts(people, people)
    pairs = [pair for pair in combinations(people, 2) if pair in met]
    asked += [HeadToHeadQuestion(first=first, second=second) for first, second in pairs]
    assert len(pairs) > 20
    assert [one for question in asked for one in lost(kb, question, language)] == []


def test_nothing_of_the_curated_answers_is_lost(curated: KnowledgeBase) -> None:
    drawn = random.Random(SEED)  # noqa: S311 - a sample
    races = drawn.sample([race.id for race in curated.races(RaceFilter())], RACES)
    asked: list[Question] = [ResultQuestion(race=race) for race in races]
    pairs = frequent_pairs(curated, PAIRS)
    # Those with the longest answers are in the pairs.
    known = sorted({one for pair in pairs[:15] for one in pair})
    for one in [*known, *drawn.sample(athletes(curated), PEOPLE)]:
        asked += [AthleteQuestion(athlete=one), AthleteQuestion(athlete=one, races=True)]
    asked += [HeadToHeadQuestion(first=first, second=second) for first, second in pairs]
    assert [one for question in asked for one in lost(curated, question)] == []


@pytest.mark.parametrize(
    "question",
    [
        AthleteQuestion(athlete=AthleteId("allyson-felix")),
        AthleteQuestion(athlete=AthleteId("allyson-felix"), races=True),
        AthleteQuestion(athlete=AthleteId("gwen-torrence")),
        AthleteQuestion(athlete=AthleteId("osama-zoghlami")),
        ResultQuestion(race=RaceId("world-indoor-championships-2022-women-60m-final")),
    ],
    ids=lambda question: question.command,
)
def test_nothing_is_lost_that_once_was(curated: KnowledgeBase, question: Question) -> None:
    """Answers of three messages, sources that no row cites, an address with a dash."""
    assert lost(curated, question) == []


def test_a_loss_would_be_seen() -> None:
    card = race_card(rows=90)
    shown = plain(messages(card, "/result a-race", "en"))
    assert [text for text in texts_of(card) if plain(text) not in shown] == []
    assert [text for text in texts_of(race_card(rows=91)) if plain(text) not in shown] == [
        "91.",
        "Runner Number91",
    ]

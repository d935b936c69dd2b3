"""The race of a day: from the text to its answer."""

from datetime import date

from knowledge.models.base import RaceId
from knowledge.models.facts import Round
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Missing, NotFound, RaceChoice, Understanding, Understood
from knowledge.models.records import RaceHead
from knowledge.questions.random.model import RandomAnswer, RandomQuestion
from knowledge.questions.result.answer import answer_result
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase

STRIDE = 7919
"""Finals between those of two days in a row. A prime, so that every final comes before any comes again."""


def parse_day(kb: KnowledgeBase, text: str, today: date) -> Understanding:
    """Understand a day as the canonical text has it; any other text means today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    if not _finals(kb):
        return NotFound(kind="random", missing=Missing.COMBINATION, typed=day.isoformat())
    return Understood(question=RandomQuestion(day=day), slots=())


def answer_random(kb: KnowledgeBase, question: RandomQuestion, today: date, *, details: bool) -> RandomAnswer:
    """Answer with the result of the race of the day; `details` as of `answer_result`."""
    race = ResultQuestion(race=race_of_the_day(kb, question.day).id)
    result = answer_result(kb, race, today, details=details)
    return RandomAnswer(
        knowledge=result.knowledge,
        reaches=result.reaches,
        sources=result.sources,
        question=question,
        result=result,
    )


def as_choice(kb: KnowledgeBase, question: RandomQuestion) -> RaceChoice:
    """Offer the race of the day."""
    return RaceChoice(question=question, race=race_of_the_day(kb, question.day))


def race_of_the_day(kb: KnowledgeBase, day: date) -> RaceHead:
    """The curated final of a day, the same for everyone who knows the same facts."""
    finals = _finals(kb)
    return kb.race_head(finals[day.toordinal() * STRIDE % len(finals)])


def _finals(kb: KnowledgeBase) -> list[RaceId]:
    return sorted(kb.race_ids(RaceFilter(curated=True, rounds=(Round.FINAL,))))

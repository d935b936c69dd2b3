"""Question -> Answer: one module for each kind of question."""

from datetime import date

from knowledge.answers.athlete import answer_athlete
from knowledge.answers.h2h import answer_h2h
from knowledge.answers.races import answer_races
from knowledge.answers.result import answer_result
from knowledge.models.answer import Answer
from knowledge.models.question import AthleteQuestion, Question, ResultQuestion
from knowledge.store import KnowledgeBase

__all__ = ["answer"]


def answer(kb: KnowledgeBase, question: Question, today: date) -> Answer:
    """Answer a question whose ids are all known to the knowledge base; `today` is for ages."""
    if isinstance(question, ResultQuestion):
        return answer_result(kb, question)
    if isinstance(question, AthleteQuestion):
        return answer_races(kb, question) if question.races else answer_athlete(kb, question, today)
    return answer_h2h(kb, question)

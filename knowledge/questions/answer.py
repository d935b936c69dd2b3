"""Question -> Answer: one module for each kind of question."""

from datetime import date

from knowledge.models.answer import Answer
from knowledge.models.question import AthleteQuestion, Question, ResultQuestion
from knowledge.questions.athlete.answer import answer_athlete, answer_races
from knowledge.questions.h2h.answer import answer_h2h
from knowledge.questions.result.answer import answer_result
from knowledge.store import KnowledgeBase

__all__ = ["answer"]


def answer(kb: KnowledgeBase, question: Question, today: date) -> Answer:
    """Answer a question whose ids are all known to the knowledge base; `today` is for ages."""
    if isinstance(question, ResultQuestion):
        return answer_result(kb, question)
    if isinstance(question, AthleteQuestion):
        return answer_races(kb, question) if question.races else answer_athlete(kb, question, today)
    return answer_h2h(kb, question)

"""The question for the race of a day, and its answer."""

from datetime import date
from typing import Literal

from knowledge.models.question import Answer, Question
from knowledge.questions.result.model import ResultAnswer


class RandomQuestion(Question):
    """Which race is worth knowing on this day?"""

    kind: Literal["random"] = "random"
    day: date

    @property
    def text(self) -> str:
        """The canonical text, without the kind."""
        return self.day.isoformat()


class RandomAnswer(Answer):
    """The result of the race of the day."""

    kind: Literal["random"] = "random"
    question: RandomQuestion
    result: ResultAnswer

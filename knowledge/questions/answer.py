"""From a question to its answer, and from what came of a text to its card, by the registry."""

from collections.abc import Sequence
from datetime import date

from knowledge.cards import about, outcomes
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.outcome import Ambiguous, Invalid, NotFound, Slot
from knowledge.models.question import Answer, Question
from knowledge.questions.registry import COMMANDS, KINDS
from knowledge.store import KnowledgeBase


def answer(kb: KnowledgeBase, question: Question, today: date) -> Answer:
    """Answer a question whose ids are all in the knowledge base; ages are as of `today`."""
    found: Answer = KINDS[question.kind].answer(kb, question, today)
    return found


def draw_answer(question: Question, answer: Answer, slots: Sequence[Slot], wording: Wording) -> Card:
    """Draw the answer to a question; `slots` say what the question left open."""
    return KINDS[question.kind].card(answer, slots, wording)


def draw_outcome(outcome: Ambiguous | NotFound | Invalid, wording: Wording) -> Card:
    """Draw what came of a text that is not one question with an answer."""
    return outcomes.draw_outcome(outcome, COMMANDS, wording)


def help_card(wording: Wording) -> Card:
    """Draw what can be asked, with examples to type."""
    return about.help_card(COMMANDS.values(), wording)

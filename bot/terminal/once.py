"""One question, and what a program or a person at a terminal gets to read: text or JSON, and an exit code."""

import json
from datetime import date
from typing import TYPE_CHECKING

from bot.asked import ENGLISH, Asked, Printed, Screen
from bot.terminal.chat import readable
from bot.terminal.render import draw, in_brief
from knowledge.ask import split_command
from knowledge.models.card import Card
from knowledge.models.question import VERSION

if TYPE_CHECKING:
    from knowledge.ask import Knowledge, Reply
    from knowledge.models.outcome import Slot

EXIT_CODES = {"answer": 0, "ambiguous": 3, "not_found": 4, "invalid": 5}


def answer_once(knowledge: "Knowledge", asked: Asked, screen: Screen, today: date) -> Printed:
    """The printed answer to a question, in the form that fits the screen."""
    question = readable(asked.text)
    cards = {"/help": knowledge.help_card, "/about": knowledge.about_card}
    # As in Discord and in the chat; they have no outcome for programs.
    if question in cards and not asked.as_json:
        return Printed(_drawn(cards[question](asked.language), asked, screen), 0)
    reply = knowledge.ask(*split_command(question), today, asked.language)
    if asked.as_json:
        text = json.dumps(shape_of(reply, asked.language), ensure_ascii=screen.ascii, indent=2)
    else:
        text = _drawn(reply.card, asked, screen)
    return Printed(text, EXIT_CODES[reply.outcome])


def shape_of(reply: "Reply", language: str = ENGLISH) -> dict[str, object]:
    """What `ask --json` prints: one object, for programs.

    version     of the models below; it changes when a reader would have to follow
    outcome     answer, ambiguous, not_found or invalid
    kind        the command that asks it; null where even that is not clear
    question    the canonical command of the question that was answered, else null
    understood  each slot of the question: name, id, label, said (false: assumed, and why), what was typed,
                and as which questions else it could have been understood
    answer      the answer as data (knowledge/questions/*/model.py), else null
    choices     label and question (as text) of everything that could have been meant
    sources     what the answer rests on
    text        the card as plain text
    """
    return {
        "version": VERSION,
        "outcome": reply.outcome,
        "kind": reply.kind,
        "question": reply.question.command if reply.question else None,
        "understood": [_slot(slot) for slot in reply.understood],
        "answer": reply.answer.model_dump(mode="json") if reply.answer else None,
        "choices": [{"label": choice.label, "question": choice.question.command} for choice in reply.choices],
        "sources": [source.model_dump(mode="json") for source in reply.sources],
        "text": draw(reply.card, language=language),
    }


def _slot(slot: "Slot") -> dict[str, object]:
    others = [other.question.command for other in slot.others]
    return {**slot.model_dump(mode="json", exclude={"others"}), "others": others}


def _drawn(card: Card, asked: Asked, screen: Screen) -> str:
    shown = in_brief(card) if asked.brief else card
    return draw(shown, screen.width, colour=screen.colour, language=asked.language)

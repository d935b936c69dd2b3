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

from typing import TYPE_CHECKING

from bot.terminal.render import draw
from knowledge.models.outcome import Slot
from knowledge.models.question import VERSION

if TYPE_CHECKING:
    from knowledge.ask import Reply


def shape_of(reply: "Reply") -> dict[str, object]:
    """The reply as what JSON can hold."""
    return {
        "version": VERSION,
        "outcome": reply.outcome,
        "kind": reply.kind,
        "question": reply.question.command if reply.question else None,
        "understood": [_slot(slot) for slot in reply.understood],
        "answer": reply.answer.model_dump(mode="json") if reply.answer else None,
        "choices": [{"label": choice.label, "question": choice.question.command} for choice in reply.choices],
        "sources": [source.model_dump(mode="json") for source in reply.sources],
        "text": draw(reply.card),
    }


def _slot(slot: Slot) -> dict[str, object]:
    others = [other.question.command for other in slot.others]
    return {**slot.model_dump(mode="json", exclude={"others"}), "others": others}

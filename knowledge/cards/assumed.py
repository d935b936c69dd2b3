"""What a question left open, and what else it could have meant."""

from collections.abc import Iterator, Sequence

from knowledge.cards.labels import choice_label
from knowledge.cards.reasons import Asked, of_race, pair_reason, reason, taken
from knowledge.cards.terms import msg
from knowledge.cards.text import initial_capital, label
from knowledge.models.card import Next, NextGroup
from knowledge.models.outcome import Choice, RaceChoice, Slot

__all__ = ["Asked", "assumed", "changes"]

MOST_ITEMS = 25

_HEADINGS = {
    "edition": msg("Another edition"),
    "event": msg("Another event"),
    "round": msg("Another round"),
    "athlete": msg("Another athlete"),
    "first": msg("Another athlete"),
    "second": msg("Another athlete"),
    "competition": msg("Another competition"),
}


def assumed(asked: Asked) -> tuple[str, ...]:
    """A sentence for each slot that was not simply said; one for two people asked for by one name."""
    both = pair_reason(asked)
    slots = [slot for slot in asked.slots if not (both and slot.name in ("first", "second"))]
    sentences = [both, *(sentence for slot in slots for sentence in reason(slot, asked))]
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def changes(asked: Asked) -> Iterator[NextGroup]:
    """A group for each slot that could have been something else.

    Only a question of the same kind can stand in place of this one; others are offered as any next question.
    """
    for slot in asked.slots:
        heading = asked.wording.term(_HEADINGS.get(slot.name, msg("Something else")))
        alike = [choice for choice in slot.others if choice.question.kind == asked.question.kind]
        unlike = [choice for choice in slot.others if choice.question.kind != asked.question.kind]
        others = [choice for choice in unlike if not taken(choice, asked)]
        yield NextGroup(heading=heading, items=_items(slot, alike, asked), changes=True)
        yield NextGroup(heading=asked.wording.say("Also fits"), items=_items(slot, others, asked))


def _items(slot: Slot, choices: Sequence[Choice], asked: Asked) -> tuple[Next, ...]:
    return tuple(
        Next(
            label=label(
                initial_capital(of_race(slot.name, choice.race, asked.wording))
                if isinstance(choice, RaceChoice)
                else choice_label(choice, asked.wording)
            ),
            question=choice.question,
        )
        for choice in choices[:MOST_ITEMS]
    )

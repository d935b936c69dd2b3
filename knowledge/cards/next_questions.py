"""Next questions of a card: groups of labelled questions."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards.assumptions import QuestionContext, is_in_question, slot_label
from knowledge.cards.labels import choice_label, initial_capital, label
from knowledge.cards.wording import Wording, msg
from knowledge.models.card import Next, NextGroup
from knowledge.models.outcome import Choice, RaceChoice, Slot
from knowledge.models.question import Question

MOST_ITEMS = 25


def group(heading: str, items: Iterable[Next]) -> NextGroup:
    """A group of what follows, as many as a menu holds."""
    return NextGroup(heading=heading, items=tuple(items)[:MOST_ITEMS])


def distinct(groups: Iterable[NextGroup], asked: Question) -> tuple[NextGroup, ...]:
    """The groups without `asked` and with every question once; groups without any are left out."""
    seen = {asked.command}
    kept = []
    for one in groups:
        items = []
        for item in one.items:
            if item.question.command not in seen:
                seen.add(item.question.command)
                items.append(item)
        if items:
            kept.append(one.model_copy(update={"items": tuple(items)}))
    return tuple(kept)


def question(text: str, asked: Question) -> Next:
    """Any question under a label."""
    return Next(label=label(text), question=asked)


def choice_group(choices: Sequence[Choice], heading: str, wording: Wording) -> tuple[NextGroup, ...]:
    """The choices under a heading; nothing where there are none."""
    if not choices:
        return ()
    items = (Next(label=choice_label(choice, wording), question=choice.question) for choice in choices)
    return (group(heading, items),)


_HEADINGS = {
    "edition": msg("Another edition"),
    "event": msg("Another event"),
    "round": msg("Another round"),
    "athlete": msg("Another athlete"),
    "first": msg("Another athlete"),
    "second": msg("Another athlete"),
    "competition": msg("Another competition"),
}


def changes(context: QuestionContext) -> Iterator[NextGroup]:
    """Two groups for each slot with alternatives.

    Alternatives of the question's own kind replace its card (`changes`); those of another kind are ordinary
    next questions.
    """
    for slot in context.slots:
        heading = context.wording.term(_HEADINGS.get(slot.name, msg("Something else")))
        same = [choice for choice in slot.others if choice.question.kind == context.question.kind]
        other = [choice for choice in slot.others if choice.question.kind != context.question.kind]
        others = [choice for choice in other if not is_in_question(choice, context)]
        yield NextGroup(heading=heading, items=_items(slot, same, context), changes=True)
        yield NextGroup(heading=context.wording.say("Also fits"), items=_items(slot, others, context))


def _items(slot: Slot, choices: Sequence[Choice], context: QuestionContext) -> tuple[Next, ...]:
    return tuple(
        Next(
            label=label(
                initial_capital(slot_label(slot.name, choice.race, context.wording))
                if isinstance(choice, RaceChoice)
                else choice_label(choice, context.wording)
            ),
            question=choice.question,
        )
        for choice in choices[:MOST_ITEMS]
    )

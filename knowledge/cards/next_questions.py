"""Next questions of a card: groups of labelled questions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.cards.assumptions import QuestionContext, is_in_question, slot_label
from knowledge.cards.labels import athlete_label, date_label, race_label, short_label
from knowledge.cards.wording import Wording, initial_capital, msg
from knowledge.models.card import Next, NextGroup
from knowledge.models.outcome import AthleteChoice, Choice, PairChoice, RaceChoice, Slot
from knowledge.models.question import Question


def group(heading: str, items: Iterable[Next]) -> NextGroup:
    """Next questions of one sort, the most important first: a front shows as many as it has room for."""
    return NextGroup(heading=heading, items=tuple(items))


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
    return Next(label=text, question=asked)


def choice_group(choices: Sequence[Choice], heading: str, wording: Wording) -> tuple[NextGroup, ...]:
    """The choices under a heading; empty where there are none."""
    if not choices:
        return ()
    return (group(heading, (_item(choice, wording) for choice in choices)),)


def choice_label(choice: Choice, wording: Wording) -> str:
    """The athlete, the race, or the pair with the number of races that they share."""
    if isinstance(choice, AthleteChoice):
        return athlete_label(choice.athlete, choice.disciplines, wording)
    if isinstance(choice, RaceChoice):
        return race_label(choice.race, wording)
    # The number of races is without the question's filters, so it would be wrong beside these.
    # A pair without a race may well have met: only some races are on file.
    if choice.question.narrowed or not choice.races:
        return _pair_label(choice, wording)
    races = wording.plural("{n} race", "{n} races", choice.races)
    return f"{_pair_label(choice, wording)} · {races}"


def _pair_label(pair: PairChoice, wording: Wording) -> str:
    first, second = short_label(pair.first), short_label(pair.second)
    return wording.say("{first} v {second}", first=first, second=second)


def _short_choice_label(choice: Choice, wording: Wording) -> str | None:
    return _pair_label(choice, wording) if isinstance(choice, PairChoice) else None


def _item(choice: Choice, wording: Wording) -> Next:
    return Next(
        label=choice_label(choice, wording),
        short_label=_short_choice_label(choice, wording),
        question=choice.question,
    )


class ChoiceLabel(NamedTuple):
    """A label of a choice that differs from those of the other choices.

    `text` is the whole label. `short` replaces it, apart from `ending`, where a front has little room.
    `ending` is the end of `text` that distinguishes it from another choice of the same name, often empty.
    """

    text: str
    short: str | None
    ending: str


def distinct_labels(choices: Sequence[Choice], wording: Wording) -> list[ChoiceLabel]:
    """A label for each choice; equal labels get an ending that distinguishes them.

    The ending is the day of a race or the id of an athlete and, where that is not enough, a number.
    """
    labels = [choice_label(choice, wording) for choice in choices]
    with_details = _with_endings(labels, [_difference(choice, wording) for choice in choices])
    numbers = [str(with_details[:at].count(text) + 1) for at, text in enumerate(with_details)]
    return [
        ChoiceLabel(text, _short_choice_label(choice, wording), text.removeprefix(label))
        for choice, label, text in zip(choices, labels, _with_endings(with_details, numbers), strict=True)
    ]


def _with_endings(labels: Sequence[str], endings: Sequence[str]) -> list[str]:
    """The labels, each with its ending where another label is equal and the ending is not empty."""
    counts = Counter(labels)
    return [
        f"{label} · {ending}" if counts[label] > 1 and ending else label
        for label, ending in zip(labels, endings, strict=True)
    ]


def _difference(choice: Choice, wording: Wording) -> str:
    if isinstance(choice, AthleteChoice):
        return choice.athlete.id
    return date_label(choice.race, wording) if isinstance(choice, RaceChoice) else ""


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
    """The choices as next questions; a race is labelled with the part that the slot is about."""
    return tuple(
        Next(
            label=initial_capital(slot_label(slot.name, choice.race, context.wording)),
            question=choice.question,
        )
        if isinstance(choice, RaceChoice)
        else _item(choice, context.wording)
        for choice in choices
    )

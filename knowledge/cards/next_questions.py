"""Next questions: what a reader of an answer may want to know, as labelled questions in groups."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards.assumptions import Asked, of_race, pair_reason, reason, taken
from knowledge.cards.labels import choice_label, initial_capital, label, short_label
from knowledge.cards.wording import Wording, msg
from knowledge.models.base import AthleteId
from knowledge.models.card import Next, NextGroup
from knowledge.models.outcome import Choice, RaceChoice, Slot
from knowledge.models.question import AthleteQuestion, HeadToHeadQuestion, Question, ResultQuestion
from knowledge.models.records import AthleteRef, RaceHead

MOST_ITEMS = 25


def group(heading: str, items: Iterable[Next]) -> NextGroup:
    """A group of what follows, as many as a menu holds."""
    return NextGroup(heading=heading, items=tuple(items)[:MOST_ITEMS])


def distinct(groups: Iterable[NextGroup], asked: Question) -> tuple[NextGroup, ...]:
    """The groups without empty ones, the question itself, or any question twice."""
    seen = {asked.text}
    kept = []
    for one in groups:
        items = []
        for item in one.items:
            if item.question.text not in seen:
                seen.add(item.question.text)
                items.append(item)
        if items:
            kept.append(one.model_copy(update={"items": tuple(items)}))
    return tuple(kept)


def race(head: RaceHead, text: str) -> Next:
    """The result of a race."""
    return Next(label=label(text), question=ResultQuestion(race=head.id))


def profile(athlete: AthleteRef) -> Next:
    """Who somebody is."""
    return Next(label=label(athlete.name), question=AthleteQuestion(athlete=athlete.id))


def namesake(athlete: AthleteRef) -> Next:
    """Who somebody is, told apart from others of the name."""
    return Next(label=label(short_label(athlete)), question=AthleteQuestion(athlete=athlete.id))


def all_races(athlete: AthleteId, text: str, year: int | None = None) -> Next:
    """All races of somebody, or of one year."""
    return Next(
        label=label(text),
        question=AthleteQuestion(athlete=athlete, races=True, first_year=year, last_year=year),
    )


def head_to_head(first: AthleteRef, second: AthleteRef, wording: Wording) -> Next:
    """Who of two beats whom."""
    text = wording.say("{first} v {second}", first=first.name, second=second.name)
    return Next(label=label(text), question=HeadToHeadQuestion(first=first.id, second=second.id))


def rivals(athlete: AthleteRef, others: Sequence[tuple[AthleteRef, int]], wording: Wording) -> Iterator[Next]:
    """Head-to-head with each of those met most."""
    for other, races in others:
        text = wording.plural("v {other} · {n} race", "v {other} · {n} races", races, other=other.name)
        yield Next(label=label(text), question=HeadToHeadQuestion(first=athlete.id, second=other.id))


def question(text: str, asked: Question) -> Next:
    """Any question under a label."""
    return Next(label=label(text), question=asked)


def choice_group(choices: Sequence[Choice], heading: str, wording: Wording) -> tuple[NextGroup, ...]:
    """The choices under a heading; nothing where there are none."""
    if not choices:
        return ()
    items = (Next(label=choice_label(choice, wording), question=choice.question) for choice in choices)
    return (group(heading, items),)


__all__ = ["Asked", "assumed", "changes"]

MOST_ITEMS_ASSUMED = 25

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
        for choice in choices[:MOST_ITEMS_ASSUMED]
    )

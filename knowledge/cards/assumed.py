"""What a question left open, and what else it could have meant."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from knowledge.cards.labels import choice_label, edition_label, race_label, short_label
from knowledge.cards.terms import msg
from knowledge.cards.text import echo, initial_capital, label
from knowledge.cards.wording import Wording
from knowledge.models.card import Next, NextGroup
from knowledge.models.outcome import AthleteChoice, Choice, RaceChoice, Slot, Why
from knowledge.models.question import Question
from knowledge.models.records import RaceHead

# How many of the alternatives a sentence names; the buttons hold the rest.
MOST_NAMED = 4
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


class Asked(NamedTuple):
    """A question's slots, the language to say them in, and the race that it led to, if it is about one."""

    slots: Sequence[Slot]
    wording: Wording
    question: Question
    head: RaceHead | None = None


def assumed(asked: Asked) -> tuple[str, ...]:
    """A sentence for each slot that was not simply said."""
    sentences = [_SENTENCES[slot.why](slot, asked) for slot in asked.slots if slot.why is not None]
    sentences += [_unused(slot, asked) for slot in asked.slots if slot.name == "unused"]
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def changes(asked: Asked) -> Iterator[NextGroup]:
    """A group for each slot that could have been something else.

    Only a question of the same kind can stand in place of this one; others are offered as any next question.
    """
    for slot in asked.slots:
        heading = asked.wording.term(_HEADINGS.get(slot.name, msg("Something else")))
        alike = [choice for choice in slot.others if choice.question.kind == asked.question.kind]
        unlike = [choice for choice in slot.others if choice.question.kind != asked.question.kind]
        others = [choice for choice in unlike if not _taken(choice, asked)]
        yield NextGroup(heading=heading, items=_items(slot, alike, asked), changes=True)
        yield NextGroup(heading=asked.wording.say("Also fits"), items=_items(slot, others, asked))


def _taken(choice: Choice, asked: Asked) -> bool:
    """Whether a choice is somebody who is in the question already."""
    return isinstance(choice, AthleteChoice) and choice.athlete.id in {slot.id for slot in asked.slots}


def _items(slot: Slot, choices: Sequence[Choice], asked: Asked) -> tuple[Next, ...]:
    return tuple(
        Next(
            label=label(
                _of_race(slot.name, choice.race, asked.wording)
                if isinstance(choice, RaceChoice)
                else choice_label(choice, asked.wording)
            ),
            question=choice.question,
        )
        for choice in choices[:MOST_ITEMS]
    )


def _of_race(slot: str, head: RaceHead, wording: Wording) -> str:
    """The part of a race that a slot is about: the edition, the event or the round."""
    if slot == "edition":
        return edition_label(head, wording)
    if slot == "event":
        return wording.event(head.discipline, head.category)
    if slot == "round":
        return wording.round(head.round, head.heat)
    return race_label(head, wording)


def _label(slot: Slot, asked: Asked) -> str:
    """What the slot holds, in the reader's language where the race says it."""
    if asked.head is not None and slot.name in ("edition", "event", "round"):
        return _of_race(slot.name, asked.head, asked.wording)
    return slot.label


def _others(slot: Slot, asked: Asked) -> list[str]:
    """The alternatives, in as few words as tell them apart; nobody who is in the question already."""
    names = []
    for choice in slot.others:
        if isinstance(choice, AthleteChoice):
            names += [] if _taken(choice, asked) else [short_label(choice.athlete)]
        elif isinstance(choice, RaceChoice):
            names.append(_of_race(slot.name, choice.race, asked.wording))
        else:
            # A pair stands for the one on this slot's side.
            names.append(short_label(choice.second if slot.name == "second" else choice.first))
    return list(dict.fromkeys(names))


def _named(names: Sequence[str], wording: Wording) -> str:
    shown = list(names[:MOST_NAMED])
    rest = len(names) - len(shown)
    if rest:
        shown.append(wording.plural("{n} more", "{n} more", rest))
    return ", ".join(shown)


def _latest(slot: Slot, asked: Asked) -> str:
    wording, head = asked.wording, asked.head
    edition, others = _label(slot, asked), _others(slot, asked)
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    if head is not None and all(
        (race.competition.id, race.city.id) == (head.competition.id, head.city.id) for race in races
    ):
        # All of one competition in one place: the years tell them apart.
        edition = str(head.edition.year)
        others = list(dict.fromkeys(str(race.edition.year) for race in races))
    if not others:
        return wording.say("{edition}, the only edition with this event here.", edition=edition)
    return wording.say(
        "{edition}, the latest edition with this event; also here: {others}.",
        edition=edition,
        others=_named(others, wording),
    )


def _only(slot: Slot, asked: Asked) -> str:
    wording, label = asked.wording, initial_capital(_label(slot, asked))
    if slot.name == "edition":
        return wording.say("{edition}, the only edition here that fits.", edition=label)
    if slot.name == "event":
        return wording.say("{event}, the only event there that is known here.", event=label)
    return wording.say("{label}, the only one here that fits.", label=label)


def _final(slot: Slot, asked: Asked) -> str:
    if not slot.others:
        return ""
    others = _named(_others(slot, asked), asked.wording)
    return asked.wording.say("The final; also here: {others}.", others=others)


def _spelling(slot: Slot, asked: Asked) -> str:
    """What was typed and is read as something else: a guess."""
    typed = echo(slot.typed or "")
    return asked.wording.say("“{typed}” read as {label}.", typed=typed, label=slot.label) if typed else ""


def _recorded(slot: Slot, asked: Asked) -> str:
    """What was typed and is known to be another spelling."""
    typed = echo(slot.typed or "")
    return asked.wording.say("“{typed}” is a recorded spelling of {label}.", typed=typed, label=slot.label)


def _unused(slot: Slot, asked: Asked) -> str:
    """What was understood and makes no difference here."""
    return asked.wording.say("“{typed}” makes no difference to this answer.", typed=echo(slot.typed or ""))


def _has_met(slot: Slot, asked: Asked) -> str:
    opponents = [other for other in asked.slots if other.name in ("first", "second") and other is not slot]
    if not opponents:
        return _likeliest(slot, asked)
    if slot.others and not _others(slot, asked):
        # Two of one name, set against each other: nothing was left open.
        return ""
    taken = asked.wording.say(
        "{typed} taken as {label}, who has met {opponent}",
        typed=_typed(slot),
        label=slot.label,
        opponent=opponents[0].label,
    )
    return _with_others(taken, slot, asked)


def _ran_there(slot: Slot, asked: Asked) -> str:
    taken = asked.wording.say(
        "{typed} taken as {label}, who competed there", typed=_typed(slot), label=slot.label
    )
    return _with_others(taken, slot, asked)


def _likeliest(slot: Slot, asked: Asked) -> str:
    shown = _label(slot, asked)
    if slot.typed:
        taken = asked.wording.say("{typed} taken as {label}", typed=_typed(slot), label=shown)
    else:
        taken = asked.wording.say("{label} assumed", label=initial_capital(shown))
    return _with_others(taken, slot, asked)


def _with_others(taken: str, slot: Slot, asked: Asked) -> str:
    wording, others = asked.wording, _others(slot, asked)
    if not others:
        return f"{taken}."
    if len(others) == 1:
        return wording.say("{sentence}; the other is {other}.", sentence=taken, other=others[0])
    return wording.say("{sentence}; others: {others}.", sentence=taken, others=_named(others, wording))


def _typed(slot: Slot) -> str:
    return initial_capital(echo(slot.typed or slot.label))


_SENTENCES: dict[Why, Callable[[Slot, Asked], str]] = {
    Why.LATEST: _latest,
    Why.ONLY: _only,
    Why.FINAL: _final,
    Why.SPELLING: _spelling,
    Why.RECORDED: _recorded,
    Why.HAS_MET: _has_met,
    Why.RAN_THERE: _ran_there,
    Why.LIKELIEST: _likeliest,
}

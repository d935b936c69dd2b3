"""Why a slot holds what it holds, in a sentence."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from knowledge.cards.labels import echo, edition_label, initial_capital, race_label, short_label
from knowledge.cards.spelling_notes import read_as
from knowledge.cards.wording import Wording, msg
from knowledge.models.outcome import AthleteChoice, Choice, PairChoice, RaceChoice, Slot, Why
from knowledge.models.question import Question
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.names.text.normalize import fold

# How many of the alternatives a sentence names; the buttons hold the rest.
MOST_NAMED = 4

_SIDES = ("first", "second")


class Asked(NamedTuple):
    """A question's slots, the language to say them in, and the race that it led to, if it is about one.

    `races` is how many two athletes ran together, where that is what was asked; `beside` are other editions
    of the race's competition.
    """

    slots: Sequence[Slot]
    wording: Wording
    question: Question
    head: RaceHead | None = None
    races: int | None = None
    beside: Sequence[RaceHead] = ()


def reason(slot: Slot, asked: Asked) -> Iterator[str]:
    """What must be said of a slot: that it was read as something else, and why it is what it is."""
    if slot.name == "unused":
        yield asked.wording.say("“{typed}” makes no difference to this answer.", typed=echo(slot.typed or ""))
    if slot.name == "reading":
        yield _may_also_mean(slot, asked)
    if slot.name == "elsewhere":
        yield _newer(slot, asked)
    if slot.name == "edition" and asked.head is not None:
        yield read_as(slot, asked.head, asked.wording)
        if slot.why is Why.SPELLING:
            return
    if slot.why is not None:
        yield _SENTENCES[slot.why](slot, asked)


def _may_also_mean(slot: Slot, asked: Asked) -> str:
    others = _named(_others(slot, asked), asked.wording)
    typed = echo(slot.typed or "")
    return (
        asked.wording.say("“{typed}” may also mean: {others}.", typed=typed, others=others) if others else ""
    )


def _newer(slot: Slot, asked: Asked) -> str:
    """What is newer than the answer, which is of the same event: where and when says which."""
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    editions = list(dict.fromkeys(edition_label(race, asked.wording) for race in races))
    return asked.wording.say(
        "Newer, but only in imported results: {others}.", others=_named(editions, asked.wording)
    )


def pair_reason(asked: Asked) -> str:
    """How one name that was typed twice is understood; nothing where there were two."""
    sides = [slot for slot in asked.slots if slot.name in _SIDES and slot.typed and slot.why]
    if len(sides) != 2 or len({fold(slot.typed or "") for slot in sides}) != 1:
        return ""
    first, second = sides
    names = {"typed": _typed(first), "first": first.label, "second": second.label}
    if not any(_others(slot, asked) for slot in sides):
        return asked.wording.say(
            "{typed} v {typed} taken as {first} and {second}, the only two of that name here.", **names
        )
    if first.why is Why.HAS_MET:
        return asked.wording.say(
            "{typed} v {typed} taken as {first} and {second}, the only two who have met here.", **names
        )
    return asked.wording.say(
        "{typed} v {typed} taken as {first} and {second}, the two who met most often here.", **names
    )


def taken(choice: Choice, asked: Asked) -> bool:
    """Whether a choice is somebody who is in the question already."""
    return isinstance(choice, AthleteChoice) and choice.athlete.id in {slot.id for slot in asked.slots}


def of_race(slot: str, head: RaceHead, wording: Wording) -> str:
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
        return of_race(slot.name, asked.head, asked.wording)
    return slot.label


def _others(slot: Slot, asked: Asked) -> list[str]:
    """The alternatives, in as few words as tell them apart; nobody who is in the question already."""
    names = []
    for choice in slot.others:
        if isinstance(choice, AthleteChoice):
            names += [] if taken(choice, asked) else [short_label(choice.athlete)]
        elif isinstance(choice, RaceChoice):
            names.append(of_race(slot.name, choice.race, asked.wording))
        else:
            names.append(short_label(_on_side(choice, slot)))
    return list(dict.fromkeys(names))


def _on_side(pair: PairChoice, slot: Slot) -> AthleteRef:
    """A pair stands for the one on this slot's side."""
    return pair.second if slot.name == "second" else pair.first


def _named(names: Sequence[str], wording: Wording) -> str:
    shown = list(names[:MOST_NAMED])
    rest = len(names) - len(shown)
    if rest:
        shown.append(wording.plural("{n} more", "{n} more", rest))
    return ", ".join(shown)


def _latest(slot: Slot, asked: Asked) -> str:
    wording, head, others = asked.wording, asked.head, _others(slot, asked)
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    if not others:
        return _only(slot, asked)
    if head is not None and {race.competition.id for race in races} == {head.competition.id}:
        if {race.city.id for race in races} == {head.city.id}:
            years = list(dict.fromkeys(str(race.edition.year) for race in races))
            return wording.say(
                "{edition}, the latest edition with this event; also here: {others}.",
                edition=head.edition.year,
                others=_named(years, wording),
            )
        # One competition that moves: the towns tell its editions apart.
        towns = (f"{wording.term(race.city.name)} {race.edition.year}" for race in races)
        others = list(dict.fromkeys(towns))
    return wording.say("The latest edition here; also: {others}.", others=_named(others, wording))


def _only(slot: Slot, asked: Asked) -> str:
    wording = asked.wording
    said = {one.name for one in asked.slots if one.said}
    if slot.name == "edition":
        if "athlete" in said or asked.beside:
            return wording.say("The only edition known here that fits.")
        if "event" in said:
            return wording.say("The only edition known here with this event.")
        return wording.say("The only edition known here.")
    if slot.name == "event":
        return wording.say("The only event of this edition known here.")
    return wording.say("{label}, the only one here that fits.", label=initial_capital(_label(slot, asked)))


def _final(slot: Slot, asked: Asked) -> str:
    if not slot.others:
        return ""
    others = _named(_others(slot, asked), asked.wording)
    return asked.wording.say("The final; also here: {others}.", others=others)


def _spelling(slot: Slot, asked: Asked) -> str:
    """What was typed and is read as something else: a guess."""
    typed, label = echo(slot.typed or ""), slot.label
    if slot.name == "event" and asked.head is not None:
        label = asked.wording.discipline(asked.head.discipline)
    return asked.wording.say("“{typed}” read as {label}.", typed=typed, label=label) if typed else ""


def _recorded(slot: Slot, asked: Asked) -> str:
    """What was typed and is known to be another spelling."""
    typed = echo(slot.typed or "")
    return asked.wording.say("“{typed}” is a recorded spelling of {label}.", typed=typed, label=slot.label)


def _opponent(slot: Slot, asked: Asked) -> str | None:
    return next((one.label for one in asked.slots if one.name in _SIDES and one is not slot), None)


def _has_met(slot: Slot, asked: Asked) -> str:
    opponent = _opponent(slot, asked)
    if opponent is None:
        return _likeliest(slot, asked)
    told = asked.wording.say(
        "{typed} taken as {label}, who has met {opponent}",
        typed=_typed(slot),
        label=slot.label,
        opponent=opponent,
    )
    return _with_others(told, _others(slot, asked), asked)


_TAKEN_FOR = {
    Why.RAN_THERE: msg("{typed} taken as {label}, who competed there"),
    Why.DOES_THAT: msg("{typed} taken as {label}, who competes in that event"),
    Why.FROM_THERE: msg("{typed} taken as {label}, who competes for that country"),
    Why.BORN_THEN: msg("{typed} taken as {label}, who was born that year"),
}


def _fits_the_rest(slot: Slot, asked: Asked) -> str:
    """Who was told from others by what else is said."""
    told = asked.wording.say(_TAKEN_FOR[slot.why or Why.RAN_THERE], typed=_typed(slot), label=slot.label)
    return _with_others(told, _others(slot, asked), asked)


def _likeliest(slot: Slot, asked: Asked) -> str:
    wording, opponent, label = asked.wording, _opponent(slot, asked), _label(slot, asked)
    if not slot.typed:
        return _with_others(
            wording.say("{label} assumed", label=initial_capital(label)), _others(slot, asked), asked
        )
    pairs = [choice for choice in slot.others if isinstance(choice, PairChoice)]
    params = {"typed": _typed(slot), "label": label}
    if opponent is None or not pairs:
        return _with_others(
            wording.say("{typed} taken as {label}, the likeliest here", **params), _others(slot, asked), asked
        )
    if not asked.races:
        told = wording.say(
            "{typed} taken as {label}, who met {opponent} most often", opponent=opponent, **params
        )
        return _with_others(told, _others(slot, asked), asked)
    told = wording.plural(
        "{typed} taken as {label}, who met {opponent} most often ({n} race)",
        "{typed} taken as {label}, who met {opponent} most often ({n} races)",
        asked.races,
        opponent=opponent,
        **params,
    )
    met = {_on_side(pair, slot): pair.races for pair in reversed(pairs)}
    alike = [one.name for one in met]
    names = [
        f"{short_label(one) if alike.count(one.name) > 1 or one.name == label else one.name} ({races})"
        for one, races in reversed(met.items())
    ]
    return _with_others(told, names, asked)


def _with_others(told: str, others: Sequence[str], asked: Asked) -> str:
    wording = asked.wording
    if not others:
        return f"{told}."
    if len(others) == 1:
        return wording.say("{sentence}; the other is {other}.", sentence=told, other=others[0])
    return wording.say("{sentence}; others: {others}.", sentence=told, others=_named(others, wording))


def _typed(slot: Slot) -> str:
    return initial_capital(echo(slot.typed or slot.label))


_SENTENCES: dict[Why, Callable[[Slot, Asked], str]] = {
    Why.LATEST: _latest,
    Why.ONLY: _only,
    Why.FINAL: _final,
    Why.SPELLING: _spelling,
    Why.RECORDED: _recorded,
    Why.HAS_MET: _has_met,
    **dict.fromkeys(_TAKEN_FOR, _fits_the_rest),
    Why.LIKELIEST: _likeliest,
}

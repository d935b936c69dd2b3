"""The sentences that state what a question left open and what the answer assumed instead."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from knowledge.cards.labels import edition_label, race_label, short_label
from knowledge.cards.spelling_notes import read_as
from knowledge.cards.wording import Wording, echo, initial_capital, msg
from knowledge.models.outcome import AthleteChoice, Choice, PairChoice, RaceChoice, Slot, Why
from knowledge.models.question import Question
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.names.text.normalize import fold

MOST_LISTED = 4
"""Alternatives that one sentence lists; the next questions hold all of them. Chosen by hand."""

_SIDES = ("first", "second")


class QuestionContext(NamedTuple):
    """What the sentences about a question's slots need to know.

    `head` is the race that the answer is about, if it is about one. `races` is the number of races that the
    two athletes ran together; None where the question is about something else or about some races only.
    `beside` are other editions of the race's competition.
    """

    slots: Sequence[Slot]
    wording: Wording
    question: Question
    head: RaceHead | None = None
    races: int | None = None
    beside: Sequence[RaceHead] = ()


def assumed(context: QuestionContext) -> tuple[str, ...]:
    """A sentence for each slot whose value was assumed or corrected.

    Two athletes asked for by one and the same name share a sentence.
    """
    pair = _pair_sentence(context)
    slots = [slot for slot in context.slots if not (pair and slot.name in _SIDES)]
    sentences = [pair, *(sentence for slot in slots for sentence in _slot_sentences(slot, context))]
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def _slot_sentences(slot: Slot, context: QuestionContext) -> Iterator[str]:
    """How the slot's words were corrected, then why it has its value; texts may be empty."""
    wording = context.wording
    if slot.name == "unused":
        yield wording.say("“{typed}” makes no difference to this answer.", typed=echo(slot.typed or ""))
    if slot.name == "reading":
        yield _may_also_mean(slot, context)
    if slot.name == "elsewhere":
        yield _newer(slot, context)
    if slot.name == "edition" and context.head is not None:
        yield read_as(slot, context.head, wording)
        if slot.why is Why.SPELLING:
            return
    if slot.why is not None:
        yield _SENTENCES[slot.why](slot, context)


def _may_also_mean(slot: Slot, context: QuestionContext) -> str:
    others = _alternatives(slot, context)
    if not others:
        return ""
    typed, listed = echo(slot.typed or ""), _listed(others, context.wording)
    return context.wording.say("“{typed}” may also mean: {others}.", typed=typed, others=listed)


def _newer(slot: Slot, context: QuestionContext) -> str:
    """Newer races of the answer's event. Their editions are enough to identify them."""
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    editions = list(dict.fromkeys(edition_label(race, context.wording) for race in races))
    return context.wording.say(
        "Newer, but only in imported results: {others}.", others=_listed(editions, context.wording)
    )


def _pair_sentence(context: QuestionContext) -> str:
    """Which two athletes were chosen where one name was typed for both; empty where the names differ."""
    sides = [slot for slot in context.slots if slot.name in _SIDES and slot.typed and slot.why]
    if len(sides) != 2 or len({fold(slot.typed or "") for slot in sides}) != 1:
        return ""
    first, second = sides
    names = {"typed": _typed(first), "first": first.label, "second": second.label}
    if not any(_alternatives(slot, context) for slot in sides):
        return context.wording.say(
            "{typed} v {typed} taken as {first} and {second}, the only two of that name here.", **names
        )
    if first.why is Why.HAS_MET:
        return context.wording.say(
            "{typed} v {typed} taken as {first} and {second}, the only two who have met here.", **names
        )
    return context.wording.say(
        "{typed} v {typed} taken as {first} and {second}, the two who met most often here.", **names
    )


def is_in_question(choice: Choice, context: QuestionContext) -> bool:
    """Whether a choice is an athlete who is in the question already."""
    return isinstance(choice, AthleteChoice) and choice.athlete.id in {slot.id for slot in context.slots}


def has_met(choice: Choice) -> bool:
    """Whether a choice has an answer: two athletes who have never met are none to offer."""
    return not isinstance(choice, PairChoice) or choice.races > 0


def slot_label(slot: str, head: RaceHead, wording: Wording) -> str:
    """The race's edition, event or round, whichever the slot holds; the whole race for any other slot."""
    if slot == "edition":
        return edition_label(head, wording)
    if slot == "event":
        return wording.event(head.discipline, head.category)
    if slot == "round":
        return wording.round(head.round, head.heat)
    return race_label(head, wording)


def _label(slot: Slot, context: QuestionContext) -> str:
    """The slot's value: in the reader's language where it is a part of the race."""
    if context.head is not None and slot.name in ("edition", "event", "round"):
        return slot_label(slot.name, context.head, context.wording)
    return slot.label


def _alternatives(slot: Slot, context: QuestionContext) -> list[str]:
    """The alternatives to the slot's value, without athletes who are in the question already."""
    names = []
    for choice in slot.others:
        if isinstance(choice, AthleteChoice):
            names += [] if is_in_question(choice, context) else [short_label(choice.athlete)]
        elif isinstance(choice, RaceChoice):
            names.append(slot_label(slot.name, choice.race, context.wording))
        else:
            names.append(short_label(_on_side(choice, slot)))
    return list(dict.fromkeys(names))


def _on_side(pair: PairChoice, slot: Slot) -> AthleteRef:
    """The athlete of the pair who would fill this slot."""
    return pair.second if slot.name == "second" else pair.first


def _listed(names: Sequence[str], wording: Wording) -> str:
    shown = list(names[:MOST_LISTED])
    rest = len(names) - len(shown)
    if rest:
        shown.append(wording.plural("{n} more", "{n} more", rest))
    return ", ".join(shown)


def _latest(slot: Slot, context: QuestionContext) -> str:
    wording, head, others = context.wording, context.head, _alternatives(slot, context)
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    if not others:
        return _only(slot, context)
    if head is not None and {race.competition.id for race in races} == {head.competition.id}:
        if {race.city.id for race in races} == {head.city.id}:
            years = list(dict.fromkeys(str(race.edition.year) for race in races))
            return wording.say(
                "{edition}, the latest edition with this event; also here: {others}.",
                edition=head.edition.year,
                others=_listed(years, wording),
            )
        # One competition that moves from town to town: its editions differ by the town.
        towns = (edition_label(race, wording, by="city") for race in races)
        others = list(dict.fromkeys(towns))
    return wording.say("The latest edition here; also: {others}.", others=_listed(others, wording))


def _only(slot: Slot, context: QuestionContext) -> str:
    wording = context.wording
    stated = {one.name for one in context.slots if one.said}
    if slot.name == "edition":
        if "athlete" in stated or context.beside:
            return wording.say("The only edition known here that fits.")
        if "event" in stated:
            return wording.say("The only edition known here with this event.")
        return wording.say("The only edition known here.")
    if slot.name == "event":
        return wording.say("The only event of this edition known here.")
    return wording.say("{label}, the only one here that fits.", label=initial_capital(_label(slot, context)))


def _final(slot: Slot, context: QuestionContext) -> str:
    if not slot.others:
        return ""
    others = _listed(_alternatives(slot, context), context.wording)
    return context.wording.say("The final; also here: {others}.", others=others)


def _spelling(slot: Slot, context: QuestionContext) -> str:
    """The words that were taken for a misspelling. This is a guess."""
    typed, label = echo(slot.typed or ""), slot.label
    if slot.name == "event" and context.head is not None:
        label = context.wording.discipline(context.head.discipline)
    return context.wording.say("“{typed}” read as {label}.", typed=typed, label=label) if typed else ""


def _recorded(slot: Slot, context: QuestionContext) -> str:
    """The words that are a recorded spelling of the name. This is no guess."""
    typed = echo(slot.typed or "")
    return context.wording.say("“{typed}” is a recorded spelling of {label}.", typed=typed, label=slot.label)


def _opponent(slot: Slot, context: QuestionContext) -> str | None:
    """The name of the other athlete of a head-to-head; None in other questions."""
    return next((one.label for one in context.slots if one.name in _SIDES and one is not slot), None)


def _has_met(slot: Slot, context: QuestionContext) -> str:
    opponent = _opponent(slot, context)
    if opponent is None:
        return _likeliest(slot, context)
    sentence = context.wording.say(
        "{typed} taken as {label}, who has met {opponent}",
        typed=_typed(slot),
        label=slot.label,
        opponent=opponent,
    )
    return _with_others(sentence, _alternatives(_met(slot), context), context)


def _met(slot: Slot) -> Slot:
    """The slot without alternatives who have not met the opponent."""
    return slot.model_copy(update={"others": tuple(one for one in slot.others if has_met(one))})


_CHOSEN_BY_CONTEXT = {
    Why.RAN_THERE: msg("{typed} taken as {label}, who competed there"),
    Why.DOES_THAT: msg("{typed} taken as {label}, who competes in that event"),
    Why.FROM_THERE: msg("{typed} taken as {label}, who competes for that country"),
    Why.BORN_THEN: msg("{typed} taken as {label}, who was born that year"),
}


def _chosen_by_context(slot: Slot, context: QuestionContext) -> str:
    """The athlete that the rest of the question singles out among namesakes."""
    template = _CHOSEN_BY_CONTEXT[slot.why or Why.RAN_THERE]
    sentence = context.wording.say(template, typed=_typed(slot), label=slot.label)
    return _with_others(sentence, _alternatives(slot, context), context)


def _likeliest(slot: Slot, context: QuestionContext) -> str:
    wording, opponent, label = context.wording, _opponent(slot, context), _label(slot, context)
    slot = _met(slot)
    others = _alternatives(slot, context)
    if not slot.typed:
        return _with_others(wording.say("{label} assumed", label=initial_capital(label)), others, context)
    pairs = [choice for choice in slot.others if isinstance(choice, PairChoice)]
    params = {"typed": _typed(slot), "label": label}
    if opponent is None or not pairs:
        sentence = wording.say("{typed} taken as {label}, the likeliest here", **params)
        return _with_others(sentence, others, context)
    if not context.races:
        sentence = wording.say(
            "{typed} taken as {label}, who met {opponent} most often", opponent=opponent, **params
        )
        return _with_others(sentence, others, context)
    sentence = wording.plural(
        "{typed} taken as {label}, who met {opponent} most often ({n} race)",
        "{typed} taken as {label}, who met {opponent} most often ({n} races)",
        context.races,
        opponent=opponent,
        **params,
    )
    return _with_others(sentence, _rivals_with_counts(slot, pairs), context)


def _rivals_with_counts(slot: Slot, pairs: Sequence[PairChoice]) -> list[str]:
    """`Aud Aas (2)`: the other athletes of the name, each with the number of races against the opponent."""
    races = {_on_side(pair, slot): pair.races for pair in reversed(pairs)}
    names = [one.name for one in races]
    return [
        f"{short_label(one) if names.count(one.name) > 1 or one.name == slot.label else one.name} ({n})"
        for one, n in reversed(races.items())
    ]


def _with_others(sentence: str, others: Sequence[str], context: QuestionContext) -> str:
    wording = context.wording
    if not others:
        return f"{sentence}."
    if len(others) == 1:
        return wording.say("{sentence}; the other is {other}.", sentence=sentence, other=others[0])
    return wording.say("{sentence}; others: {others}.", sentence=sentence, others=_listed(others, wording))


def _typed(slot: Slot) -> str:
    return initial_capital(echo(slot.typed or slot.label))


_SENTENCES: dict[Why, Callable[[Slot, QuestionContext], str]] = {
    Why.LATEST: _latest,
    Why.ONLY: _only,
    Why.FINAL: _final,
    Why.SPELLING: _spelling,
    Why.RECORDED: _recorded,
    Why.HAS_MET: _has_met,
    **dict.fromkeys(_CHOSEN_BY_CONTEXT, _chosen_by_context),
    Why.LIKELIEST: _likeliest,
}

"""The sentences that state what a question left open and what the answer assumed instead."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from knowledge.cards.labels import edition_label, race_label, short_label, shown_names
from knowledge.cards.spelling_notes import read_as
from knowledge.cards.wording import Wording, echo, initial_capital, msg, within
from knowledge.models.outcome import AthleteChoice, Choice, PairChoice, RaceChoice, Slot, Why
from knowledge.models.question import Question
from knowledge.models.records import AthleteRef, RaceHead
from knowledge.names.text.normalize import fold

MOST_LISTED = 4
"""Alternatives that one sentence lists; the next questions hold all of them. Chosen by hand."""
MOST_AT_A_GLANCE = 3
"""Editions, events or rounds that a sentence of a glance lists: a line of a phone. Chosen by hand."""

_SIDES = ("first", "second")


class QuestionContext(NamedTuple):
    """What the sentences about a question's slots need to know.

    `head` is the race that the answer is about, if it is about one. `races` is the number of races that the
    two athletes ran together; None where the question is about something else or about some races only.
    `beside` are other editions of the race's competition, `pair` the two athletes of a head-to-head. A
    `glance` names one namesake at most, and no editions where it names their `winners`.
    """

    slots: Sequence[Slot]
    wording: Wording
    question: Question
    head: RaceHead | None = None
    races: int | None = None
    beside: Sequence[RaceHead] = ()
    pair: tuple[AthleteRef, AthleteRef] | None = None
    glance: bool = False
    winners: bool = False


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
        yield wording.say("“{typed}” makes no difference.", typed=echo(slot.typed or ""))
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
    typed, listed = echo(slot.typed or ""), _listed(others, context)
    return context.wording.say("“{typed}” could also be {others}.", typed=typed, others=listed)


def _newer(slot: Slot, context: QuestionContext) -> str:
    """Newer races of the answer's event. Their editions are enough to identify them."""
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    editions = list(dict.fromkeys(edition_label(race, context.wording) for race in races))
    return context.wording.say("Newer, in imported results: {others}.", others=_listed(editions, context))


def _pair_sentence(context: QuestionContext) -> str:
    """Which two athletes were chosen where one name was typed for both; empty where the names differ."""
    sides = [slot for slot in context.slots if slot.name in _SIDES and slot.typed and slot.why]
    if len(sides) != 2 or len({fold(slot.typed or "") for slot in sides}) != 1:
        return ""
    first, second = sides
    names = {"first": first.label, "second": second.label}
    if not any(_alternatives(slot, context) for slot in sides):
        return context.wording.say("{first} and {second}, the only two of that name on file.", **names)
    if first.why is Why.HAS_MET:
        return context.wording.say("{first} and {second}, the only two of that name to have met.", **names)
    return context.wording.say("{first} and {second}, the two of that name who have met most often.", **names)


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


def _listed(names: Sequence[str], context: QuestionContext) -> str:
    """`2024, 2019, 2017, 3 more`."""
    shown = list(names[: MOST_AT_A_GLANCE if context.glance else MOST_LISTED])
    rest = len(names) - len(shown)
    if rest:
        shown.append(context.wording.plural("{n} more", "{n} more", rest))
    return ", ".join(shown)


def _latest(slot: Slot, context: QuestionContext) -> str:
    """The newest edition known; it may not be the newest that was held."""
    wording, head, others = context.wording, context.head, _alternatives(slot, context)
    races = [choice.race for choice in slot.others if isinstance(choice, RaceChoice)]
    if not others:
        return _only(slot, context)
    if head is None or {race.competition.id for race in races} != {head.competition.id}:
        return wording.say("Latest on file; also: {others}.", others=_listed(others, context))
    if {race.city.id for race in races} == {head.city.id}:
        others = [str(race.edition.year) for race in races]
    else:
        # One competition that moves from town to town: its editions differ by the town.
        others = [edition_label(race, wording, by="city") for race in races]
    if context.winners:
        return wording.say("Latest edition on file.")
    earlier = _listed(list(dict.fromkeys(others)), context)
    return wording.say("Latest edition on file; earlier: {others}.", others=earlier)


def _only(slot: Slot, context: QuestionContext) -> str:
    wording = context.wording
    stated = {one.name for one in context.slots if one.said}
    if slot.name == "edition":
        if "athlete" in stated or context.beside:
            return wording.say("The only edition on file that fits.")
        if "event" in stated:
            return wording.say("The only edition on file with this event.")
        return wording.say("The only edition on file.")
    if slot.name == "event":
        return wording.say("The only event on file for this edition.")
    return wording.say("{label}, the only one on file that fits.", label=_capital_label(slot, context))


def _final(slot: Slot, context: QuestionContext) -> str:
    if not slot.others:
        return ""
    return context.wording.say(
        "The final; also: {others}.", others=_listed(_alternatives(slot, context), context)
    )


def _spelling(slot: Slot, context: QuestionContext) -> str:
    """The words that were taken for a misspelling. This is a guess."""
    typed, label = echo(slot.typed or ""), slot.label
    if slot.name == "event" and context.head is not None:
        label = context.wording.discipline(context.head.discipline)
    return context.wording.say("“{typed}” read as {label}.", typed=typed, label=label) if typed else ""


def _recorded(slot: Slot, context: QuestionContext) -> str:
    """The words that are a recorded spelling of the name. This is no guess."""
    typed = echo(slot.typed or "")
    return context.wording.say("“{typed}” is {label}.", typed=typed, label=slot.label)


def _opponent(slot: Slot, context: QuestionContext) -> str | None:
    """The name of the other athlete of a head-to-head; None in other questions."""
    if context.pair is not None:
        return shown_names(*context.pair)[0 if slot.name == "second" else 1]
    return next((one.label for one in context.slots if one.name in _SIDES and one is not slot), None)


_CHOSEN = {
    Why.RAN_THERE: msg("{label}, who took part"),
    Why.DOES_THAT: msg("{label}, who competes in that event"),
    Why.FROM_THERE: msg("{label}, who competes for that country"),
    Why.BORN_THEN: msg("{label}, born that year"),
    Why.HAS_MET: msg("{label}, who has met {opponent}"),
    Why.LIKELIEST: msg("{label}, the likeliest match"),
}


def _chosen(slot: Slot, context: QuestionContext) -> str:
    """The athlete who was chosen among namesakes, why, and who was not."""
    wording, opponent = context.wording, _opponent(slot, context)
    if not slot.typed:
        return _assumed_value(slot, context)
    params = {"label": _named(slot, context), "opponent": opponent}
    pairs = any(isinstance(choice, PairChoice) for choice in slot.others)
    if slot.why is Why.LIKELIEST and opponent is not None and pairs:
        if context.races and context.glance:
            sentence = wording.plural(
                "{label} ({n} race)", "{label} ({n} races)", context.races, label=params["label"]
            )
        elif context.races:
            sentence = wording.plural(
                "{label}, who has met {opponent} once",
                "{label}, who has met {opponent} {n} times",
                context.races,
                **params,
            )
        else:
            sentence = wording.say("{label}, who has met {opponent} most often", **params)
    else:
        why = slot.why if opponent is not None or slot.why is not Why.HAS_MET else Why.LIKELIEST
        sentence = wording.say(_CHOSEN[why or Why.LIKELIEST], **params)
    others = _not_chosen(slot, context)
    return (
        wording.say("{sentence}; not {others}.", sentence=sentence, others=others)
        if others
        else f"{sentence}."
    )


def _assumed_value(slot: Slot, context: QuestionContext) -> str:
    """A value that no word of the question stands for."""
    wording, label, others = context.wording, _capital_label(slot, context), _alternatives(slot, context)
    if not others:
        return wording.say("{label} assumed.", label=label)
    return wording.say("{label} assumed; also: {others}.", label=label, others=_listed(others, context))


def _named(slot: Slot, context: QuestionContext) -> str:
    """The name that was chosen, after the typed words where it does not contain them."""
    typed, label = slot.typed or "", _label(slot, context)
    if within(fold(typed), fold(label)):
        return label
    return context.wording.say("“{typed}”: {label}", typed=echo(typed), label=label)


def _not_chosen(slot: Slot, context: QuestionContext) -> str:
    """`Aud Aas (2) or 3 others`: the namesakes, with their races against the opponent if they are counted.

    A namesake who has not met the opponent is not worth naming.
    """
    rivals: dict[AthleteRef, int] = {}
    for choice in slot.others:
        if isinstance(choice, AthleteChoice) and not is_in_question(choice, context):
            rivals.setdefault(choice.athlete, 0)
        elif isinstance(choice, PairChoice) and has_met(choice):
            rivals.setdefault(_on_side(choice, slot), choice.races if context.races else 0)
    names = list(dict.fromkeys(_rival(one, races, slot, context) for one, races in rivals.items()))
    shown = names[: 1 if context.glance else MOST_LISTED]
    if rest := len(names) - len(shown):
        shown.append(context.wording.plural("{n} other", "{n} others", rest))
    if len(shown) < 2:
        return "".join(shown)
    return context.wording.say("{first} or {last}", first=", ".join(shown[:-1]), last=shown[-1])


def _rival(one: AthleteRef, races: int, slot: Slot, context: QuestionContext) -> str:
    """`Edmund (3)`: the given name at a glance, where the family name is that of the chosen athlete.

    A namesake of the whole name has the year of birth.
    """
    if not context.glance:
        return f"{one.name} ({races})" if races and one.name != slot.label else short_label(one)
    if one.name == slot.label and one.born:
        name = f"{one.name}, {one.born[:4]}"
    elif one.name.endswith(f" {one.family}") and fold(slot.label).endswith(fold(one.family)):
        name = one.name.removesuffix(one.family).strip()
    else:
        name = one.name
    return f"{name} ({races})" if races else name


def _capital_label(slot: Slot, context: QuestionContext) -> str:
    return initial_capital(_label(slot, context))


_SENTENCES: dict[Why, Callable[[Slot, QuestionContext], str]] = {
    Why.LATEST: _latest,
    Why.ONLY: _only,
    Why.FINAL: _final,
    Why.SPELLING: _spelling,
    Why.RECORDED: _recorded,
    **dict.fromkeys(_CHOSEN, _chosen),
}

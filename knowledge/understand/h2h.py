"""`/h2h`: from two names, and whatever narrows it, to two people."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from knowledge.models.base import AthleteId, DisciplineId
from knowledge.models.outcome import (
    Ambiguous,
    Fault,
    Invalid,
    Missing,
    NotFound,
    PairChoice,
    Understanding,
    Understood,
    Why,
)
from knowledge.models.question import HeadToHeadQuestion
from knowledge.names import Found, NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.choices import MOST_CHOICES, nearest_names, pair_choice
from knowledge.understand.frame import Frame, typed
from knowledge.understand.narrow import filter_slots, filters, host_or_home
from knowledge.understand.parts import Part, Span, Spans
from knowledge.understand.people import candidates, spelling_slot

MUCH_MORE_OFTEN = 4
"""How many times more often than any other a pair must have met to be meant without asking."""
MOST_PAIRS = 40
EVENT_RANK = 0.2
"""What it costs a pair, beside what their names cost, that another event of theirs is the nearest to both."""


class _Pair(NamedTuple):
    first: Found
    second: Found
    races: int


def understand_h2h(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> Understanding:
    """The two athletes that these parts mean."""
    people = spans.of(Part.ATHLETE)
    if spans.unknown or not people or len(people) > 2:
        return _not_two(kb, index, spans)
    sides = [candidates(person) for person in people]
    strangers = [person.typed for person, side in zip(people, sides, strict=True) if not side]
    if strangers:
        return _nobody(kb, index, strangers[0])
    sides, frame = _of_nation(kb, sides, Frame(spans))
    narrowed = filters(frame)
    if narrowed is None:
        said = typed((*frame.where, *frame.disciplines))
        return NotFound(kind="h2h", missing=Missing.COMBINATION, typed=said)
    if len(people) == 1:
        return _second_missing(kb, people[0], sides[0], narrowed)
    outcome = _choose(kb, people, sides, narrowed)
    if isinstance(outcome, Understood) and isinstance(outcome.question, HeadToHeadQuestion):
        slots = filter_slots(kb, outcome.question, spans)
        return outcome.model_copy(update={"slots": (*outcome.slots, *slots)})
    return outcome


def _not_two(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> NotFound | Invalid:
    people = spans.of(Part.ATHLETE)
    if spans.unknown:
        return _nobody(kb, index, spans.unknown)
    if people:
        return Invalid(kind="h2h", fault=Fault.TOO_MANY_ATHLETES, typed=typed(people) or "")
    fault = Fault.NO_ATHLETE if spans.all else Fault.EMPTY
    return Invalid(kind="h2h", fault=fault, typed=typed(spans.all) or "")


def _of_nation(
    kb: KnowledgeBase, sides: list[tuple[Found, ...]], frame: Frame
) -> tuple[list[tuple[Found, ...]], Frame]:
    """A nation tells namesakes apart where it can; else it is where a race was held."""
    nations = host_or_home(frame)
    told = [
        tuple(one for one in side if kb.athlete_ref(AthleteId(one.id)).nation.id in nations) for side in sides
    ]
    if not any(len(side) > len(left) > 0 for side, left in zip(sides, told, strict=True)):
        return sides, frame
    narrowed = [left or side for side, left in zip(sides, told, strict=True)]
    return narrowed, frame.without_nations()


def _choose(
    kb: KnowledgeBase,
    people: Sequence[Span],
    sides: Sequence[Sequence[Found]],
    narrowed: dict[str, Any],
) -> Understanding:
    pairs = _pairs(kb, *sides)
    if not pairs:
        return Invalid(kind="h2h", fault=Fault.SAME_ATHLETE, typed=people[0].typed)
    if not pairs[0].races:
        pairs = _likely_rivals_first(kb, pairs, narrowed.get("discipline"))
    best, rest = pairs[0], pairs[1:]
    met = [pair for pair in rest if pair.races]
    sure = not rest or (best.races > 0 and all(best.races >= MUCH_MORE_OFTEN * pair.races for pair in met))
    if not sure:
        offered = [pair for pair in pairs if pair.races] or pairs
        return Ambiguous(
            kind="h2h",
            slot="athletes",
            typed=typed(people) or "",
            choices=tuple(_choice(kb, pair, narrowed) for pair in offered[:MOST_CHOICES]),
            more=max(0, len(offered) - MOST_CHOICES),
        )
    why = Why.HAS_MET if best.races and not met else Why.LIKELIEST
    slots = (
        spelling_slot(
            kb,
            "first",
            people[0],
            best.first,
            chosen_by=why,
            others=_instead(kb, [pair for pair in rest if pair.first.id != best.first.id], narrowed),
        ),
        spelling_slot(
            kb,
            "second",
            people[1],
            best.second,
            chosen_by=why,
            others=_instead(kb, [pair for pair in rest if pair.second.id != best.second.id], narrowed),
        ),
    )
    return Understood(question=_question(best, narrowed), slots=slots)


def _pairs(kb: KnowledgeBase, firsts: Sequence[Found], seconds: Sequence[Found]) -> list[_Pair]:
    """Every pair of two people, those who met most often first."""
    ones = [AthleteId(one.id) for one in firsts[:MOST_PAIRS]]
    others = [AthleteId(one.id) for one in seconds[:MOST_PAIRS]]
    counts = kb.meeting_counts(ones, others)
    pairs: dict[frozenset[str], _Pair] = {}
    for first in firsts[:MOST_PAIRS]:
        for second in seconds[:MOST_PAIRS]:
            if first.id != second.id:
                races = counts.get((AthleteId(first.id), AthleteId(second.id)), 0)
                pairs.setdefault(frozenset((first.id, second.id)), _Pair(first, second, races))
    return sorted(pairs.values(), key=lambda pair: (-pair.races, pair.first.ranked + pair.second.ranked))


def _likely_rivals_first(kb: KnowledgeBase, pairs: list[_Pair], asked: DisciplineId | None) -> list[_Pair]:
    """Of pairs who never met, those first who might have: of one sex, in what was asked or both do most."""
    ids = {AthleteId(one.id) for pair in pairs for one in (pair.first, pair.second)}
    events = {id_: [one.id for one in did] for id_, did in kb.disciplines_of(sorted(ids)).items()}
    sexes = {id_: kb.athlete_ref(id_).sex for id_ in ids}

    def strangeness(pair: _Pair) -> tuple[bool, bool, float]:
        first, second = AthleteId(pair.first.id), AthleteId(pair.second.id)
        both = set(events[first]) & set(events[second])
        shared = both & {asked} if asked else both
        rank = min((events[first].index(one) + events[second].index(one) for one in shared), default=0)
        likelihood = pair.first.ranked + pair.second.ranked + EVENT_RANK * rank
        return sexes[first] != sexes[second], not shared, likelihood

    return sorted(pairs, key=strangeness)


def _question(pair: _Pair, narrowed: dict[str, Any]) -> HeadToHeadQuestion:
    return HeadToHeadQuestion(first=AthleteId(pair.first.id), second=AthleteId(pair.second.id), **narrowed)


def _instead(kb: KnowledgeBase, pairs: Sequence[_Pair], narrowed: dict[str, Any]) -> tuple[PairChoice, ...]:
    return tuple(_choice(kb, pair, narrowed) for pair in pairs[:MOST_CHOICES])


def _choice(kb: KnowledgeBase, pair: _Pair, narrowed: dict[str, Any]) -> PairChoice:
    return pair_choice(kb, _question(pair, narrowed), pair.races)


def _second_missing(
    kb: KnowledgeBase, person: Span, fitting: Sequence[Found], narrowed: dict[str, Any]
) -> Invalid:
    pairs = [
        _Pair(one, one._replace(id=rival.athlete.id), rival.races)
        for one in fitting
        for rival in kb.rivals(AthleteId(one.id), MOST_CHOICES)
    ]
    pairs.sort(key=lambda pair: -pair.races)
    return Invalid(
        kind="h2h",
        fault=Fault.SECOND_ATHLETE_MISSING,
        typed=person.typed,
        choices=tuple(_choice(kb, pair, narrowed) for pair in pairs[:MOST_CHOICES]),
    )


def _nobody(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="h2h", missing=Missing.NAME, typed=name, nearest=nearest_names(kb, index, name))

"""`/h2h`: from two names, and whatever narrows it, to two people."""

from collections.abc import Sequence
from typing import NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId
from knowledge.models.facts import Round, Tier
from knowledge.models.outcome import (
    Ambiguous,
    Fault,
    Invalid,
    Missing,
    NotFound,
    PairChoice,
    Slot,
    Understanding,
    Understood,
    Why,
)
from knowledge.models.question import HeadToHeadQuestion
from knowledge.names import Found, NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.choices import MOST_CHOICES, nearest_names, pair_choice
from knowledge.understand.frame import Frame, typed
from knowledge.understand.people import candidates, spelling_slot
from knowledge.understand.spans import Part, Span, Spans

MUCH_MORE_OFTEN = 4
"""How many times more often than any other a pair must have met to be meant without asking."""
MOST_PAIRS = 40


class _Pair(NamedTuple):
    first: Found
    second: Found
    races: int


def understand_h2h(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> Understanding:
    """The two athletes that these parts mean."""
    people = spans.of(Part.ATHLETE)
    if spans.unknown:
        return _nobody(kb, index, spans.unknown)
    frame = Frame(spans)
    if len(people) > 2:
        return Invalid(kind="h2h", fault=Fault.TOO_MANY_ATHLETES, typed=typed(people) or "")
    if not people:
        fault = Fault.NO_ATHLETE if spans.all else Fault.EMPTY
        return Invalid(kind="h2h", fault=fault, typed=typed(spans.all) or "")
    if len(people) == 1:
        return _second_missing(kb, people[0], frame)
    sides = [candidates(person) for person in people]
    for person, side in zip(people, sides, strict=True):
        if not side:
            return _nobody(kb, index, person.typed)
    return _choose(kb, people, sides, frame)


def _choose(
    kb: KnowledgeBase, people: Sequence[Span], sides: Sequence[Sequence[Found]], frame: Frame
) -> Understanding:
    pairs = _pairs(kb, *sides)
    if not pairs:
        return Invalid(kind="h2h", fault=Fault.SAME_ATHLETE, typed=people[0].typed)
    best = pairs[0]
    rest = pairs[1:]
    met = [pair for pair in rest if pair.races]
    sure = not rest or (best.races > 0 and all(best.races >= MUCH_MORE_OFTEN * pair.races for pair in met))
    if not sure:
        offered = [pair for pair in pairs if pair.races] or pairs
        return Ambiguous(
            kind="h2h",
            slot="athletes",
            typed=typed(people) or "",
            choices=tuple(_choice(kb, pair, frame) for pair in offered[:MOST_CHOICES]),
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
            others=_instead(kb, [pair for pair in rest if pair.first.id != best.first.id], frame),
        ),
        spelling_slot(
            kb,
            "second",
            people[1],
            best.second,
            chosen_by=why,
            others=_instead(kb, [pair for pair in rest if pair.second.id != best.second.id], frame),
        ),
    )
    return Understood(question=_question(best, frame), slots=(*slots, *_filter_slots(kb, best, frame)))


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


def _question(pair: _Pair, frame: Frame) -> HeadToHeadQuestion:
    disciplines = [one.id for span in frame.disciplines for one in span.found]
    places = {one.kind: one.id for span in frame.where for one in span.found}
    first_year, last_year = _years(frame)
    return HeadToHeadQuestion(
        first=AthleteId(pair.first.id),
        second=AthleteId(pair.second.id),
        discipline=DisciplineId(disciplines[0]) if disciplines else None,
        competition=CompetitionId(places["competition"]) if "competition" in places else None,
        city=CityId(places["city"]) if "city" in places and "competition" not in places else None,
        tier=Tier(places["tier"]) if "tier" in places and "competition" not in places else None,
        first_year=first_year,
        last_year=last_year,
        finals_only=frame.round is Round.FINAL,
    )


def _years(frame: Frame) -> tuple[int | None, int | None]:
    if not frame.years:
        return None, None
    if len(frame.years) == 1 and frame.since:
        return frame.years[0], None
    if len(frame.years) == 1 and frame.until:
        return None, frame.years[0]
    return min(frame.years), max(frame.years)


def _filter_slots(kb: KnowledgeBase, pair: _Pair, frame: Frame) -> tuple[Slot, ...]:
    question = _question(pair, frame)
    slots = []
    if question.discipline is not None:
        label = kb.discipline(question.discipline).name
        slots.append(Slot(name="event", id=question.discipline, label=label, said=True))
    if question.competition is not None:
        label = kb.competition(question.competition).name
        slots.append(Slot(name="competition", id=question.competition, label=label, said=True))
    if question.city is not None:
        slots.append(Slot(name="city", id=question.city, label=kb.city(question.city).name, said=True))
    if question.tier is not None:
        slots.append(Slot(name="tier", id=question.tier, label=question.tier, said=True))
    if frame.years:
        years = "–".join(dict.fromkeys(str(year) if year else "" for year in _years(frame)))
        slots.append(Slot(name="years", id=years, label=years, said=True))
    if question.finals_only:
        slots.append(Slot(name="finals", id="final", label="finals", said=True))
    return tuple(slots)


def _instead(kb: KnowledgeBase, pairs: Sequence[_Pair], frame: Frame) -> tuple[PairChoice, ...]:
    return tuple(_choice(kb, pair, frame) for pair in pairs[:MOST_CHOICES])


def _choice(kb: KnowledgeBase, pair: _Pair, frame: Frame) -> PairChoice:
    return pair_choice(kb, _question(pair, frame), pair.races)


def _second_missing(kb: KnowledgeBase, person: Span, frame: Frame) -> Invalid:
    fitting = candidates(person)
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
        choices=tuple(_choice(kb, pair, frame) for pair in pairs[:MOST_CHOICES]),
    )


def _nobody(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="h2h", missing=Missing.NAME, typed=name, nearest=nearest_names(kb, index, name))

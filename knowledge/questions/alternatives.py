"""Alternative parses of a question about a race: one name may be a place or a person, and both are kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from knowledge.models.base import AthleteId
from knowledge.models.outcome import Ambiguous, Choice, Slot, Understanding, Understood
from knowledge.names import Candidate, NameIndex
from knowledge.questions import registry
from knowledge.questions.athlete.parse import parse_athlete
from knowledge.questions.offers import MOST_CHOICES
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segment_reader import (
    A_NAME,
    ATHLETE_NOT_PREFERRED,
    EQUAL_MARGIN,
    MAX_WHOLE_NAME,
)
from knowledge.questions.query.segments import KINDS, KINDS_NOT_ATHLETES, Segment, Segmentation, SegmentType
from knowledge.questions.result.parse import parse_result
from knowledge.store import KnowledgeBase

ASK_GAP = 1.5
"""Nats by which another parse may be less probable and the user still be asked; chosen by hand."""
OFFER_GAP = 2.5
"""Nats by which another parse may be less probable and still be offered beside the answer."""
AN_EVENT = 1.0
"""Nats against an athlete whose name is an event too, in a question about a race; chosen by hand."""
_MAX_CANDIDATES = 25
_FEW = 2
"""Choices of the second parse that are shown in any case where the user is asked."""


class AlternativeParse(NamedTuple):
    """Another segmentation; `gap` is how much less probable it is than the first, in nats.

    A negative gap means that it is more probable.
    """

    segmentation: Segmentation
    gap: float


def with_alternatives(
    kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation, first: Understanding
) -> Understanding:
    """Combine the outcome of a question about a race with that of its most probable alternative parse.

    Where `first` has no result, the first alternative with one replaces it. Where both are about equally
    probable, the user is asked to choose; a less probable one is offered beside the first.
    """
    if segmentation.unknown_text:
        return first
    for alternative in alternative_parses(segmentation, index):
        if not isinstance(first, Understood | Ambiguous):
            outcome: Understanding | None = parse_result(kb, index, alternative.segmentation)
            if isinstance(outcome, Understood | Ambiguous):
                return outcome
            continue
        if alternative.gap > OFFER_GAP:
            break
        outcome = _second_outcome(kb, index, alternative.segmentation)
        if isinstance(outcome, Understood | Ambiguous):
            return _both(kb, segmentation, first, outcome, alternative)
    return first


def alternative_parses(segmentation: Segmentation, index: NameIndex) -> tuple[AlternativeParse, ...]:
    """Return the segmentation with one athlete as a place, or one place as an athlete; most probable first.

    `segmentation` is one for which athletes are not the preferred type.
    """
    has_athlete = bool(segmentation.of(SegmentType.ATHLETE))
    parses = [
        AlternativeParse(_replaced(segmentation, at, other), gap)
        for at, segment in enumerate(segmentation.segments)
        for other, gap in _alternatives(segment, index, has_athlete=has_athlete)
    ]
    return tuple(sorted(parses, key=lambda one: one.gap))


def _replaced(segmentation: Segmentation, at: int, other: Segment) -> Segmentation:
    segments = segmentation.segments
    return replace(segmentation, segments=(*segments[:at], other, *segments[at + 1 :]))


def _alternatives(
    segment: Segment, index: NameIndex, *, has_athlete: bool
) -> Iterator[tuple[Segment, float]]:
    """Yield a segment as each other type of name, with the gap in nats."""
    if segment.type is SegmentType.ATHLETE:
        yield from _as_others(segment, index)
    elif segment.candidates and not has_athlete:
        yield from _as_athlete(segment, index)


def _as_others(segment: Segment, index: NameIndex) -> Iterator[tuple[Segment, float]]:
    entities = index.search(_folded(segment), KINDS_NOT_ATHLETES, limit=_MAX_CANDIDATES)
    for type_, kinds in KINDS.items():
        candidates = tuple(one for one in entities if one.kind in kinds and one.cost <= EQUAL_MARGIN)
        if candidates:
            gap = _least(candidates) - _least(segment.candidates) - ATHLETE_NOT_PREFERRED
            yield _as(type_, segment, candidates), gap


def _as_athlete(segment: Segment, index: NameIndex) -> Iterator[tuple[Segment, float]]:
    athletes = KINDS[SegmentType.ATHLETE]
    if not all(index.frequencies([word], athletes)[0] for word in _folded(segment)):
        return
    people = index.search(_folded(segment), athletes, limit=_MAX_CANDIDATES)
    candidates = tuple(one for one in people if one.cost <= MAX_WHOLE_NAME)
    if candidates:
        gap = _least(candidates) + ATHLETE_NOT_PREFERRED - _least(segment.candidates)
        if segment.type is SegmentType.DISCIPLINE and segment.candidates[0].cost == 0:
            gap += AN_EVENT
        yield _as(SegmentType.ATHLETE, segment, candidates), gap


def _folded(segment: Segment) -> list[str]:
    return [word.folded for word in segment.words]


def _as(type_: SegmentType, segment: Segment, candidates: tuple[Candidate, ...]) -> Segment:
    return Segment(type_, segment.words, A_NAME + min(one.cost for one in candidates), candidates)


def _least(candidates: tuple[Candidate, ...]) -> float:
    return min(one.posterior_cost for one in candidates)


def _second_outcome(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding | None:
    """Parse an alternative that is offered beside races: an athlete must fit the rest of the question."""
    people = segmentation.of(SegmentType.ATHLETE)
    if not people:
        return parse_result(kb, index, segmentation)
    person, constraints = people[0], Constraints(segmentation)
    candidates = person.candidates
    if not constraints.empty:
        ids = [AthleteId(one.id) for one in candidates]
        fit = {athlete for where in constraints.filters() for athlete in kb.athletes_in(where, ids)}
        candidates = tuple(one for one in candidates if one.id in fit)
    if not candidates:
        return None
    fitting = replace(person, candidates=candidates)
    segments = tuple(fitting if segment is person else segment for segment in segmentation.segments)
    return parse_athlete(kb, index, replace(segmentation, segments=segments))


def _both(
    kb: KnowledgeBase,
    segmentation: Segmentation,
    first: Understood | Ambiguous,
    second: Understood | Ambiguous,
    alternative: AlternativeParse,
) -> Understanding:
    """Ask which parse is right, or offer the second with the answer to the first."""
    ones, others = _choices(kb, first), _choices(kb, second)
    typed = segmentation.typed
    if isinstance(first, Understood) and alternative.gap > ASK_GAP:
        slot = Slot(name="reading", id="", label="", said=True, typed=typed, others=others)
        return first.model_copy(update={"slots": (*first.slots, slot)})
    if alternative.gap < 0:
        ones, others = others, ones
    kept = MOST_CHOICES - min(len(others), _FEW if abs(alternative.gap) <= ASK_GAP else 1)
    shown = (*ones[:kept], *others[: MOST_CHOICES - min(len(ones), kept)])
    more = sum(one.more for one in (first, second) if isinstance(one, Ambiguous))
    return Ambiguous(
        kind="result",
        slot="reading",
        typed=typed,
        choices=shown,
        more=more + len(ones) + len(others) - len(shown),
    )


def _choices(kb: KnowledgeBase, outcome: Understood | Ambiguous) -> tuple[Choice, ...]:
    if isinstance(outcome, Ambiguous):
        return outcome.choices
    return (registry.KINDS[outcome.question.kind].choice(kb, outcome.question),)

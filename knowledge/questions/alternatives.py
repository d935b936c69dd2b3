"""A race or a person: where a question about a race may be read otherwise, both readings are kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from knowledge.models.base import AthleteId
from knowledge.models.outcome import Ambiguous, Choice, Slot, Understanding, Understood
from knowledge.names import Candidate, NameIndex
from knowledge.questions.athlete.parse import parse_athlete
from knowledge.questions.query.choices import MOST_CHOICES, as_choice
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segment_reader import A_NAME, A_PART, AS_GOOD, KINDS, NO_ATHLETES, UNLIKELY
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType
from knowledge.questions.result.parse import parse_result
from knowledge.store import KnowledgeBase

AS_LIKELY = 1.5
"""How much less likely than the first reading another may be, as an energy, and be asked about with it."""
WORTH_OFFERING = 2.5
"""The same for one that is only offered."""
_FEW_otherwise = 25


class AlternativeParse(NamedTuple):
    """Another reading, and how much less likely it is than the first; less than 0 means likelier."""

    segmentation: Segmentation
    gap: float


def alternative_parses(segmentation: Segmentation, index: NameIndex) -> tuple[AlternativeParse, ...]:
    """The question with one name read as a person instead of a thing, or as a thing, likeliest first.

    `spans` were read where things are likelier than people.
    """
    found = [
        AlternativeParse(
            replace(
                segmentation, segments=(*segmentation.segments[:at], other, *segmentation.segments[at + 1 :])
            ),
            gap,
        )
        for at, segment in enumerate(segmentation.segments)
        for other, gap in _instead(segment, index, somebody=bool(segmentation.of(SegmentType.ATHLETE)))
    ]
    return tuple(sorted(found, key=lambda one: one.gap))


def _instead(segment: Segment, index: NameIndex, *, somebody: bool) -> Iterator[tuple[Segment, float]]:
    folded = [word.folded for word in segment.words]
    if segment.type is SegmentType.ATHLETE:
        things = index.search(folded, NO_ATHLETES, limit=_FEW_otherwise)
        for part, kinds in KINDS.items():
            found = tuple(one for one in things if one.kind in kinds and one.cost <= AS_GOOD)
            if found:
                yield _as(part, segment, found), _least(found) - _least(segment.candidates) - UNLIKELY
    elif (
        segment.candidates
        and not somebody
        and all(index.frequencies([word], KINDS[SegmentType.ATHLETE])[0] for word in folded)
    ):
        people = index.search(folded, KINDS[SegmentType.ATHLETE], limit=_FEW_otherwise)
        found = tuple(one for one in people if one.cost <= A_NAME)
        if found:
            yield (
                _as(SegmentType.ATHLETE, segment, found),
                _least(found) + UNLIKELY - _least(segment.candidates),
            )


def _as(part: SegmentType, segment: Segment, found: tuple[Candidate, ...]) -> Segment:
    return Segment(part, segment.words, A_PART + min(one.cost for one in found), found)


def _least(found: tuple[Candidate, ...]) -> float:
    return min(one.posterior_cost for one in found)


_FEW = 2


def with_alternatives(
    kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation, first: Understanding
) -> Understanding:
    """What a question about a race means, where its parts may be read otherwise, too.

    A reading that leads nowhere gives way to one that does. Where two are about as likely, the user is asked,
    with choices of both; one that is less likely is offered beside the first.
    """
    if segmentation.unknown_text:
        return first
    for other in alternative_parses(segmentation, index):
        if isinstance(first, Understood | Ambiguous):
            if other.gap > WORTH_OFFERING:
                break
            outcome = _beside_races(kb, index, other.segmentation)
            if isinstance(outcome, Understood | Ambiguous):
                return _both(kb, segmentation, first, outcome, other)
        else:
            outcome = parse_result(kb, index, other.segmentation)
            if isinstance(outcome, Understood | Ambiguous):
                return outcome
    return first


def _beside_races(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding | None:
    """What is offered beside races: the people whom all else fits, not everything that they did."""
    people = segmentation.of(SegmentType.ATHLETE)
    if not people:
        return parse_result(kb, index, segmentation)
    constraints = Constraints(segmentation)
    found = people[0].candidates
    if not constraints.empty:
        ids = [AthleteId(one.id) for one in found]
        fit = {athlete for where in constraints.filters() for athlete in kb.athletes_in(where, ids)}
        found = tuple(one for one in found if one.id in fit)
    if not found:
        return None
    who = replace(people[0], candidates=found)
    return parse_athlete(
        kb,
        index,
        replace(
            segmentation,
            segments=tuple(who if segment is people[0] else segment for segment in segmentation.segments),
        ),
    )


def _both(
    kb: KnowledgeBase,
    segmentation: Segmentation,
    first: Understood | Ambiguous,
    second: Understood | Ambiguous,
    other: AlternativeParse,
) -> Understanding:
    """Both readings: asked about, or the second offered with the first."""
    ones, others = _choices(kb, first), _choices(kb, second)
    if isinstance(first, Understood) and other.gap > AS_LIKELY:
        typed = segmentation.typed
        slot = Slot(name="reading", id="", label="", said=True, typed=typed, others=others)
        return first.model_copy(update={"slots": (*first.slots, slot)})
    if other.gap < 0:
        ones, others = others, ones
    kept = MOST_CHOICES - min(len(others), _FEW if abs(other.gap) <= AS_LIKELY else 1)
    shown = (*ones[:kept], *others[: MOST_CHOICES - min(len(ones), kept)])
    more = sum(one.more for one in (first, second) if isinstance(one, Ambiguous))
    return Ambiguous(
        kind="result",
        slot="reading",
        typed=segmentation.typed,
        choices=shown,
        more=more + len(ones) + len(others) - len(shown),
    )


def _choices(kb: KnowledgeBase, outcome: Understood | Ambiguous) -> tuple[Choice, ...]:
    if isinstance(outcome, Ambiguous):
        return outcome.choices
    return (as_choice(kb, outcome.question),)

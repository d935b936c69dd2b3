"""What a question may mean besides: `jordan` is a nation and many people, `victoria` a town and many more.

The cheapest reading takes a name for one thing; where it may as well be another, that one is not lost.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from knowledge.names import Found, NameIndex
from knowledge.understand.parts import Part, Span, Spans
from knowledge.understand.reading import A_NAME, A_PART, AS_GOOD, KINDS, NO_ATHLETES, UNLIKELY

AS_LIKELY = 1.5
"""How much less likely than the first reading another may be, as an energy, and be asked about with it."""
WORTH_OFFERING = 2.5
"""The same for one that is only offered."""
_FEW = 25


class Otherwise(NamedTuple):
    """Another reading, and how much less likely it is than the first; less than 0 means likelier."""

    spans: Spans
    gap: float


def otherwise(spans: Spans, index: NameIndex) -> tuple[Otherwise, ...]:
    """The question with one name read as a person instead of a thing, or as a thing, likeliest first.

    `spans` were read where things are likelier than people.
    """
    found = [
        Otherwise(replace(spans, all=(*spans.all[:at], other, *spans.all[at + 1 :])), gap)
        for at, span in enumerate(spans.all)
        for other, gap in _instead(span, index, somebody=bool(spans.of(Part.ATHLETE)))
    ]
    return tuple(sorted(found, key=lambda one: one.gap))


def _instead(span: Span, index: NameIndex, *, somebody: bool) -> Iterator[tuple[Span, float]]:
    folded = [word.folded for word in span.words]
    if span.part is Part.ATHLETE:
        things = index.find(folded, NO_ATHLETES, limit=_FEW)
        for part, kinds in KINDS.items():
            found = tuple(one for one in things if one.kind in kinds and one.cost <= AS_GOOD)
            if found:
                yield _as(part, span, found), _least(found) - _least(span.found) - UNLIKELY
    elif (
        span.found and not somebody and all(index.bearers([word], KINDS[Part.ATHLETE])[0] for word in folded)
    ):
        people = index.find(folded, KINDS[Part.ATHLETE], limit=_FEW)
        found = tuple(one for one in people if one.cost <= A_NAME)
        if found:
            yield _as(Part.ATHLETE, span, found), _least(found) + UNLIKELY - _least(span.found)


def _as(part: Part, span: Span, found: tuple[Found, ...]) -> Span:
    return Span(part, span.words, A_PART + min(one.cost for one in found), found)


def _least(found: tuple[Found, ...]) -> float:
    return min(one.ranked for one in found)

"""Splitting a question into its parts: the cheapest way to read every word as something.

Each stretch of up to six words may be a name (of an athlete, a place, a discipline …), a keyword, a year, a
word that says nothing, or unknown. Dynamic programming over the words picks the reading whose costs add
up to the least, so that "amos serem" is one man and "serem bakkali" are two. Looking up names is what takes
time, so only those are looked up that the cheapest reading may hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.names import NameIndex
from knowledge.questions.query.keywords import UNKNOWN_WORD
from knowledge.questions.query.segment_reader import A_NAME, A_PART, AS_GOOD, KINDS, Interpretation, Reader
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType
from knowledge.questions.query.tokenizer import Token

_SOMEWHERE = frozenset({SegmentType.WHERE, SegmentType.NATION})

LONGEST_NAME = 6
ONE_TOO_MANY = 1.0
"""How much dearer each athlete becomes where there are more than asked about: then two are one misspelled."""


def segment_words(
    words: Sequence[Token],
    index: NameIndex,
    *,
    prefer: SegmentType,
    this_year: int,
    people: int | None = None,
    typing: bool = False,
    last: SegmentType | None = None,
) -> Segmentation:
    """The cheapest reading of the words; where two cost the same, the one that names `prefer`.

    More than `people` athletes, or more than one on a side, are only read where no other reading is near.
    With `typing` the last word may not be typed to its end yet; with `last` it is read as that part only.
    """
    reader = Reader(words, index, prefer, this_year, typing)
    stretches = {
        (start, end): [
            interpretation
            for interpretation in reader.options(start, end)
            if last is None or end < len(words) or interpretation.type in {last, SegmentType.UNKNOWN}
        ]
        for end in range(1, len(words) + 1)
        for start in range(max(0, end - LONGEST_NAME), end)
    }
    way = _read_path(reader, stretches, len(words))
    if people is not None and _crowded(way.segmentation, people):
        for options in stretches.values():
            for interpretation in options:
                interpretation.cost += ONE_TOO_MANY if interpretation.type is SegmentType.ATHLETE else 0.0
        other = _read_path(reader, stretches, len(words))
        way = other if len(other.segmentation) < len(way.segmentation) else way
    return Segmentation(tuple(reader.with_all_candidates(segment) for segment in way.segmentation), way.cost)


class _Path(NamedTuple):
    """A way through the words, and what it costs."""

    segmentation: tuple[Segment, ...]
    cost: float


def _read_path(
    reader: Reader, stretches: Mapping[tuple[int, int], list[Interpretation]], words: int
) -> _Path:
    """The cheapest way through the words: what may be on it is looked up until all of it is known."""
    cheapest = {at: min(options, key=_cost) for at, options in stretches.items() if options}
    while True:
        cost, path = _cheapest_path(cheapest, words)
        unread = [at for at in path if cheapest[at].segment is None]
        if not unread:
            read = ((cheapest[at].segment, stretches[at]) for at in path)
            return _Path(
                tuple(_whole(segment, others) for segment, others in read if segment is not None), cost
            )
        for at in unread:
            reader.read(*at, cheapest[at], stretches[at])
            cheapest[at] = min(stretches[at], key=_cost)


def _crowded(segmentation: Sequence[Segment], people: int) -> bool:
    """Whether more athletes are read than a question is about, or several on one of its sides."""
    sides = [segment.words[0].side for segment in segmentation if segment.type is SegmentType.ATHLETE]
    sided = any(segment.words[0].side for segment in segmentation)
    return len(sides) > people or (sided and len(set(sides)) < len(sides))


def _whole(segment: Segment, others: Iterable[Interpretation]) -> Segment:
    """How a stretch is read; a place that is a nation as well, as Singapore is, may be both."""
    also = [
        other.segment
        for other in others
        if other.segment is not None
        and other.type in _SOMEWHERE
        and abs(other.cost - segment.cost) <= AS_GOOD
    ]
    if segment.type not in _SOMEWHERE or len(also) == 1:
        return segment
    found = sorted((one for other in also for one in other.candidates), key=lambda one: one.posterior_cost)
    return replace(segment, type=SegmentType.WHERE, candidates=tuple(found))


def _cost(interpretation: Interpretation) -> float:
    return interpretation.cost


def _cheapest_path(
    cheapest: Mapping[tuple[int, int], Interpretation], words: int
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The stretches, one after the other, that cost the least; of equal ones those with the longest last."""
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    for end in range(1, words + 1):
        path_ = [
            (best[start][0] + cheapest[start, end].cost, start)
            for start in range(max(0, end - LONGEST_NAME), end)
            if (start, end) in cheapest
        ]
        cost, start = min(path_)
        best.append((cost, (*best[start][1], (start, end))))
    return best[-1]


def force_people(segmentation: Segmentation, index: NameIndex, needed: int) -> Segmentation:
    """The same with as many people as are needed, where some are hidden in a place, a nation or an event.

    `bol` is Bolivia's code and Femke Bol, `long` an event and McKenzie Long; who is asked about says which.
    """
    missing = needed - len(segmentation.of(SegmentType.ATHLETE))
    hidden: dict[int, Segment] = {}
    for at, segment in enumerate(segmentation.segments):
        if missing > 0 and segment.type in {SegmentType.WHERE, SegmentType.NATION, SegmentType.DISCIPLINE}:
            found = index.search([word.folded for word in segment.words], KINDS[SegmentType.ATHLETE])
            cost = min((one.cost for one in found), default=UNKNOWN_WORD)
            if cost <= A_NAME + min((one.cost for one in segment.candidates), default=0.0):
                hidden[at] = Segment(SegmentType.ATHLETE, segment.words, A_PART + cost, found)
    if not 0 < len(hidden) <= missing:
        return segmentation
    return replace(
        segmentation,
        segments=tuple(hidden.get(at, segment) for at, segment in enumerate(segmentation.segments)),
    )

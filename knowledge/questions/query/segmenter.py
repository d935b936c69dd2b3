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
from knowledge.questions.query.segment_reader import A_NAME, A_PART, AS_GOOD, KINDS, Option, Reader
from knowledge.questions.query.segments import Part, Span, Spans
from knowledge.questions.query.tokenizer import Word

_SOMEWHERE = frozenset({Part.WHERE, Part.NATION})

LONGEST_NAME = 6
ONE_TOO_MANY = 1.0
"""How much dearer each athlete becomes where there are more than asked about: then two are one misspelled."""


def split(
    words: Sequence[Word],
    index: NameIndex,
    *,
    prefer: Part,
    this_year: int,
    people: int | None = None,
    typing: bool = False,
    last: Part | None = None,
) -> Spans:
    """The cheapest reading of the words; where two cost the same, the one that names `prefer`.

    More than `people` athletes, or more than one on a side, are only read where no other reading is near.
    With `typing` the last word may not be typed to its end yet; with `last` it is read as that part only.
    """
    reader = Reader(words, index, prefer, this_year, typing)
    stretches = {
        (start, end): [
            option
            for option in reader.options(start, end)
            if last is None or end < len(words) or option.part in {last, Part.UNKNOWN}
        ]
        for end in range(1, len(words) + 1)
        for start in range(max(0, end - LONGEST_NAME), end)
    }
    way = _read_path(reader, stretches, len(words))
    if people is not None and _crowded(way.spans, people):
        for options in stretches.values():
            for option in options:
                option.cost += ONE_TOO_MANY if option.part is Part.ATHLETE else 0.0
        other = _read_path(reader, stretches, len(words))
        way = other if len(other.spans) < len(way.spans) else way
    return Spans(tuple(reader.everybody(span) for span in way.spans), way.cost)


class _Path(NamedTuple):
    """A way through the words, and what it costs."""

    spans: tuple[Span, ...]
    cost: float


def _read_path(reader: Reader, stretches: Mapping[tuple[int, int], list[Option]], words: int) -> _Path:
    """The cheapest way through the words: what may be on it is looked up until all of it is known."""
    cheapest = {at: min(options, key=_cost) for at, options in stretches.items() if options}
    while True:
        cost, path = _cheapest_path(cheapest, words)
        unread = [at for at in path if cheapest[at].span is None]
        if not unread:
            read = ((cheapest[at].span, stretches[at]) for at in path)
            return _Path(tuple(_whole(span, others) for span, others in read if span is not None), cost)
        for at in unread:
            reader.read(*at, cheapest[at], stretches[at])
            cheapest[at] = min(stretches[at], key=_cost)


def _crowded(spans: Sequence[Span], people: int) -> bool:
    """Whether more athletes are read than a question is about, or several on one of its sides."""
    sides = [span.words[0].part for span in spans if span.part is Part.ATHLETE]
    sided = any(span.words[0].part for span in spans)
    return len(sides) > people or (sided and len(set(sides)) < len(sides))


def _whole(span: Span, others: Iterable[Option]) -> Span:
    """How a stretch is read; a place that is a nation as well, as Singapore is, may be both."""
    also = [
        other.span
        for other in others
        if other.span is not None and other.part in _SOMEWHERE and abs(other.cost - span.cost) <= AS_GOOD
    ]
    if span.part not in _SOMEWHERE or len(also) == 1:
        return span
    found = sorted((one for other in also for one in other.found), key=lambda one: one.ranked)
    return replace(span, part=Part.WHERE, found=tuple(found))


def _cost(option: Option) -> float:
    return option.cost


def _cheapest_path(
    cheapest: Mapping[tuple[int, int], Option], words: int
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


def with_people(spans: Spans, index: NameIndex, needed: int) -> Spans:
    """The same with as many people as are needed, where some are hidden in a place, a nation or an event.

    `bol` is Bolivia's code and Femke Bol, `long` an event and McKenzie Long; who is asked about says which.
    """
    missing = needed - len(spans.of(Part.ATHLETE))
    hidden: dict[int, Span] = {}
    for at, span in enumerate(spans.all):
        if missing > 0 and span.part in {Part.WHERE, Part.NATION, Part.DISCIPLINE}:
            found = index.find([word.folded for word in span.words], KINDS[Part.ATHLETE])
            cost = min((one.cost for one in found), default=UNKNOWN_WORD)
            if cost <= A_NAME + min((one.cost for one in span.found), default=0.0):
                hidden[at] = Span(Part.ATHLETE, span.words, A_PART + cost, found)
    if not 0 < len(hidden) <= missing:
        return spans
    return replace(spans, all=tuple(hidden.get(at, span) for at, span in enumerate(spans.all)))

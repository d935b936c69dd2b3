"""Segment a question: the interpretation of all its words that costs the least.

A run of up to LONGEST_NAME words is a name, a keyword, a stop word or unknown. Dynamic programming finds
the cheapest sequence of runs, so that "amos serem" is one athlete and "serem bakkali" are two. Looking up
names is the slow step, so only the names on a path that can still be the cheapest are looked up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from knowledge.names import NameIndex
from knowledge.questions.query.segment_reader import (
    A_NAME,
    EQUAL_MARGIN,
    MAX_WHOLE_NAME,
    UNKNOWN_WORD,
    Interpretation,
    RunReader,
    SegmentReader,
)
from knowledge.questions.query.segments import (
    KINDS,
    NOT_ATHLETES,
    Segment,
    Segmentation,
    SegmentType,
    Token,
    has_separator,
)

_PLACES = frozenset({SegmentType.WHERE, SegmentType.NATION})

LONGEST_NAME = 6
"""Words of the longest run that is read as one segment."""
TOO_MANY_ATHLETES = 1.0
"""Nats added to each athlete where there are more than the question is about: one is then misspelled."""

_Run = tuple[int, int]
"""The positions of the first word of a run and of the word after it."""


def segment_words(
    words: Sequence[Token],
    index: NameIndex,
    *,
    prefer: SegmentType,
    this_year: int,
    people: int | None = None,
) -> Segmentation:
    """Return the cheapest segmentation of the words; of equal ones, that with names of the type `prefer`.

    More than `people` athletes, or more than one on a side, are avoided where the cost is close.
    """
    return segment_runs(RunReader(words, index, this_year), prefer=prefer, people=people)


def segment_runs(
    known: RunReader,
    *,
    prefer: SegmentType,
    people: int | None = None,
    typing: bool = False,
    last: SegmentType | None = None,
) -> Segmentation:
    """The same of words that are segmented several times.

    With `typing` the last word may be unfinished. With `last` the last segment is of this type or unknown.
    """
    reader, words = SegmentReader(known, prefer, typing=typing), len(known.words)
    runs = {
        (start, end): [
            interpretation
            for interpretation in reader.interpretations(start, end)
            if last is None or end < words or interpretation.type in {last, SegmentType.UNKNOWN}
        ]
        for end in range(1, words + 1)
        for start in range(max(0, end - LONGEST_NAME), end)
    }
    path = _cheapest(reader, runs, words)
    if people is not None and _has_too_many_athletes(path.segments, people):
        _penalize_athletes(runs)
        other = _cheapest(reader, runs, words)
        path = other if len(other.segments) < len(path.segments) else path
    return Segmentation(tuple(reader.with_all_candidates(segment) for segment in path.segments), path.cost)


class _Path(NamedTuple):
    """A sequence of segments for all words, and its cost in nats."""

    segments: tuple[Segment, ...]
    cost: float


def _cheapest(reader: SegmentReader, runs: Mapping[_Run, list[Interpretation]], words: int) -> _Path:
    """Return the cheapest path. Names on it are looked up, which may raise its cost, until all are known."""
    cheapest = {run: min(options, key=_cost) for run, options in runs.items() if options}
    while True:
        cost, path = _cheapest_runs(cheapest, words)
        pending = [run for run in path if cheapest[run].segment is None]
        if not pending:
            return _Path(_segments(path, cheapest, runs), cost)
        for run in pending:
            reader.look_up(*run, cheapest[run], runs[run])
            cheapest[run] = min(runs[run], key=_cost)


def _segments(
    path: Iterable[_Run],
    cheapest: Mapping[_Run, Interpretation],
    runs: Mapping[_Run, Sequence[Interpretation]],
) -> tuple[Segment, ...]:
    chosen = ((cheapest[run].segment, runs[run]) for run in path)
    return tuple(_with_equal_places(segment, others) for segment, others in chosen if segment is not None)


def _has_too_many_athletes(segments: Sequence[Segment], people: int) -> bool:
    """Whether there are more athletes than the question is about, or several on one side."""
    sides = [segment.words[0].side for segment in segments if segment.type is SegmentType.ATHLETE]
    has_sides = any(segment.words[0].side for segment in segments)
    return len(sides) > people or (has_sides and len(set(sides)) < len(sides))


def _penalize_athletes(runs: Mapping[_Run, Iterable[Interpretation]]) -> None:
    for options in runs.values():
        for interpretation in options:
            if interpretation.type is SegmentType.ATHLETE:
                interpretation.cost += TOO_MANY_ATHLETES


def _with_equal_places(segment: Segment, others: Iterable[Interpretation]) -> Segment:
    """Add the candidates of the other type to a place that is equally well a nation, such as Singapore."""
    equal = [
        other.segment
        for other in others
        if other.segment is not None
        and other.type in _PLACES
        and abs(other.cost - segment.cost) <= EQUAL_MARGIN
    ]
    if segment.type not in _PLACES or len(equal) == 1:
        return segment
    candidates = (one for other in equal for one in other.candidates)
    ranked = sorted(candidates, key=lambda one: one.posterior_cost)
    return replace(segment, type=SegmentType.WHERE, candidates=tuple(ranked))


def _cost(interpretation: Interpretation) -> float:
    return interpretation.cost


def _cheapest_runs(cheapest: Mapping[_Run, Interpretation], words: int) -> tuple[float, tuple[_Run, ...]]:
    """Return the cost and the runs of the cheapest path; of equal ones, that with the longest last run."""
    best: list[tuple[float, tuple[_Run, ...]]] = [(0.0, ())]
    for end in range(1, words + 1):
        ways = [
            (best[start][0] + cheapest[start, end].cost, start)
            for start in range(max(0, end - LONGEST_NAME), end)
            if (start, end) in cheapest
        ]
        cost, start = min(ways)
        best.append((cost, (*best[start][1], (start, end))))
    return best[-1]


def force_people(segmentation: Segmentation, index: NameIndex, needed: int) -> Segmentation:
    """Reinterpret places, nations and disciplines as athletes where the question needs more athletes.

    `bol` is the code of Bolivia and Femke Bol, `long` a discipline and McKenzie Long. The segmentation is
    returned unchanged where more segments could be athletes than are missing.
    """
    missing = needed - len(segmentation.of(SegmentType.ATHLETE))
    if missing <= 0:
        return segmentation
    hidden: dict[int, Segment] = {}
    for at, segment in enumerate(segmentation.segments):
        if segment.type in NOT_ATHLETES:
            athletes = index.search([word.folded for word in segment.words], KINDS[SegmentType.ATHLETE])
            cost = min((one.cost for one in athletes), default=UNKNOWN_WORD)
            if cost <= MAX_WHOLE_NAME + min((one.cost for one in segment.candidates), default=0.0):
                hidden[at] = Segment(SegmentType.ATHLETE, segment.words, A_NAME + cost, athletes)
    if not 0 < len(hidden) <= missing:
        return segmentation
    segments = (hidden.get(at, segment) for at, segment in enumerate(segmentation.segments))
    return replace(segmentation, segments=tuple(segments))


Words = tuple[Token, ...]


class Grammar(NamedTuple):
    """How the words of a kind of question are segmented.

    `prefers` is the type of segment that wins where two fit equally well; `sided` says whether separators
    (`v`, a comma) divide the words between two athletes; `people` is the number of athletes asked about.
    """

    prefers: SegmentType
    sided: bool
    people: int

    def sides(self, words: Words) -> Words:
        """The words, all on one side where this grammar has no sides."""
        return words if self.sided else tuple(word._replace(side=0) for word in words)

    def named(self, words: Words, index: NameIndex, today: date) -> Segmentation:
        """The segments of a text, with no more athletes than it names outright."""
        return segment_words(
            self.sides(words),
            index,
            prefer=self.prefers,
            this_year=today.year,
            people=max(self.people, 1),
        )

    def segments(self, words: Words, index: NameIndex, today: date) -> Segmentation:
        """The segments of a text, with all the athletes asked about where other segments may hide them."""
        return force_people(self.named(words, index, today), index, self.people)


RACE = Grammar(SegmentType.WHERE, sided=False, people=0)
ATHLETE = Grammar(SegmentType.ATHLETE, sided=False, people=1)
PAIR = Grammar(SegmentType.ATHLETE, sided=True, people=2)


class FreeText:
    """A text without a command. `opposes` says whether it has a separator such as `v`.

    Segmentations are cached: each kind of question looks at them in turn.
    """

    def __init__(self, text: str, words: Words, index: NameIndex, today: date) -> None:
        self.opposes = has_separator(text)
        self._words = words
        self._index = index
        self._today = today
        self._named: dict[Grammar, Segmentation] = {}

    def named(self, grammar: Grammar) -> Segmentation:
        """The segments, with no more athletes than the text names outright."""
        if grammar not in self._named:
            self._named[grammar] = grammar.named(self._words, self._index, self._today)
        return self._named[grammar]

    def with_people(self, grammar: Grammar, people: int) -> Segmentation:
        """The segments, with this many athletes where other segments may hide them."""
        return force_people(self.named(grammar), self._index, people)

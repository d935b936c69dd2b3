"""What came of asking for many names: how many were right, and how long it took."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.naming.alone import Answer
from benchmarks.naming.people import Person
from benchmarks.naming.queries import Query


@dataclass
class Score:
    """What came of the queries of one kind; times in milliseconds."""

    first: list[bool] = field(default_factory=list)
    five: list[bool] = field(default_factory=list)
    drawn: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, people: Sequence[Person], query: Query, answer: Answer) -> None:
        """Count a query in."""
        right = [query.means(people[number]) for number in answer.numbers[:5]]
        self.times.append(answer.took)
        self.first.append(right[:1] == [True])
        self.five.append(any(right))
        self.drawn.append(bool(answer.numbers) and people[answer.numbers[0]].id == query.target)


class Averages(NamedTuple):
    """First right and in five averaged over the kinds; median, 99th percentile and most of all times."""

    first: float
    five: float
    median: float
    high: float
    most: float


def percentile(values: Sequence[float], part: float) -> float:
    """The value that this part of them is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def scored(people: Sequence[Person], queries: Sequence[Query], answers: Sequence[Answer]) -> dict[str, Score]:
    """The scores by kind, in the order in which the kinds come."""
    scores: dict[str, Score] = defaultdict(Score)
    for query, answer in zip(queries, answers, strict=True):
        scores[query.kind].add(people, query, answer)
    return dict(scores)


def averages(scores: dict[str, Score]) -> Averages:
    """The averages over all kinds."""
    times = [took for score in scores.values() for took in score.times]
    return Averages(
        fmean(fmean(score.first) for score in scores.values()),
        fmean(fmean(score.five) for score in scores.values()),
        median(times),
        percentile(times, 0.99),
        max(times),
    )

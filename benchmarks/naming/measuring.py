"""Asking a finder many queries: how many it gets right, and how long it takes."""

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from benchmarks.naming.people import Person
from benchmarks.naming.queries import Query
from benchmarks.naming.rivals import Finder


@dataclass
class Score:
    """What came of the queries of one kind; times are of the processor, in milliseconds."""

    first: list[bool] = field(default_factory=list)
    five: list[bool] = field(default_factory=list)
    drawn: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Miss:
    """A query of which the first answer is wrong."""

    query: Query
    meant: Person
    found: Person | None


def percentile(values: Sequence[float], part: float) -> float:
    """The value that this part of them is not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def ask(
    finder: Finder, people: Sequence[Person], queries: Iterable[Query]
) -> tuple[dict[str, Score], list[Miss]]:
    """Ask the queries in a random order; the scores by kind, and what was missed."""
    by_id = {person.id: person for person in people}
    shuffled = list(queries)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - a reproducible order, no secrets
    scores: dict[str, Score] = defaultdict(Score)
    misses = []
    for query in shuffled[:20]:
        finder.find(query.text, typing=query.typing)
    for query in shuffled:
        begin = time.thread_time()
        numbers = finder.find(query.text, typing=query.typing)
        took = (time.thread_time() - begin) * 1000
        right = [query.means(people[number]) for number in numbers[:5]]
        score = scores[query.kind]
        score.times.append(took)
        score.first.append(right[:1] == [True])
        score.five.append(any(right))
        score.drawn.append(bool(numbers) and people[numbers[0]].id == query.target)
        if right[:1] != [True]:
            misses.append(Miss(query, by_id[query.target], people[numbers[0]] if numbers else None))
    return dict(scores), misses


def averages(scores: dict[str, Score]) -> tuple[float, float, float, float, float]:
    """First right and in five averaged over the kinds; median, 99th percentile and most of all times."""
    times = [took for score in scores.values() for took in score.times]
    return (
        fmean(fmean(score.first) for score in scores.values()),
        fmean(fmean(score.five) for score in scores.values()),
        median(times),
        percentile(times, 0.99),
        max(times),
    )

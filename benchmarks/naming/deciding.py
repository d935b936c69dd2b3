"""NIL prediction: names linked, asked about or predicted NIL, a fifth of the athletes not being in the index.

The weights of `knowledge.names.linking.nil` are fitted here on half of the athletes, by birth date, and
measured on the other half, with other draws and with other athletes left out.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.naming.people import LISTS, PARIS, ROME, Person, filled_up, real_people
from benchmarks.naming.queries import PAIRS, Query, made, real, real_pairs, tuned_on
from knowledge.names import NameIndex, Tie, fold, tokens
from knowledge.names.linking.disambiguation import TIE_MARGIN, p_not_nil
from knowledge.names.linking.nil import (
    MAX_NEAREST,
    MIN_P_ALONE,
    NIL_WEIGHTS,
    link_mention,
    nil_cost_by_evidence,
    nil_evidence,
    probabilities,
)

NAMES = 100_000
FEWER = (4_000, 20_000)
"""Among how many names the null candidate is fitted as well, for there may be few."""
EACH = 300
ABSENT = 4_000
"""How many of each half are left out of the index."""
THERE_TO_ABSENT = 4
FITTED_ON, MEASURED_ON = 11, 12
"""Seeds."""
WHOLE = frozenset(
    (
        "exact",
        "capitals, spaces",
        "swapped",
        "one typo",
        "two typos",
        "swapped, one typo",
        "two words joined",
        "a word split",
        "transliterated",
        "real respelling",
        "real longer or shorter form",
    )
)
"""The kinds that are typed with given and family name."""
BARS = (0.5, 0.8, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
MOST_ABSENT = 0.006
"""The share of the absent that may be accepted where the bar is chosen, with room to the goal of 0.01."""
SAID = (0.0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 1.0)
"""The bounds between which what is said is compared with what is right."""
FIVE = 5


class Asked(NamedTuple):
    """A query, whether its athlete is in the index, and what the decision is based on.

    `best` is the least cost in nats and `told` the evidence. `near` says of each tied candidate whether it is
    right, `five` whether one of the first five is, `first` whether the first is the athlete drawn, and `said`
    the probability of that.
    """

    query: Query
    there: bool
    best: float
    told: tuple[float, ...]
    near: tuple[bool, ...]
    first: bool
    five: bool
    said: float

    @property
    def sure(self) -> float:
        """The probability that the name is not NIL."""
        return p_not_nil(self.best, nil_cost_by_evidence(self.told)) if self.near else 0.0


@dataclass
class Tally:
    """What came of queries at one bar."""

    accepted: int = 0
    right: int = 0
    absent: int = 0
    absent_accepted: int = 0
    whole: int = 0
    whole_accepted: int = 0
    asked: int = 0
    asked_in_five: int = 0
    refused: int = 0
    refused_in_five: int = 0


def tally(queries: Iterable[Asked], bar: float) -> Tally:
    """Count what becomes of the queries where this probability is needed to link or to ask."""
    of = Tally()
    for one in queries:
        sure = one.sure >= bar
        accepts = sure and len(one.near) == 1
        of.accepted += accepts
        of.right += accepts and one.near[0]
        if not one.there:
            of.absent += 1
            of.absent_accepted += accepts and not one.near[0]
            continue
        of.whole += one.query.kind in WHOLE
        of.whole_accepted += accepts and one.query.kind in WHOLE
        of.asked += sure and not accepts
        of.asked_in_five += sure and not accepts and any(one.near[:FIVE])
        of.refused += not sure
        of.refused_in_five += not sure and one.five
    return of


def main() -> None:
    """Print the section, or why there is none."""
    if not all(path.is_file() for path in (LISTS, PARIS, ROME, PAIRS)):
        print(
            f"deciding: skipped, {LISTS.parent} does not hold the lists, Paris, Rome and the pairs of names."
        )
        return
    people = filled_up(real_people(), NAMES)
    out = _taken_out(people)
    there = [person for person in people if person.id not in out]
    index = NameIndex(person.entry for person in there)
    fitted_on = list(_asked_about(index, people, there, FITTED_ON, tuned=True))
    measured = list(_asked_about(index, people, there, MEASURED_ON, tuned=False))
    fewer: list[Asked] = []
    for size in FEWER:
        alive = [person for person in there if person.real]
        few = random.Random(size).sample(alive, size)  # noqa: S311 - reproducible draws, no secrets
        fewer += _asked_about(NameIndex(one.entry for one in few), people, few, size, tuned=True)
    print("## Deciding: one is meant, several may be, or nobody is\n")
    _show_what_is_asked(measured, len(index))
    _show_goals(measured, _namesakes(index, there))
    _show_bars(measured)
    _show_calibration(measured)
    _show_fit(fitted_on, fewer)


def _taken_out(people: Sequence[Person]) -> frozenset[str]:
    drawn = random.Random(FITTED_ON)  # noqa: S311 - reproducible draws, no secrets
    halves = (
        [person for person in people if person.real and tuned_on(person.born) is tuned]
        for tuned in (True, False)
    )
    return frozenset(person.id for half in halves for person in drawn.sample(half, ABSENT))


def _asked_about(
    index: NameIndex, people: Sequence[Person], there: Sequence[Person], seed: int, *, tuned: bool
) -> Iterator[Asked]:
    """Queries about one half of the real people, of which every fifth is about somebody not in the index."""
    half = {person.id: person for person in people if person.real and tuned_on(person.born) is tuned}
    indexed = {person.id: person for person in there}
    inside = [one for id_, one in half.items() if id_ in indexed]
    outside = [one for id_, one in half.items() if id_ not in indexed]
    pairs = [query for query in real(people, real_pairs(people)) if query.target in half]
    asked = [
        *made(inside, EACH, seed=seed),
        *(query for query in pairs if query.target in indexed),
    ]
    absent = [
        *made(outside, EACH, seed=seed),
        *(query for query in pairs if query.target not in indexed),
    ]
    asked, absent = ([query for query in some if not query.typing] for some in (asked, absent))
    drawn = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    absent = drawn.sample(absent, min(len(absent), len(asked) // THERE_TO_ABSENT))
    for query in (*asked, *absent):
        yield _asked(index, indexed, query)


def _asked(index: NameIndex, indexed: dict[str, Person], query: Query) -> Asked:
    words, there = tokens(query.text), query.target in indexed
    found = index.search(words, {"athlete"}, loose=True, limit=MAX_NEAREST)
    if not found:
        return Asked(query, there, 0.0, (), (), first=False, five=False, said=0.0)
    best = min(one.cost for one in found)
    right = [query.means(indexed[one.id]) for one in found]
    near = tuple(
        is_right for one, is_right in zip(found, right, strict=True) if one.cost <= best + TIE_MARGIN
    )
    told = nil_evidence(words, index.frequencies(words, {"athlete"}), found)
    said = probabilities(found, nil_cost_by_evidence(told))[0]
    return Asked(query, there, best, told, near, found[0].id == query.target, any(right[:FIVE]), said)


def fitted(queries: Iterable[Asked]) -> tuple[float, ...]:
    """The weights of the NIL cost, in nats for each unit of evidence, that fit these queries best.

    A logistic regression, by Newton's method, of whether one of the best is right; what they cost is an
    energy as it is.
    """
    rows = [one for one in queries if one.near]
    told = np.array([one.told for one in rows])
    best = np.array([one.best for one in rows])
    right = np.array([float(any(one.near)) for one in rows])
    costs: NDArray[np.float64] = np.zeros(told.shape[1])
    for _ in range(30):
        said = 1 / (1 + np.exp(best - told @ costs))
        slope = told.T @ (right - said)
        bend = (told.T * (said * (1 - said))) @ told
        costs = costs + np.linalg.solve(bend, slope)
    return tuple(float(cost) for cost in costs)


def _namesakes(index: NameIndex, people: Sequence[Person]) -> tuple[int, int]:
    """How many names several athletes have, and how many of these are a tie of all of them."""
    bearers: dict[str, set[str]] = {}
    for person in people:
        bearers.setdefault(" ".join(sorted(fold(person.name).split())), set()).add(person.id)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1}
    asked = 0
    for name, ids in shared.items():
        decided = link_mention(index, tokens(name), {"athlete"}).link
        asked += isinstance(decided, Tie) and ids <= {one.id for one in decided.candidates}
    return len(shared), asked


def _show_what_is_asked(measured: Sequence[Asked], names: int) -> None:
    absent = sum(not one.there for one in measured)
    print(
        f"`resolve` over {names:,} names: {len(measured):,} texts, {absent:,} of them about athletes who are "
        "not there. The constants are fitted on people born on days whose digits add up to an even number; "
        "all that is said here is about the others, with other draws and other people missing.\n"
    )


def _show_goals(measured: Sequence[Asked], namesakes: tuple[int, int]) -> None:
    of = tally(measured, MIN_P_ALONE)
    shared, asked = namesakes
    print("| | here | goal |\n|---|--:|--:|")
    print(f"| accepted ones that are right | {_share(of.right, of.accepted)} | ≥ 0.990 |")
    print(f"| absent ones accepted | {_share(of.absent_accepted, of.absent)} | ≤ 0.010 |")
    print(f"| whole names that are there, accepted | {_share(of.whole_accepted, of.whole)} | ≥ 0.650 |")
    print(f"| asked back, the right one among five | {_share(of.asked_in_five, of.asked)} | ≥ 0.920 |")
    print(f"| said no though there, among the nearest five | {_share(of.refused_in_five, of.refused)} | |")
    print(f"| names that several bear ({shared:,}), asked back | {_share(asked, shared)} | 1.000 |\n")


def _show_bars(measured: Sequence[Asked]) -> None:
    """Print what is accepted at several bars."""
    print(
        "| bar | accepted | right of these | absent accepted | whole names accepted | asked back "
        "| among five then | said no though there |\n|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for bar in BARS:
        of = tally(measured, bar)
        shown = f"**{bar}**" if bar == MIN_P_ALONE else str(bar)
        print(
            f"| {shown} | {of.accepted} | {_share(of.right, of.accepted)} | "
            f"{_share(of.absent_accepted, of.absent)} | {_share(of.whole_accepted, of.whole)} | "
            f"{of.asked} | {_share(of.asked_in_five, of.asked)} | {of.refused} |"
        )
    print()


def _show_calibration(measured: Sequence[Asked]) -> None:
    """Print the calibration: how often a candidate of a given probability is right."""
    print("| said | somebody here is meant | is so | it is the first | is so |\n|---|--:|--:|--:|--:|")
    for low, high in pairwise(SAID):
        below = high if high < SAID[-1] else 2.0
        anybody = [any(one.near) for one in measured if low <= one.sure < below]
        first = [one.first for one in measured if low <= one.said < below]
        print(
            f"| {low:.2f} to {high:.2f} | {len(anybody)} | {_mean(anybody)} | {len(first)} | {_mean(first)} |"
        )
    print()


def _show_fit(fitted_on: Sequence[Asked], fewer: Sequence[Asked]) -> None:
    """Print what the other half proposes, beside what is used; `fewer` are asked among fewer names."""
    proposed = fitted((*fitted_on, *fewer))
    print("| what nobody costs | proposed | used |\n|---|--:|--:|")
    named = ("at all", "for how rare the words are", "a letter", "a word of others here")
    for name, fits, used in zip(named, proposed, NIL_WEIGHTS, strict=True):
        print(f"| {name} | {fits:.3f} | {used} |")
    fits_all = [bar for bar in BARS if _absent_accepted(fitted_on, bar) <= MOST_ABSENT]
    print(f"| the bar | {min(fits_all, default=1.0)} | {MIN_P_ALONE} |\n")
    print(
        f"Proposed by {len(fitted_on) + len(fewer):,} texts, {len(fewer):,} of them among {FEWER[0]:,} and "
        f"{FEWER[1]:,} names; the bar is the lowest of those above that accepts at most {MOST_ABSENT:.1%} of "
        f"the absent among {NAMES:,}."
    )


def _absent_accepted(queries: Sequence[Asked], bar: float) -> float:
    of = tally(queries, bar)
    return of.absent_accepted / of.absent


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _mean(said: Sequence[bool]) -> str:
    return f"{fmean(said):.3f}" if said else "–"


if __name__ == "__main__":
    main()

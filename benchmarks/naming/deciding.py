"""When it accepts, asks and says no, with a fifth of those asked about not there, at several bars."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.naming.people import Person
from benchmarks.naming.queries import Query, made, real, real_pairs
from knowledge.names import NameIndex, tokens
from knowledge.names.decision import MOST_NEAREST, NEAR, SURE, nobody

ABSENT = 3_000
EACH = 150
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
BARS = (0.5, 0.65, 0.8, 0.9, 0.95, 0.98)


class Asked(NamedTuple):
    """A query, whether whom it means is there, how sure it is that anybody is, and which near are right."""

    query: Query
    there: bool
    sure: float
    near: tuple[bool, ...]


@dataclass
class Tally:
    """What came of the queries at one bar."""

    accepted: int = 0
    right: int = 0
    absent: int = 0
    absent_accepted: int = 0
    whole: int = 0
    whole_accepted: int = 0
    asked: int = 0
    asked_in_five: int = 0

    def add(self, one: Asked, bar: float) -> None:
        """Count a query in."""
        accepts = len(one.near) == 1 and one.sure >= bar
        self.accepted += accepts
        self.right += accepts and one.near[0]
        if not one.there:
            self.absent += 1
            self.absent_accepted += accepts and not one.near[0]
            return
        self.whole += one.query.kind in WHOLE
        self.whole_accepted += accepts and one.query.kind in WHOLE
        if not accepts and len(one.near) > 1 and one.sure >= bar:
            self.asked += 1
            self.asked_in_five += any(one.near[:5])


def asked_about(people: Sequence[Person], seed: int = 11) -> list[Asked]:
    """Queries of which every fifth is about somebody who has been taken out of the index."""
    drawn = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    alive = [person for person in people if person.real]
    out = {person.id for person in drawn.sample(alive, ABSENT)}
    index = NameIndex(person.entry for person in people if person.id not in out)
    real_queries = real(people, real_pairs(people))
    there = made([person for person in alive if person.id not in out], EACH, seed=seed)
    there += [query for query in real_queries if query.target not in out]
    absent = made([person for person in alive if person.id in out], EACH // 2, seed=seed + 1)
    absent += [query for query in real_queries if query.target in out]
    absent = drawn.sample(absent, min(len(absent), len(there) // 4))
    by_id = {person.id: person for person in people}
    return [
        _asked(index, by_id, query, there=query.target not in out)
        for query in (*there, *absent)
        if not query.typing
    ]


def _asked(index: NameIndex, by_id: dict[str, Person], query: Query, *, there: bool) -> Asked:
    words = tokens(query.text)
    found = index.find(words, {"athlete"}, loose=True, limit=MOST_NEAREST)
    if not found:
        return Asked(query, there, 0.0, ())
    best = min(one.cost for one in found)
    near = tuple(query.means(by_id[one.id]) for one in found if one.cost <= best + NEAR)
    costs = nobody(index.bearers(words, {"athlete"}), index.count({"athlete"}))
    return Asked(query, there, 1 / (1 + math.exp(best - costs)), near)


def show_deciding(people: Sequence[Person]) -> None:
    """Print what is accepted at several bars, and how often who is said to be sure is right."""
    queries = asked_about(people)
    absent = sum(not one.there for one in queries)
    print(f"Deciding over {len(queries):,} texts, {absent:,} of them about athletes who are not there:\n")
    print(
        "| bar | accepted | right of these | absent accepted | whole names accepted | asked back "
        "| among five then |\n|--:|--:|--:|--:|--:|--:|--:|"
    )
    for bar in BARS:
        tally = Tally()
        for one in queries:
            tally.add(one, bar)
        shown = f"**{bar}**" if bar == SURE else str(bar)
        print(
            f"| {shown} | {tally.accepted} | {_share(tally.right, tally.accepted)} | "
            f"{_share(tally.absent_accepted, tally.absent)} | {_share(tally.whole_accepted, tally.whole)} | "
            f"{tally.asked} | {_share(tally.asked_in_five, tally.asked)} |"
        )
    print("\n| said to be sure by | texts with one answer | right |\n|---|--:|--:|")
    alone = [one for one in queries if len(one.near) == 1]
    for low, high in (
        (0.0, 0.2),
        (0.2, 0.5),
        (0.5, 0.8),
        (0.8, 0.9),
        (0.9, 0.95),
        (0.95, 0.99),
        (0.99, 1.01),
    ):
        there = [one.near[0] for one in alone if low <= one.sure < high]
        print(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(there)} | {_share(sum(there), len(there))} |")
    print()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"

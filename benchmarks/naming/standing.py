"""How well what somebody has done says who is meant by a family name: the past against who competes later."""

import math
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.outside import EVERYTHING, LISTS, take_in
from benchmarks.page import paragraph
from knowledge.names.linking.disambiguation import (
    MIN_P_BY_POPULARITY,
    Hypothesis,
    disambiguate,
    nil_cost_in_question,
)
from knowledge.store.reading.name_entries import CURATED, YEARS

LATER = "2024"
ROWS = """
SELECT athlete.slug, athlete.family_folded, race.date, edition.year, edition.recovered
FROM result JOIN athlete ON athlete.id = result.athlete_id JOIN race ON race.id = result.race_id
JOIN edition ON edition.id = race.edition_id
"""
_TENTHS = 10
_A_FAMILY_NAME_COSTS = 0.25


class Row(NamedTuple):
    """Somebody's result."""

    athlete: str
    family: str
    day: str
    year: int
    recovered: bool


class Past(NamedTuple):
    """The bearers of a family name with what each did before, and the one of them who competes later."""

    standing: tuple[float, ...]
    meant: int

    @property
    def likely(self) -> float:
        """How probable it says that the one is who does compete."""
        return (1 + self.standing[self.meant]) / (len(self.standing) + sum(self.standing))


def alike(_row: Row) -> float:
    """Every result counts the same."""
    return 1.0


def recent(row: Row) -> float:
    """The longer ago, the less."""
    age = 1 + (int(LATER) - 1 - row.year) / YEARS
    return 1 / (age * age)


def curated(row: Row) -> float:
    """As it is used: what curators wrote down counts most, too."""
    return recent(row) * (1 if row.recovered else CURATED)


Counted = Callable[[Row], float]
WAYS: dict[str, Counted] = {
    "every result alike": alike,
    "the recent more": recent,
    "the recent more, the curated most (as used)": curated,
}


def main() -> None:
    """Print the section, or why there is none."""
    if not LISTS.is_file():
        print("standing: skipped, ../shared/data doesn't hold the lists.")
        return
    with tempfile.TemporaryDirectory() as folder:
        take_in(Path(folder), EVERYTHING)
        with sqlite3.connect(next(Path(folder).glob("knowledge-*.sqlite"))) as database:
            rows = [Row(*values) for values in database.execute(ROWS)]
    pasts = {way: list(pasts_of(rows, counted)) for way, counted in WAYS.items()}
    *_, used = pasts.values()
    print("## Standing: who is meant by a family name that several bear\n")
    print(
        paragraph(
            f"""{len(used):,} athletes who compete in {LATER} or later, where curators wrote it down or in
            Paris or Rome, share their family name with others; what all of these did before says who is
            likeliest. That the past fades with the square of time was chosen by these very athletes, so none
            of this is unseen; it fades more slowly than would be best here, for not only who competes now is
            asked about. That what curators wrote down counts {CURATED:.0f} times is not chosen by this
            measure, which it hardly moves: they wrote down what this is about."""
        )
    )
    print("| what counts | the one first | likelihood a name |\n|---|--:|--:|")
    for way, found in pasts.items():
        first = fmean(past.standing[past.meant] == max(past.standing) for past in found)
        print(f"| {way} | {first:.3f} | {math.exp(fmean(math.log(past.likely) for past in found)):.3f} |")
    taken = list(_taken(used))
    print("\n| answered without asking, as the likeliest | here | goal |\n|---|--:|--:|")
    print(f"| of all | {len(taken) / len(used):.3f} | |")
    print(f"| right of these | {fmean(taken):.3f} | ≥ {MIN_P_BY_POPULARITY} |")


def pasts_of(rows: Iterable[Row], counted: Counted) -> Iterator[Past]:
    """The past of each family name that several bore before, for each of these who competes later."""
    did: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    later: dict[str, Row] = {}
    for row in rows:
        if row.day < LATER:
            did[row.family][row.athlete] += _TENTHS * counted(row)
        elif not row.recovered:
            later[row.athlete] = row
    for athlete, row in sorted(later.items()):
        bearers: Mapping[str, float] = did[row.family]
        if athlete in bearers and len(bearers) > 1:
            meant = list(bearers).index(athlete)
            yield Past(tuple(bearers.values()), meant)


def _taken(pasts: Iterable[Past]) -> Iterator[bool]:
    """Of those whom the past alone decides about, whether each is right."""
    for past in pasts:
        readings: Sequence[Hypothesis] = [
            Hypothesis(_A_FAMILY_NAME_COSTS, popularity=int(counts)) for counts in past.standing
        ]
        decision = disambiguate(readings, nil_cost_in_question(1))
        if decision.chosen is not None:
            yield decision.chosen == past.meant


if __name__ == "__main__":
    main()

"""The curated races as columns, filtered with vector operations and sorted indices."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store import Place

Rows = npt.NDArray[np.intp]
Costs = npt.NDArray[np.float64]
_Numbers = npt.NDArray[np.int32]

_NO_HEAT = -1


class Coded(NamedTuple):
    """A column of texts as numbers: `numbers` has the number of each text, `codes` that of each row.

    The rows of one number are in `sorted_rows`, from `starts` of the number to that of the next.
    """

    numbers: Mapping[str, int]
    codes: _Numbers
    sorted_rows: Rows
    starts: Rows

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Coded":
        """Return the column of these texts, one a row."""
        numbers: dict[str, int] = {}
        codes = np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.int32)
        counts = np.bincount(codes, minlength=len(numbers))
        return cls(numbers, codes, np.argsort(codes, kind="stable"), np.concatenate(([0], np.cumsum(counts))))

    def rows(self, text: str) -> Rows:
        """Return the rows with a text, in their order."""
        number = self.numbers.get(text)
        if number is None:
            return self.sorted_rows[:0]
        return self.sorted_rows[self.starts[number] : self.starts[number + 1]]

    def values(self, values: Mapping[str, float], missing: float) -> Costs:
        """Return the value of each row: that of its text, or `missing`."""
        return self.table(values, missing)[self.codes]

    def table(self, values: Mapping[str, float], missing: float) -> Costs:
        """Return the value of each number: that of its text, or `missing`."""
        table = np.full(len(self.numbers), missing)
        for text, value in values.items():
            if text in self.numbers:
                table[self.numbers[text]] = value
        return table


_CODED: Mapping[str, Callable[[RaceHead], str]] = {
    "competitions": lambda head: head.competition.id,
    "editions": lambda head: head.edition.id,
    "cities": lambda head: head.city.id,
    "venues": lambda head: head.venue or "",
    "nations": lambda head: head.nation.id,
    "tiers": lambda head: head.edition.tier,
    "disciplines": lambda head: head.discipline.id,
    "categories": lambda head: head.category,
    "rounds": lambda head: head.round,
}
"""The text of a race in each column, by the field of RaceFilter that has a condition on it."""
_FIELD_OF_PLACE = {
    "competition": "competitions",
    "edition": "editions",
    "city": "cities",
    "venue": "venues",
    "nation": "nations",
    "tier": "tiers",
}


class RaceColumns:
    """Races as columns, newest first, then by id: of equally probable races the lower row comes first."""

    def __init__(self, races: Collection[RaceHead]) -> None:
        self.made_of = races
        self.heads = sorted(races, key=lambda head: (-head.date.toordinal(), head.id))
        self.coded = {field: Coded.of(map(text, self.heads)) for field, text in _CODED.items()}
        self.edition_years = _numbers(head.edition.year for head in self.heads)
        self.in_heats = np.array([head.heat is not None for head in self.heads], np.bool_)
        self._heats = _numbers(_NO_HEAT if head.heat is None else head.heat for head in self.heads)
        self._years = _numbers(head.date.year for head in self.heads)
        self._days = _numbers(head.date.toordinal() for head in self.heads)

    def at(self, places: Iterable[Place]) -> list[Rows]:
        """Return the rows at each of the places."""
        return [self.coded[_FIELD_OF_PLACE[kind]].rows(id_) for kind, id_ in places]

    def of_disciplines(self, disciplines: Iterable[str]) -> list[Rows]:
        """Return the rows of each of the disciplines."""
        return [self.coded["disciplines"].rows(id_) for id_ in disciplines]

    def place_costs(self, costs: Mapping[Place, float], rows: Rows) -> Costs:
        """Return the least cost of the places that each of the rows is at; infinite at none of them."""
        least = np.full(len(rows), np.inf)
        for kind, field in _FIELD_OF_PLACE.items():
            of_kind = {id_: cost for (known, id_), cost in costs.items() if known == kind}
            if of_kind:
                column = self.coded[field]
                np.minimum(least, column.table(of_kind, np.inf)[column.codes[rows]], out=least)
        return least

    def discipline_costs(self, costs: Mapping[str, float], rows: Rows) -> Costs:
        """Return the cost of the discipline of each of the rows; 0 for others."""
        column = self.coded["disciplines"]
        return column.table(costs, 0.0)[column.codes[rows]]

    def fitting(self, where: RaceFilter, rows: Rows) -> Rows:
        """Return those of the rows that RaceFilter.matches is true of.

        Raises ValueError for conditions on single races, athletes or curation, of which there are no columns.
        """
        if where.races or where.athletes or where.curated is not None:
            raise ValueError(f"no column for a condition of {where}")
        for field, column in self.coded.items():
            wanted: Sequence[str] = getattr(where, field)
            if wanted:
                fits = column.table(dict.fromkeys(wanted, 1.0), 0.0) > 0
                rows = rows[fits[column.codes[rows]]]
        if where.heat is not None:
            rows = rows[self._heats[rows] == where.heat]
        return rows if where.any_time else self._in_time(where, rows)

    def _in_time(self, where: RaceFilter, rows: Rows) -> Rows:
        if where.years:
            wanted = list(where.years)
            rows = rows[np.isin(self.edition_years[rows], wanted) | np.isin(self._years[rows], wanted)]
        days = [None if day is None else day.toordinal() for day in (where.first_day, where.last_day)]
        rows = _between(rows, self._days, *days)
        return _between(rows, self._years, where.first_year, where.last_year)


def _between(rows: Rows, values: _Numbers, least: int | None, most: int | None) -> Rows:
    """Return the rows whose value is in a range, inclusive; None is an open end."""
    if least is not None:
        rows = rows[values[rows] >= least]
    return rows if most is None else rows[values[rows] <= most]


def _numbers(values: Iterable[int]) -> _Numbers:
    return np.array(list(values), np.int32)

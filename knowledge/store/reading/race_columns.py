"""The curated races as columns that a ranking reads: places, disciplines, rounds, years, and their heads."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store.columns import NONE, Rows, distinct
from knowledge.store.reading.entities import Entities
from knowledge.store.reading.places import Place
from knowledge.store.reading.races import fitting, rows_where

Costs = npt.NDArray[np.float64]


class Coded(NamedTuple):
    """A column of texts as numbers: `numbers` has the number of each text, `codes` that of each row.

    The rows of one number are in `sorted_rows`, from `starts` of the number to that of the next.
    """

    numbers: Mapping[str, int]
    codes: Rows
    sorted_rows: Rows
    starts: Rows

    @classmethod
    def of(cls, codes: Rows, text_of: Callable[[int], str]) -> "Coded":
        """The column of these codes of a table, whose texts are distinct."""
        used = distinct(codes)
        numbers = np.searchsorted(used, codes)
        starts = np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=len(used)))))
        texts = {text_of(code): number for number, code in enumerate(used.tolist())}
        return cls(texts, numbers, np.argsort(numbers, kind="stable"), starts)

    def rows(self, text: str) -> Rows:
        """The rows with a text, in their order."""
        number = self.numbers.get(text)
        if number is None:
            return self.sorted_rows[:0]
        return self.sorted_rows[self.starts[number] : self.starts[number + 1]]

    def values(self, values: Mapping[str, float], missing: float) -> Costs:
        """The value of each row: that of its text, or `missing`."""
        return self.table(values, missing)[self.codes]

    def table(self, values: Mapping[str, float], missing: float) -> Costs:
        """The value of each number: that of its text, or `missing`."""
        table = np.full(len(self.numbers), missing)
        for text, value in values.items():
            if text in self.numbers:
                table[self.numbers[text]] = value
        return table


class RaceColumns:
    """The curated races, newest first, then by id: of equally probable races the lower row comes first.

    `places` has a column for each kind of place.
    """

    def __init__(self, entities: Entities) -> None:
        tables = entities.tables
        race, edition = tables.race, tables.edition
        found = rows_where(entities, RaceFilter(curated=True))
        found = found[np.lexsort((race.slug.codes[found], -race.date.codes[found].astype(np.int64)))]
        self._entities = entities
        self._races = found
        editions = race.edition.codes[found]
        cities = edition.city.codes[editions]
        # NONE, -1, indexes the last item.
        venues = np.append(tables.venue.name.codes, NONE)[race.venue.codes[found]]
        self.places = {
            "competition": Coded.of(edition.competition.codes[editions], tables.competition.slug.__getitem__),
            "edition": Coded.of(editions, edition.slug.__getitem__),
            "city": Coded.of(cities, tables.city.slug.__getitem__),
            "venue": Coded.of(venues, lambda code: "" if code == NONE else tables.venue.name.texts[code]),
            "nation": Coded.of(tables.city.nation.codes[cities], tables.nation.slug.__getitem__),
            "tier": Coded.of(edition.tier.codes[editions], tuple(Tier).__getitem__),
        }
        self.disciplines = Coded.of(race.discipline.codes[found], tables.discipline.slug.__getitem__)
        self.categories = Coded.of(race.category.codes[found], tuple(Category).__getitem__)
        self.rounds = Coded.of(race.round.codes[found], tuple(Round).__getitem__)
        self.edition_years = edition.year.codes[editions].astype(np.int32)
        self.in_heats = race.heat.codes[found] != NONE

    def __len__(self) -> int:
        return len(self._races)

    def heads(self, rows: Rows) -> tuple[RaceHead, ...]:
        """The heads of these rows, in their order."""
        return self._entities.heads_of(self._races[rows].tolist())

    def at(self, places: Iterable[Place]) -> list[Rows]:
        """The rows at each of the places."""
        return [self.places[kind].rows(id_) for kind, id_ in places]

    def of_disciplines(self, disciplines: Iterable[str]) -> list[Rows]:
        """The rows of each of the disciplines."""
        return [self.disciplines.rows(id_) for id_ in disciplines]

    def place_costs(self, costs: Mapping[Place, float], rows: Rows) -> Costs:
        """The least cost of the places that each of the rows is at; infinite at none of them."""
        least = np.full(len(rows), np.inf)
        for kind, column in self.places.items():
            of_kind = {id_: cost for (known, id_), cost in costs.items() if known == kind}
            if of_kind:
                np.minimum(least, column.table(of_kind, np.inf)[column.codes[rows]], out=least)
        return least

    def discipline_costs(self, costs: Mapping[str, float], rows: Rows) -> Costs:
        """The cost of the discipline of each of the rows; 0 for others."""
        return self.disciplines.table(costs, 0.0)[self.disciplines.codes[rows]]

    def fitting(self, where: RaceFilter, rows: Rows) -> Rows:
        """Those of the rows that RaceFilter.matches is true of."""
        return rows[fitting(self._entities.tables, where, self._races[rows])]

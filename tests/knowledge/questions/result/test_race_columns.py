"""Columns of races say of every race what its head says."""

import numpy as np
import pytest

from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.questions.result.race_columns import RaceColumns
from knowledge.store import KnowledgeBase, places_of
from tests.knowledge.models.test_filter import filters_of
from tests.knowledge.questions.made import MILE, SHOT, head


@pytest.fixture(scope="module")
def columns(kb: KnowledgeBase) -> RaceColumns:
    return RaceColumns(kb.curated_races())


def test_rows_are_the_newest_first_and_of_one_day_by_id() -> None:
    old, new, other = head("2023-06-01"), head("2024-06-01"), head("2024-06-01", discipline=SHOT)
    assert RaceColumns([other, old, new]).heads == [new, other, old]


def test_the_rows_that_fit_are_those_that_match(kb: KnowledgeBase, columns: RaceColumns) -> None:
    every = np.arange(len(columns.heads))
    heat = kb.races(RaceFilter(heat=2))[0]
    tried = [
        where
        for race in (columns.heads[0], heat)
        for where in filters_of(race)
        if not where.races and where.curated is None
    ]
    for where in (*tried, RaceFilter(years=(1900,)), RaceFilter(cities=(heat.city.id,), heat=2)):
        rows = columns.fitting(where, every).tolist()
        assert rows == [row for row, race in enumerate(columns.heads) if where.matches(race)], where


def test_a_year_is_that_of_the_edition_or_of_the_race() -> None:
    columns = RaceColumns([head("2021-08-01", year=2020), head("2019-08-01")])
    fitting = [
        columns.fitting(RaceFilter(years=(year,)), np.arange(2)).tolist() for year in (2021, 2020, 2019)
    ]
    assert fitting == [[0], [0], [1]]


def test_only_the_rows_given_are_looked_at(columns: RaceColumns) -> None:
    assert columns.fitting(RaceFilter(), np.array([3, 1])).tolist() == [3, 1]


@pytest.mark.parametrize("where", [RaceFilter(athletes=(AthleteId("a-b"),)), RaceFilter(curated=True)])
def test_a_condition_without_a_column_is_refused(columns: RaceColumns, where: RaceFilter) -> None:
    with pytest.raises(ValueError, match="no column"):
        columns.fitting(where, np.arange(2))


def test_the_rows_at_a_place_are_found_by_it(columns: RaceColumns) -> None:
    for place in places_of(columns.heads[0]):
        (rows,) = columns.at([place])
        assert rows.tolist() == [row for row, race in enumerate(columns.heads) if place in places_of(race)]
    assert [rows.tolist() for rows in columns.at([("city", "nowhere")])] == [[]]


def test_the_rows_of_a_discipline_are_found_by_it() -> None:
    columns = RaceColumns([head("2024-06-01"), head("2024-06-01", discipline=SHOT), head("2023-06-01")])
    assert [rows.tolist() for rows in columns.of_disciplines([MILE.id, SHOT.id])] == [[0, 2], [1]]


def test_a_race_costs_what_its_cheapest_place_costs() -> None:
    old, new = head("2023-06-01"), head("2024-06-01")
    columns = RaceColumns([new, old])
    costs = {("edition", old.edition.id): 0.5, ("city", old.city.id): 2.0, ("city", "nowhere"): 0.0}
    assert columns.place_costs(costs, np.arange(2)).tolist() == [2.0, 0.5]
    assert columns.place_costs({("city", "nowhere"): 0.0}, np.arange(2)).tolist() == [np.inf, np.inf]


def test_a_discipline_that_is_not_asked_for_costs_nothing() -> None:
    columns = RaceColumns([head("2024-06-01", discipline=SHOT), head("2024-06-01")])
    by_row = columns.discipline_costs({SHOT.id: 0.7, "javelin": 1.0}, np.arange(2))
    assert by_row.tolist() == [0.7 if race.discipline == SHOT else 0.0 for race in columns.heads]

"""Columns of races say of every race what its head says."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store import KnowledgeBase, RaceColumns, Tables, places_of
from tests.knowledge.models.test_filter import filters_of
from tests.knowledge.questions.made import MILE, SHOT, facts_of, head
from tests.knowledge.store.facts import compiled


@pytest.fixture(scope="module")
def columns(kb: KnowledgeBase) -> RaceColumns:
    return kb.race_columns()


def heads_of(columns: RaceColumns) -> tuple[RaceHead, ...]:
    return columns.heads(np.arange(len(columns)))


def made(folder: Path, *heads: RaceHead) -> RaceColumns:
    return compiled(facts_of(heads), folder).race_columns()


def test_every_race_has_a_row(kb: KnowledgeBase, columns: RaceColumns) -> None:
    every = kb.races(RaceFilter(curated=True))
    assert sorted(heads_of(columns), key=lambda one: one.id) == sorted(every, key=lambda one: one.id)


def test_rows_are_the_newest_first_and_of_one_day_by_id(tmp_path: Path) -> None:
    old, new, other = head("2023-06-01"), head("2024-06-01"), head("2024-06-01", discipline=SHOT)
    assert heads_of(made(tmp_path, other, old, new)) == (new, other, old)


def test_of_one_day_the_tier_makes_no_difference(tiny: KnowledgeBase) -> None:
    columns, every = tiny.race_columns(), [head.id for head in tiny.races(RaceFilter())]
    assert [head.id for head in heads_of(columns)] == sorted(every) != every
    competitions = [columns.heads(np.array([row]))[0].competition.id for row in (0, 1)]
    for row, competition in enumerate(competitions):
        assert columns.fitting(RaceFilter(competitions=(competition,)), np.arange(2)).tolist() == [row]


def test_races_of_imported_editions_have_no_row(tiny: KnowledgeBase) -> None:
    arrays = {**tiny.tables.arrays, "edition.recovered": np.array([1, 0], np.int8)}
    [head] = heads_of(KnowledgeBase(Tables(arrays)).race_columns())
    assert head.competition.id == "z-games"


def test_the_rows_that_fit_are_those_that_match(kb: KnowledgeBase, columns: RaceColumns) -> None:
    every, heads = np.arange(len(columns)), heads_of(columns)
    heat = kb.races(RaceFilter(heat=2))[0]
    tried = [where for race in (heads[0], heat) for where in filters_of(race)]
    for where in (*tried, RaceFilter(years=(1900,)), RaceFilter(cities=(heat.city.id,), heat=2)):
        rows = columns.fitting(where, every).tolist()
        assert rows == [row for row, race in enumerate(heads) if where.matches(race)], where


def test_only_the_rows_given_are_looked_at(columns: RaceColumns) -> None:
    assert columns.fitting(RaceFilter(), np.array([3, 1])).tolist() == [3, 1]


def test_a_condition_on_athletes_is_refused(columns: RaceColumns) -> None:
    with pytest.raises(ValueError, match="do not tell"):
        columns.fitting(RaceFilter(athletes=(AthleteId("a-b"),)), np.arange(2))


def test_each_row_has_the_year_of_its_edition_and_whether_it_is_a_heat(columns: RaceColumns) -> None:
    heads = heads_of(columns)
    assert columns.edition_years.tolist() == [race.edition.year for race in heads]
    assert columns.in_heats.tolist() == [race.heat is not None for race in heads]
    assert any(race.date.year != race.edition.year for race in heads)


def test_the_rows_at_a_place_are_found_by_it(columns: RaceColumns) -> None:
    heads = heads_of(columns)
    for place in {place for race in heads for place in places_of(race)}:
        (rows,) = columns.at([place])
        assert rows.tolist() == [row for row, race in enumerate(heads) if place in places_of(race)]
    assert [rows.tolist() for rows in columns.at([("city", "nowhere")])] == [[]]


def test_the_rows_of_a_round_and_of_a_category_are_found_by_it(columns: RaceColumns) -> None:
    heads = heads_of(columns)
    for race in heads:
        of_round = columns.rounds.rows(race.round).tolist()
        of_category = columns.categories.rows(race.category).tolist()
        assert of_round == [row for row, one in enumerate(heads) if one.round is race.round]
        assert of_category == [row for row, one in enumerate(heads) if one.category is race.category]


def test_the_rows_of_a_discipline_are_found_by_it(tmp_path: Path) -> None:
    columns = made(tmp_path, head("2024-06-01"), head("2024-06-01", discipline=SHOT), head("2023-06-01"))
    assert [rows.tolist() for rows in columns.of_disciplines([MILE.id, SHOT.id])] == [[0, 2], [1]]


def test_a_race_costs_what_its_cheapest_place_costs(tmp_path: Path) -> None:
    old, new = head("2023-06-01"), head("2024-06-01")
    columns = made(tmp_path, new, old)
    costs = {("edition", old.edition.id): 0.5, ("city", old.city.id): 2.0, ("city", "nowhere"): 0.0}
    assert columns.place_costs(costs, np.arange(2)).tolist() == [2.0, 0.5]
    assert columns.place_costs({("city", "nowhere"): 0.0}, np.arange(2)).tolist() == [np.inf, np.inf]


def test_a_discipline_that_is_not_asked_for_costs_nothing(tmp_path: Path) -> None:
    columns = made(tmp_path, head("2024-06-01", discipline=SHOT), head("2024-06-01"))
    by_row = columns.discipline_costs({SHOT.id: 0.7, "javelin": 1.0}, np.arange(2))
    assert by_row.tolist() == [0.7 if race.discipline == SHOT else 0.0 for race in heads_of(columns)]


def test_without_races_there_is_no_row(tmp_path: Path) -> None:
    columns = made(tmp_path)
    assert (len(columns), heads_of(columns)) == (0, ())
    assert [rows.tolist() for rows in columns.at([("city", "bergen")])] == [[]]

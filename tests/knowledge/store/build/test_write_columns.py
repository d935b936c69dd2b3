"""Columns of compiled facts: every value comes back, and every reference finds its rows."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Table

from knowledge.curation import Facts, read
from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Sex
from knowledge.store import KnowledgeBase, Tables, schema
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_columns import BrokenRuleError, Cells, TableColumns
from knowledge.store.columns import NONE, CodedColumn, Ranges, TableReader, is_one_of
from tests.knowledge.store.facts import compiled, tiny_facts


@pytest.fixture(scope="module")
def tables(kb: KnowledgeBase) -> Tables:
    return kb.tables


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def test_missing_values_are_none_and_others_come_back(tables: Tables, facts: Facts) -> None:
    heats = {str(race.id): race.heat for race in facts.races}
    assert dict(zip(tables.race.slug.of(slice(None)), tables.race.heat.of(slice(None)), strict=True)) == heats
    assert None in heats.values()
    born = {str(athlete.id): athlete.born for athlete in facts.athletes}
    rows = range(len(tables.athlete))
    assert {tables.athlete.slug[row]: tables.athlete.born[row] for row in rows} == born
    assert None in born.values()
    assert {tables.edition.start[row] for row in range(len(tables.edition))} == {
        edition.start for edition in facts.editions
    }


def test_an_id_finds_its_row_and_an_unknown_one_none(tables: Tables) -> None:
    for row in range(len(tables.athlete)):
        assert tables.athlete.row(tables.athlete.slug[row]) == row
    for unknown in ("", "tomas", "tomas-arvell-", "zzz", "\N{SNOWMAN}"):
        assert tables.athlete.find(unknown) is None
        assert tables.athlete.slug.code(unknown) == NONE
    with pytest.raises(KeyError, match="nobody"):
        tables.athlete.row("nobody")


def test_ids_of_one_hash_are_told_apart(tmp_path: Path) -> None:
    """The CRC-32 of both words is the same."""
    ids = [AthleteId("buckeroo"), AthleteId("plumless")]
    facts = tiny_facts()
    people = [facts.athletes[0].model_copy(update={"id": one}) for one in ids]
    both = compiled(facts.model_copy(update={"athletes": (*facts.athletes, *people)}), tmp_path)
    assert [both.athlete_ref(one).id for one in ids] == ids
    alone = compiled(facts.model_copy(update={"athletes": (*facts.athletes, people[0])}), tmp_path)
    assert [alone.has("athlete", one) for one in ids] == [True, False]


def test_races_are_newest_first_and_their_results_by_place(tables: Tables) -> None:
    dates = tables.race.date.of(slice(None))
    assert dates == sorted(dates, reverse=True)
    for race in range(len(tables.race)):
        rows = tables.result.of_race.of(race)
        assert {tables.result.race[row] for row in rows} <= {race}
        places = [place for place in map(tables.result.place.__getitem__, rows) if place is not None]
        assert places == sorted(places)


def test_every_reference_is_found_from_the_other_side(tables: Tables) -> None:
    found = {
        (athlete, row)
        for athlete in range(len(tables.athlete))
        for row in tables.result.of_athlete.of(athlete).tolist()
    }
    athletes = tables.result.athlete.of(slice(None))
    assert found == {(athlete, row) for row, athlete in enumerate(athletes) if athlete is not None}
    for owner, rows in (
        (edition, tables.race.of_edition.of(edition)) for edition in range(len(tables.edition))
    ):
        assert set(tables.race.edition.of(rows)) <= {owner}


def test_lists_keep_their_order(tables: Tables, facts: Facts) -> None:
    for discipline in facts.disciplines:
        row = tables.discipline.row(discipline.id)
        assert tables.discipline.names.of(row) == discipline.names
        assert tables.discipline.codes.of(row) == discipline.codes


def test_the_rows_of_many_owners_are_found_where_their_numbers_take_a_byte() -> None:
    """One more than the largest byte does not fit in one."""
    ranges = Ranges(np.arange(0, 258, 2, dtype=np.int16))
    owners = np.array([127, 0], np.int8)
    assert ranges.of_all(owners).tolist() == [254, 255, 0, 1]
    assert ranges.of_all(owners[:0]).tolist() == []


@pytest.mark.parametrize("wanted", [range(0), range(3, 5), range(5, 25)])
def test_few_and_many_values_are_looked_for_alike(wanted: range) -> None:
    assert np.flatnonzero(is_one_of(np.arange(30, dtype=np.int8), wanted)).tolist() == [*wanted]


def test_codes_stand_for_days_and_choices() -> None:
    day = date(2024, 6, 1)
    of = TableReader({"some.day": np.array([day.toordinal(), NONE])}, "some")
    assert of.optional_day("day").of(slice(None)) == [day, None]
    assert CodedColumn(np.array([1, 0], np.int8), bool).of(np.array([0, 1])) == [True, False]


def test_ids_are_sorted_by_code_point_whatever_they_hold(tmp_path: Path) -> None:
    facts = tiny_facts()
    race = facts.races[0]
    ids = ["zz", "é", "z-", "a", "\N{MATHEMATICAL BOLD CAPITAL A}"]
    people = [facts.athletes[0].model_copy(update={"id": AthleteId(one)}) for one in ids]
    races = [race.model_copy(update={"id": RaceId(one), "results": ()}) for one in ids]
    changed = facts.model_copy(
        update={"athletes": (*facts.athletes, *people), "races": (*facts.races, *races)}
    )
    kb = compiled(changed, tmp_path)
    for one in ids:
        assert kb.athlete_ref(AthleteId(one)).id == one
        assert kb.race_head(RaceId(one)).id == one


@pytest.fixture
def rows() -> Rows:
    """Rows that no database checks, with one nation in them."""
    rows = Rows(TableColumns())
    rows.add_entity(schema.nation, "NOR", name="Norway")
    return rows


@pytest.mark.parametrize(
    ("slug", "name", "nation", "why"),
    [
        ("ostby", None, 1, "a value is missing in city.name"),
        ("ostby", "Ostby", 2, "a reference in city.nation_id is to no row"),
        ("ostby", "Ostby", 4, "a reference in city.nation_id is to no row"),
        ("vallorne", "Ostby", 1, "two rows of city"),
    ],
)
def test_imported_rows_that_break_a_rule_are_refused(
    rows: Rows, tmp_path: Path, slug: str, name: str | None, nation: int, why: str
) -> None:
    rows.add(schema.nation, id=3, slug="SWE", name="Sweden")
    rows.add_entity(schema.city, "vallorne", name="Vallorne", nation_id=1)
    rows.add_entity(schema.city, slug, name=name, nation_id=nation)
    rows.flush()
    with pytest.raises(BrokenRuleError, match=why):
        rows.columns.save(tmp_path / "made.columns")
    assert not (tmp_path / "made.columns").exists()


@pytest.mark.parametrize(
    ("table", "again"),
    [
        (schema.nation_name, {"nation_id": 1, "position": 1, "text": "Norvège"}),
        (schema.venue, {"id": 9, "city_id": 1, "position": 1, "name": "Elm Stadion"}),
        (schema.athlete_outside_id, {"athlete_id": 2, "position": 0, "system": "wa", "value": "7"}),
    ],
    ids=["a key", "a constraint", "an index"],
)
def test_what_is_to_be_there_once_is_refused_twice(
    rows: Rows, tmp_path: Path, table: Table, again: dict[str, object]
) -> None:
    for slug in ("a-munk", "b-munk"):
        names = {"name": "Kim Munk", "family": "Munk", "family_folded": "munk"}
        rows.add_entity(schema.athlete, slug, **names, sex=Sex.MALE, nation_id=1)
    rows.add_entity(schema.city, "sankt-elm", name="Sankt Elm", nation_id=1)
    rows.add(schema.venue, id=8, city_id=1, position=0, name="Elm Stadion")
    rows.add_texts(schema.nation_name, 1, ["Norge", "Noreg"])
    rows.add_list(schema.athlete_outside_id, 1, [{"system": "wa", "value": "7"}])
    rows.add(table, **again)
    rows.flush()
    with pytest.raises(BrokenRuleError, match=f"two rows of {table.name} are told apart by nothing"):
        rows.columns.save(tmp_path / "made.columns")


def test_a_changed_value_leaves_no_text_behind(rows: Rows) -> None:
    rows.add_entity(schema.nation, "SWE", name="Swede")
    rows.flush()
    rows.columns.change(schema.nation.c.name, {2: "Sweden"})
    codes, texts = rows.columns.take(schema.nation.c.name)
    assert texts is not None
    assert list(texts) == [b"Norway", b"Sweden"]
    assert codes.tolist() == [0, 1]


@pytest.mark.parametrize("many", [127, 128, 129])
def test_a_changed_value_may_need_a_wider_code(rows: Rows, many: int) -> None:
    for number in range(2, many):
        rows.add_entity(schema.nation, f"N{number}", name=f"Nation {number:03}")
    rows.flush()
    rows.columns.change(schema.nation.c.name, {1: "Norge", 2: "Sverige"})
    codes, texts = rows.columns.take(schema.nation.c.name)
    assert texts is not None
    assert [texts[code] for code in codes[:3]] == [b"Norge", b"Sverige", b"Nation 003"]


def test_rows_added_as_columns_follow_those_added_one_by_one(rows: Rows) -> None:
    rows.flush()
    names = Cells(np.array([1, 0]), ["Sweden", "Norway"])
    rows.columns.add_cells(schema.nation, {"id": Cells(np.array([2, 3])), "name": names})
    assert rows.columns.codes(schema.nation.c.id).tolist() == [1, 2, 3]
    assert rows.columns.take(schema.nation.c.iso)[0].tolist() == [NONE] * 3
    codes, texts = rows.columns.take(schema.nation.c.name)
    assert texts is not None
    assert [texts[code] for code in codes] == [b"Norway", b"Norway", b"Sweden"]


@pytest.mark.parametrize("largest", [127, 128, 255, 256, 32_767, 32_768, 65_536])
def test_a_column_is_wide_enough_for_its_largest_code(rows: Rows, largest: int) -> None:
    rows.columns.add_cells(schema.edition, {"year": Cells(np.array([largest, NONE]))})
    assert rows.columns.codes(schema.edition.c.year).tolist() == [largest, NONE]

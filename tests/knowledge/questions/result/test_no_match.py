"""Which part of a question a miss names, and the races that it offers instead."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.models.outcome import Missing, NotFound, RaceChoice
from knowledge.names import NameIndex
from knowledge.questions.parse import name_index, split_command, understand
from knowledge.store import KnowledgeBase, open_store
from tests.knowledge.questions.conftest import Parser

TODAY = date(2025, 3, 1)
HARBOUR, GAMES = "harbour-mile", "northern-games-2020"


def _miss(kb: KnowledgeBase, index: NameIndex, text: str) -> NotFound:
    outcome = understand(kb, index, *split_command(f"/result {text}"), TODAY)
    assert isinstance(outcome, NotFound), outcome
    return outcome


def _nearest(miss: NotFound) -> list[str]:
    return [choice.race.id for choice in miss.nearest if isinstance(choice, RaceChoice)]


@pytest.mark.parametrize(
    ("text", "missing", "nearest"),
    [
        # An athlete who was there: the athlete's own races, not the race without the athlete.
        ("lomoro northern games 5000", Missing.ATHLETE, [f"{GAMES}-men-1500m-final"]),
        (
            "temba harbour mile 2024 mile",
            Missing.ATHLETE,
            [f"{HARBOUR}-2024-women-5000m-final", f"{HARBOUR}-2024-women-high-jump-final"],
        ),
        # An athlete who was not: the race.
        ("dahl northern games 1500", Missing.ATHLETE, [f"{GAMES}-men-1500m-final"]),
        ("dahl vallorne", Missing.ATHLETE, ["vallorne-memorial-2023-men-mile-final"]),
        # A round, before the category and the event.
        (
            "northern games 1500 semi",
            Missing.ROUND,
            [f"{GAMES}-men-1500m-final", f"{GAMES}-men-1500m-heat-1", f"{GAMES}-men-1500m-heat-2"],
        ),
        ("harbour mile 2023 heats mile", Missing.ROUND, [f"{HARBOUR}-2023-men-mile-final"]),
        # A category, before the event as a whole: the same event of others.
        ("northern games mixed 800", Missing.EVENT, [f"{GAMES}-men-u20-800m-final"]),
        ("harbour mile 2024 women mile", Missing.EVENT, [f"{HARBOUR}-2024-men-mile-final"]),
        # An event, where something else was held then.
        ("harbour mile steeple 2022", Missing.EVENT, [f"{HARBOUR}-2022-men-mile-final"]),
        # A year without any race there: the same event of other years, the nearest first.
        ("harbour mile 2021 steeple", Missing.YEAR, [f"{HARBOUR}-2023-men-3000msc-final"]),
        (
            "harbour mile 2020 mile",
            Missing.YEAR,
            [f"{HARBOUR}-{year}-men-mile-final" for year in (2022, 2023, 2024)],
        ),
        (
            "harbour mile 2026 mile",
            Missing.YEAR,
            [f"{HARBOUR}-{year}-men-mile-final" for year in (2024, 2023, 2022)],
        ),
        # No part alone.
        ("vallorne 2020 100m", Missing.COMBINATION, ["vallorne-memorial-2023-men-mile-final"]),
    ],
)
def test_a_miss_names_the_part_without_which_there_are_races(
    kb: KnowledgeBase, index: NameIndex, text: str, missing: Missing, nearest: list[str]
) -> None:
    miss = _miss(kb, index, text)
    assert (miss.missing, _nearest(miss)) == (missing, nearest)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("northern games marathon", "Sankt Elm 2020"),
        ("northern games mixed 800", "Sankt Elm 2020"),
        ("harbour mile 2021 mile", "Harbour Mile Meeting"),
        ("quayside 2021 mile", "Quayside Stadium"),
    ],
)
def test_a_place_is_named_with_its_year_unless_the_year_is_missing(
    kb: KnowledgeBase, index: NameIndex, text: str, where: str
) -> None:
    assert _miss(kb, index, text).where == where


def test_an_athlete_of_another_heat_is_offered_the_heat_that_was_run(
    kb: KnowledgeBase, index: NameIndex
) -> None:
    miss = _miss(kb, index, "northern games okoro heat 1")
    assert miss.missing is Missing.ATHLETE
    assert f"{GAMES}-men-1500m-heat-2" in _nearest(miss)
    assert f"{GAMES}-men-1500m-heat-1" not in _nearest(miss)


def test_one_in_another_round_is_missing_from_this_one_only(parse: Parser) -> None:
    outcome = parse("/result northern games 1500 heat 1 lomoro")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.heat) == (Missing.ATHLETE, 1)
    assert {c.race.round for c in outcome.nearest if isinstance(c, RaceChoice)} == {"heat", "final"}


def test_a_word_of_many_names_names_nothing(parse: Parser) -> None:
    outcome = parse("/result memorial mile")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.typed) == (Missing.NAME, "memorial")


def test_several_disciplines_of_one_word_are_none_of_them(parse: Parser) -> None:
    outcome = parse("/result vallorne jump")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.event, outcome.discipline) == (Missing.EVENT, "jump", None)


def test_what_is_missing_at_a_venue_is_missing_there(parse: Parser) -> None:
    outcome = parse("/result quayside long jump")
    assert isinstance(outcome, NotFound)
    assert outcome.where == "Quayside Stadium 2024"


def test_a_place_that_nobody_said_is_not_named(parse: Parser) -> None:
    outcome = parse("/result mile 1999")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.where) == (Missing.YEAR, None)


def test_an_event_that_somebody_did_not_do_is_missing_of_him(parse: Parser) -> None:
    outcome = parse("/result hadri long jump")
    assert isinstance(outcome, NotFound)
    assert (outcome.missing, outcome.event, outcome.where) == (Missing.ATHLETE, "long jump", None)
    assert "men-mile" in outcome.nearest[0].question.command


def test_a_year_that_is_missing_names_the_nearest_first(parse: Parser) -> None:
    outcome = parse("/result brennan mile 2019")
    assert isinstance(outcome, NotFound)
    assert [c.race.edition.year for c in outcome.nearest if isinstance(c, RaceChoice)] == [2022, 2023, 2024]


def test_a_place_that_is_here_for_its_names_alone_is_named(invented: Path, tmp_path: Path) -> None:
    data = shutil.copytree(invented, tmp_path / "data")
    (data / "cities" / "saltmark.toml").write_text(
        'name = "Saltmark"\nnation = "NOR"\nnames = ["Seltmerk"]\n'
    )
    kb = open_store(data, tmp_path / "cache")
    miss = _miss(kb, name_index(kb), "seltmerk mile 2023")
    assert (miss.missing, miss.where) == (Missing.PLACE, "Saltmark")

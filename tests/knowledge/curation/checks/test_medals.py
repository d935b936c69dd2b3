"""Medals: in finals of championships, beside places, golds shared, podiums of three or with a reason."""

from pathlib import Path

import pytest

from tests.knowledge.curation.broken import LONG, MILE, problems_of, spoil

HEAT = "races/northern-games-2020/northern-games-2020-men-1500m-heat-2.toml"
RUN = "races/northern-games-2020/northern-games-2020-men-1500m-final.toml"
GAMES = "editions/northern-games-2020.toml"
LONGER = "races/northern-games-2020/northern-games-2020-men-5000m-final.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (MILE, "{ place = 1, ", '{ place = 1, medal = "gold", ', "the tier diamond-league-final"),
        (HEAT, 'mark = "3:39.80"', 'mark = "3:39.80", medal = "gold"', "is a medal in the round heat"),
        (RUN, 'status = "DNF"', 'status = "DNF", medal = "bronze"', "mikkel-sornes, who has no place"),
        (LONG, '"silver"', '"gold"', "'2' is the place of a second gold; the first has place 1"),
    ],
)
def test_a_medal_that_cannot_be_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems


def test_golds_may_be_shared(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, LONG, '"6.70", medal = "silver"', '"6.81", medal = "gold"')
    assert not problems_of(data, tmp_path / "second", LONG, "place = 2", "place = 1")


@pytest.fixture
def two(invented: Path, tmp_path: Path) -> Path:
    """Facts with a podium of two, of whose third nothing is known but that she took part."""
    bronze = '{ place = 3, athlete = "ingrid-vaage", nation = "NOR", mark = "6.42", medal = "bronze", '
    there = '{ athlete = "ingrid-vaage", nation = "NOR", status = "took-part", '
    data = spoil(invented, tmp_path / "bronze", LONG, bronze, there)
    return spoil(data, tmp_path / "podium", LONG, '"complete"', '"podium"')


def test_a_podium_of_fewer_than_three_needs_a_reason(two: Path, tmp_path: Path) -> None:
    (problem,) = problems_of(two, tmp_path, LONG, '"6.70"', '"6.71"')
    assert problem.startswith(f"{LONG}:8: 'women-long-jump' has two medals and no reason; ")
    assert "Fix: add what is missing, a note, or why to `gaps` in editions/northern-" in problem


def test_a_podium_of_one_needs_a_reason_too(two: Path, tmp_path: Path) -> None:
    silver = '{ place = 2, athlete = "ruth-ashdown", nation = "GBR", mark = "6.70", medal = "silver", '
    there = '{ athlete = "ruth-ashdown", nation = "GBR", status = "took-part", '
    (problem,) = problems_of(two, tmp_path, LONG, silver, there)
    assert "'women-long-jump' has one medal and no reason; " in problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('round = "final"', 'round = "final"\nnote = "No bronze was awarded."'),
        ('status = "took-part"', 'status = "DQ", superseded = "Third until 2023; disqualified."'),
        ('"podium"', '"complete"'),
    ],
    ids=["a note", "a change", "all results"],
)
def test_a_reason_may_be_in_the_race(two: Path, tmp_path: Path, old: str, new: str) -> None:
    assert not problems_of(two, tmp_path, LONG, old, new)


def test_a_reason_may_be_in_the_edition(two: Path, tmp_path: Path) -> None:
    gap = '{ event = "women-long-jump", why = "The report names two." },\n'
    assert not problems_of(two, tmp_path, GAMES, "gaps = [\n", f"gaps = [\n  {gap}")


def test_a_final_without_medals_among_others_with_medals_is_a_problem(invented: Path, tmp_path: Path) -> None:
    data = invented
    for number, medal in enumerate(("gold", "silver", "bronze")):
        data = spoil(data, tmp_path / str(number), LONGER, f', medal = "{medal}"', "")
    (problem,) = problems_of(data, tmp_path, LONGER, '"13:10.07"', '"13:10.08"')
    assert "'men-5000m' has no medals, unlike others there" in problem

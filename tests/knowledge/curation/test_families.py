"""The table by family."""

from pathlib import Path

import pytest

from knowledge.curation import Facts, Family, count_families, read


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def test_a_championship_is_its_own_family_and_meetings_are_by_tier(facts: Facts) -> None:
    assert [(one.family, one.editions) for one in count_families(facts)] == [
        ("lantern-games", 2),
        ("diamond-league-final", 1),
        ("fjord-championships", 1),
        ("northern-games", 1),
        ("diamond-league", 2),
        ("vallorne-memorial", 1),
    ]


def test_a_family_counts_what_is_complete(facts: Facts) -> None:
    assert count_families(facts, "northern-games") == (
        Family(
            family="northern-games",
            editions=1,
            listed=1,
            first=2020,
            last=2020,
            events=6,
            finals=4,
            podiums=3,
            marked_podiums=3,
            first_eights=3,
            teams=0,
            named_teams=0,
            sources=2,
        ),
    )


def test_relay_teams_are_those_on_the_podium_and_named_with_members(facts: Facts) -> None:
    (fjord,) = count_families(facts, "fjord-championships")
    assert (fjord.named_teams, fjord.teams) == (3, 5)
    assert fjord.listed == 0
    assert fjord.events == fjord.finals == 4


def test_a_podium_with_marks_has_every_mark(facts: Facts) -> None:
    races = tuple(
        race.model_copy(
            update={"results": (race.results[0].model_copy(update={"mark": None}), *race.results[1:])}
        )
        if race.id == "northern-games-2020-men-5000m-final"
        else race
        for race in facts.races
    )
    (games,) = count_families(facts.model_copy(update={"races": races}), "northern-games")
    assert (games.podiums, games.marked_podiums) == (3, 2)

"""What is open at each edition, with its reason."""

from pathlib import Path

import pytest

from knowledge.curation import Facts, Lack, find_gaps, read
from knowledge.models.errors import KnowledgeError


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def test_open_events_have_the_reason_of_the_edition_and_its_sources(facts: Facts) -> None:
    (games,) = find_gaps(facts, "northern-games")
    assert (games.listed, games.events) == (True, 6)
    assert [(one.event, one.lack, one.why) for one in games.open_events] == [
        ("women-100m", Lack.FINAL, "The report ends before the final."),
        ("men-u20-800m", Lack.PODIUM, "The one report names no second."),
        ("women-heptathlon", Lack.FINAL, "No source at hand."),
    ]
    assert games.open_events[1].sources == ("coast-gazette-2024-06-15",)


def test_without_a_list_the_events_are_those_with_a_final_or_a_gap(facts: Facts) -> None:
    editions = tuple(
        one.model_copy(update={"events": ()}) if one.id == "northern-games-2020" else one
        for one in facts.editions
    )
    (games,) = find_gaps(facts.model_copy(update={"editions": editions}), "northern-games-2020")
    assert (games.listed, games.events, len(games.open_events)) == (False, 6, 3)


def test_without_a_gap_the_note_of_the_coverage_is_the_reason(facts: Facts) -> None:
    editions = tuple(one.model_copy(update={"gaps": ()}) for one in facts.editions)
    (games,) = find_gaps(facts.model_copy(update={"editions": editions}), "northern-games")
    reasons = {one.event: one.why for one in games.open_events}
    assert reasons == {
        "women-100m": None,
        "men-u20-800m": "Known from one report only.",
        "women-heptathlon": None,
    }


def test_editions_are_chosen_by_competition_tier_or_id(facts: Facts) -> None:
    assert [one.edition for one in find_gaps(facts, "harbour-mile")] == [
        "harbour-mile-2024",
        "harbour-mile-2022",
        "harbour-mile-2023",
    ]
    assert [one.edition for one in find_gaps(facts, "diamond-league")] == [
        "harbour-mile-2022",
        "harbour-mile-2023",
    ]
    assert [one.edition for one in find_gaps(facts, "fjord-championships-2022")] == [
        "fjord-championships-2022"
    ]
    assert len(find_gaps(facts)) == len(facts.editions)


def test_an_unknown_name_is_refused_with_what_there_is(facts: Facts) -> None:
    with pytest.raises(KnowledgeError, match="'worlds'; there are lantern-games, diamond-league-final, fj"):
        find_gaps(facts, "worlds")

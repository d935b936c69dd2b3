"""How much of an event is known."""

from pathlib import Path

import pytest

from knowledge.curation import Facts, Lack, read
from knowledge.curation.completeness import (
    are_first_eight_known,
    finals_by_event,
    is_podium_known,
    lack_of,
    podium_of,
)
from knowledge.models.facts import Coverage, CoverageKind, Race


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def _race(facts: Facts, race_id: str) -> Race:
    return next(race for race in facts.races if race.id == race_id)


@pytest.fixture
def won(facts: Facts) -> Race:
    """A final with three medals, places and marks."""
    return _race(facts, "northern-games-2020-men-5000m-final")


def _covered(race: Race, kind: CoverageKind, rows: int = 9) -> Race:
    return race.model_copy(update={"coverage": Coverage(kind=kind), "results": race.results[:rows]})


def test_finals_are_by_event_and_heats_are_none(facts: Facts) -> None:
    races = [race for race in facts.races if race.edition == "northern-games-2020"]
    assert set(finals_by_event(races)) == {"men-1500m", "men-5000m", "men-u20-800m", "women-long-jump"}


def test_the_podium_is_that_of_medals_or_else_of_places(won: Race) -> None:
    assert len(podium_of(won)) == 3
    ranked = won.model_copy(
        update={"results": tuple(row.model_copy(update={"medal": None}) for row in won.results)}
    )
    assert podium_of(ranked) == ranked.results
    assert podium_of(won.model_copy(update={"results": (won.results[0], *ranked.results[1:])})) == (
        won.results[0],
    )


def test_a_podium_is_known_with_three_rows_or_a_reason(won: Race) -> None:
    assert is_podium_known(_covered(won, CoverageKind.PODIUM))
    short = _covered(won, CoverageKind.PODIUM, rows=2)
    assert not is_podium_known(short)
    assert not is_podium_known(_covered(won, CoverageKind.FIRST_EIGHT, rows=2))
    assert is_podium_known(short.model_copy(update={"note": "Two teams took part."}))
    later = short.results[1].model_copy(update={"superseded": "Third on the day."})
    assert is_podium_known(short.model_copy(update={"results": (short.results[0], later)}))
    assert is_podium_known(_covered(won, CoverageKind.COMPLETE, rows=2))


def test_the_first_eight_are_known_by_places_or_by_the_coverage(won: Race) -> None:
    assert are_first_eight_known(won)
    assert are_first_eight_known(_covered(won, CoverageKind.FIRST_EIGHT))
    assert not are_first_eight_known(_covered(won, CoverageKind.CUT_OFF))
    eight = tuple(won.results[0].model_copy(update={"place": place}) for place in range(1, 9))
    cut_off = _covered(won, CoverageKind.CUT_OFF)
    assert are_first_eight_known(cut_off.model_copy(update={"results": eight}))


def test_an_event_lacks_the_worst_of_what_it_lacks(won: Race) -> None:
    assert lack_of(None) is Lack.FINAL
    assert lack_of(won) is None
    assert lack_of(_covered(won, CoverageKind.WINNER, rows=1)) is Lack.PODIUM
    assert lack_of(_covered(won, CoverageKind.PARTIAL)) is Lack.PLACES
    unmarked = (won.results[0].model_copy(update={"mark": None}), *won.results[1:])
    partial = _covered(won, CoverageKind.PARTIAL)
    assert lack_of(partial.model_copy(update={"results": unmarked})) is Lack.MARKS

"""The sources of the curated facts can know what rests on them."""

from datetime import date

import pytest

from knowledge.curation import DATA, Facts, read

LISTS_END = {
    "world-athletics-lists-2023": date(2023, 7, 31),
    "world-athletics-lists-2025": date(2025, 12, 21),
}
"""The days to which lists go that have no date of publication."""


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read(DATA)[0]


def test_no_race_rests_on_a_list_that_ended_before_it(facts: Facts) -> None:
    editions = {edition.id: edition for edition in facts.editions}
    wrong = {
        (race.id, source)
        for race in facts.races
        for sources in (race.sources, *(row.sources for row in race.results))
        for source in sources
        if source in LISTS_END and (race.date or editions[race.edition].start) > LISTS_END[source]
    }
    assert wrong == set()

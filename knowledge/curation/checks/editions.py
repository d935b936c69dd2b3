"""Editions: their dates, year, place and id."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from knowledge.curation.checks.finding import Finding, finding, home
from knowledge.curation.facts import Facts
from knowledge.models.facts import Edition


def check(facts: Facts) -> Iterator[Finding]:
    """Dates that run backwards or overlap, years that don't fit, venues that the city doesn't have."""
    venues = {city.id: [venue.name for venue in city.venues] for city in facts.cities}
    stagings: dict[str, list[Edition]] = defaultdict(list)
    for edition in facts.editions:
        stagings[edition.competition].append(edition)
        yield from _dates(edition)
        if edition.id != f"{edition.competition}-{edition.year}":
            expected = f"{edition.competition}-{edition.year}"
            yield finding(
                edition, (), "does not fit its competition and year", value=edition.id, expected=expected
            )
        if edition.venue and edition.city in venues and edition.venue not in venues[edition.city]:
            there = " or ".join(venues[edition.city]) or f"a venue in cities/{edition.city}.toml"
            path = ("venue",)
            yield finding(
                edition, path, f"is not in cities/{edition.city}.toml", value=edition.venue, expected=there
            )
        if not edition.sources:
            yield finding(edition, ("sources",), "rests on nothing", expected="at least one source")
    for editions in stagings.values():
        editions.sort(key=lambda edition: edition.start)
        for earlier, later in pairwise(editions):
            if later.start <= earlier.end:
                expected = "editions of one competition one after the other"
                found = f"overlaps {home(earlier)}"
                yield finding(later, ("start",), found, value=later.start, expected=expected)


def _dates(edition: Edition) -> Iterator[Finding]:
    if edition.end < edition.start:
        expected = f"{edition.start} or later"
        yield finding(edition, ("end",), "is before the start", value=edition.end, expected=expected)
    if edition.year not in (edition.start.year, edition.end.year) and not edition.note:
        expected = f"{edition.start.year}, or a note that says why"
        yield finding(
            edition, ("year",), "is not the year of its dates", value=edition.year, expected=expected
        )

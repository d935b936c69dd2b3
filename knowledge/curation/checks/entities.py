"""Check what single entities state: nations, sources, cities, disciplines, editions, claims."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from knowledge.curation.checks.people import is_date
from knowledge.curation.checks.violation import Violation, violation
from knowledge.curation.facts import Facts, file_name
from knowledge.models.claim import Claim, ClaimStatus
from knowledge.models.facts import Athlete, City, Competition, Discipline, Edition, Race, Source
from knowledge.models.mark import MarkError, parse_mark

GROUPS = ("track", "field", "combined", "road", "walk", "relay")
_ISO = re.compile(r"[A-Z]{2}(-[A-Z]{3})?")


def check_entities(facts: Facts) -> Iterator[Violation]:
    """Invalid codes, dates of publication, addresses, groups and bounds; venues given twice."""
    for nation in facts.nations:
        if nation.iso is not None and _ISO.fullmatch(nation.iso) is None:
            expected = "an ISO 3166-1 alpha-2 code like KE, or no iso"
            yield violation(nation, ("iso",), "is not a code", value=nation.iso, expected=expected)
    for source in facts.sources:
        yield from _source(source)
    venues: dict[str, str] = {}
    for city in facts.cities:
        for number, venue in enumerate(city.venues):
            if venues.setdefault(venue.name, city.id) != city.id or venue in city.venues[:number]:
                path = ("venues", number)
                yield violation(
                    city, path, "is a venue already", value=venue.name, expected="each venue once"
                )
    for discipline in facts.disciplines:
        yield from _discipline(discipline)


def _source(source: Source) -> Iterator[Violation]:
    if source.published and not all(is_date(day) for day in source.published.split("/", 1)):
        expected = "a date like 2024-09-13, or two with a / between"
        yield violation(source, ("published",), "is not a date", value=source.published, expected=expected)
    if source.url and not source.url.startswith(("https://", "http://")):
        yield violation(source, ("url",), "is not an address", value=source.url, expected="https://…")


def _discipline(discipline: Discipline) -> Iterator[Violation]:
    if discipline.group not in GROUPS:
        expected = f"one of {', '.join(GROUPS)}"
        yield violation(discipline, ("group",), "is no group", value=discipline.group, expected=expected)
    bounds = []
    for key, text in (("best", discipline.best), ("worst", discipline.worst)):
        if text is None:
            continue
        try:
            bounds.append(parse_mark(text, discipline.measure))
        except MarkError as error:
            yield violation(discipline, (key,), "is not a mark", value=text, expected=str(error))
    if len(bounds) == 2 and not bounds[0].better_than(bounds[1]):
        expected = "a mark better than the worst"
        yield violation(
            discipline, ("best",), "is not better than the worst", value=discipline.best, expected=expected
        )


def check_editions(facts: Facts) -> Iterator[Violation]:
    """Reversed or overlapping dates, years that don't fit, venues that the city doesn't have."""
    cities = {city.id: city for city in facts.cities}
    stagings: dict[str, list[Edition]] = defaultdict(list)
    for edition in facts.editions:
        stagings[edition.competition].append(edition)
        yield from _dates(edition)
        yield from _edition_id(edition)
        if edition.city in cities:
            yield from _edition_venue(edition, cities[edition.city])
        if not edition.sources:
            yield violation(edition, ("sources",), "rests on nothing", expected="at least one source")
    for competition in facts.competitions:
        yield from _complete(competition, stagings[competition.id])
    for editions in stagings.values():
        yield from _overlaps(sorted(editions, key=lambda edition: edition.start))


def _complete(competition: Competition, editions: list[Edition]) -> Iterator[Violation]:
    """The years without a missing edition begin with an edition; where they are whole, with the first."""
    if competition.complete is None:
        return
    since, years = competition.complete.since, sorted(edition.year for edition in editions)
    first = years[:1] if competition.complete.whole else years
    if since not in first:
        expected = " or ".join(map(str, first)) or "an edition in editions/"
        found = "is not the year of its first edition" if competition.complete.whole else "has no edition"
        yield violation(competition, ("complete", "since"), found, value=since, expected=expected)


def _edition_id(edition: Edition) -> Iterator[Violation]:
    expected = f"{edition.competition}-{edition.year}"
    if edition.id != expected:
        found = "does not fit its competition and year"
        yield violation(edition, (), found, value=edition.id, expected=expected)


def _edition_venue(edition: Edition, city: City) -> Iterator[Violation]:
    venues = [venue.name for venue in city.venues]
    if edition.venue and edition.venue not in venues:
        expected = " or ".join(venues) or f"a venue in cities/{city.id}.toml"
        found = f"is not in cities/{city.id}.toml"
        yield violation(edition, ("venue",), found, value=edition.venue, expected=expected)


def _overlaps(editions: list[Edition]) -> Iterator[Violation]:
    for earlier, later in pairwise(editions):
        if later.start <= earlier.end:
            expected = "editions of one competition one after the other"
            found = f"overlaps {file_name(earlier)}"
            yield violation(later, ("start",), found, value=later.start, expected=expected)


def _dates(edition: Edition) -> Iterator[Violation]:
    if edition.end < edition.start:
        expected = f"{edition.start} or later"
        yield violation(edition, ("end",), "is before the start", value=edition.end, expected=expected)
    if edition.year not in (edition.start.year, edition.end.year) and not edition.note:
        expected = f"{edition.start.year}, or a note that says why"
        yield violation(
            edition, ("year",), "is not the year of its dates", value=edition.year, expected=expected
        )


def check_claims(facts: Facts) -> Iterator[Violation]:
    """Claims without a source, or whose outcome has no reason."""
    for race in facts.races:
        yield from _claims(race, race.claims)
    for athlete in facts.athletes:
        yield from _claims(athlete, athlete.claims)


def _claims(entity: Race | Athlete, claims: tuple[Claim, ...]) -> Iterator[Violation]:
    for number, claim in enumerate(claims):
        path = ("claims", number)
        if not claim.sayings:
            yield violation(
                entity, path, "is said by nobody", value=claim.about, expected="at least one saying"
            )
        if claim.status is ClaimStatus.UNRESOLVED and len(claim.sayings) == 1:
            expected = "two sayings that disagree, or another status"
            yield violation(
                entity, path, "is unresolved with one account", value=claim.about, expected=expected
            )
        if claim.status is ClaimStatus.REFUTED and not (claim.stands and claim.rests_on):
            expected = "`stands` and `rests_on`: what is right, and which sources show it"
            yield violation(entity, path, "is refuted by nothing", value=claim.about, expected=expected)
        if claim.why is None:
            yield violation(entity, path, "has no reason", value=claim.about, expected="`why`")

"""Nations, sources, cities and disciplines: what each says of itself."""

import re
from collections.abc import Iterator

from knowledge.curation.checks.finding import Finding, finding
from knowledge.curation.checks.people import is_date
from knowledge.curation.facts import Facts
from knowledge.models.facts import Discipline, Source
from knowledge.models.mark import MarkError, parse_mark

GROUPS = ("track", "field", "combined", "road", "walk", "relay")
_ISO = re.compile(r"[A-Z]{2}(-[A-Z]{3})?")


def check(facts: Facts) -> Iterator[Finding]:
    """Codes, days of publication, groups and bounds that don't hold."""
    for nation in facts.nations:
        if nation.iso is not None and _ISO.fullmatch(nation.iso) is None:
            expected = "an ISO 3166-1 alpha-2 code like KE, or no iso"
            yield finding(nation, ("iso",), "is not a code", value=nation.iso, expected=expected)
    for source in facts.sources:
        yield from _source(source)
    venues: dict[str, str] = {}
    for city in facts.cities:
        for number, venue in enumerate(city.venues):
            if venues.setdefault(venue.name, city.id) != city.id or venue in city.venues[:number]:
                path = ("venues", number)
                yield finding(city, path, "is a venue already", value=venue.name, expected="each venue once")
    for discipline in facts.disciplines:
        yield from _discipline(discipline)


def _source(source: Source) -> Iterator[Finding]:
    if source.published and not all(is_date(day) for day in source.published.split("/", 1)):
        expected = "a date like 2024-09-13, or two with a / between"
        yield finding(source, ("published",), "is not a date", value=source.published, expected=expected)
    if source.url and not source.url.startswith(("https://", "http://")):
        yield finding(source, ("url",), "is not an address", value=source.url, expected="https://…")


def _discipline(discipline: Discipline) -> Iterator[Finding]:
    if discipline.group not in GROUPS:
        expected = f"one of {', '.join(GROUPS)}"
        yield finding(discipline, ("group",), "is no group", value=discipline.group, expected=expected)
    bounds = []
    for key, text in (("best", discipline.best), ("worst", discipline.worst)):
        if text is None:
            continue
        try:
            bounds.append(parse_mark(text, discipline.measure))
        except MarkError as error:
            yield finding(discipline, (key,), "is not a mark", value=text, expected=str(error))
    if len(bounds) == 2 and not bounds[0].better_than(bounds[1]):
        expected = "a mark better than the worst"
        yield finding(
            discipline, ("best",), "is not better than the worst", value=discipline.best, expected=expected
        )

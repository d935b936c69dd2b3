"""Places of races that belong to no curated edition: their city, venue, competition and edition.

Curated cities, venues and competitions are reused where a name matches. The rest becomes a new value.
"""

import re
from collections import defaultdict
from collections.abc import Set
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.linkage.races import RecoveredRace, RecoveredRaces
from knowledge.models.base import CompetitionId, RaceId
from knowledge.models.facts import City
from knowledge.models.nations import nations_agree
from knowledge.models.observation import SeenRace
from knowledge.names import fold

LONGEST_SLUG = 60
"""Longest id of a place, a competition or an edition, in characters. Chosen by hand."""
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")

folded = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=4096)
def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """The folded words of a text with hyphens, at most `longest` characters; `unnamed` without any word."""
    return _NOT_A_SLUG.sub("-", folded(text)).strip("-")[:longest].strip("-") or "unnamed"


def free_slug(base: str, used: set[str]) -> str:
    """The slug, followed by a number where it is in use. The result is added to `used`."""
    slug, number = base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    used.add(slug)
    return slug


_UNKNOWN_NATION = "XXX"


class MergedCity(NamedTuple):
    """A city, curated or new. `nation` is a code that may be new too."""

    id: str
    name: str
    nation: str


class MergedVenue(NamedTuple):
    """A venue of a city, curated or new."""

    city: MergedCity
    name: str


class MergedCompetition(NamedTuple):
    """A competition, curated or new."""

    id: str
    name: str


class MergedEdition(NamedTuple):
    """A new edition, from its first to its last day."""

    id: str
    competition: MergedCompetition
    city: MergedCity
    venue: MergedVenue | None
    start: date
    end: date


class RacePlace(NamedTuple):
    """The edition of a race, and the race's own venue."""

    edition: MergedEdition
    venue: MergedVenue | None


class PlaceMatcher:
    """Assigns each race to an edition. Editions are shared between sources.

    Races without a competition name get an edition for each printed venue and day. Races with one get an
    edition for each name, year and city.
    """

    def __init__(self, facts: Facts) -> None:
        """Index the curated cities, venues and competitions by their folded names."""
        self._curated: defaultdict[str, list[City]] = defaultdict(list)
        for city in facts.cities:
            for name in (city.name, *city.names):
                self._curated[fold(name)].append(city)
        self._cities: dict[tuple[str, str], MergedCity] = {}
        self._venues: dict[tuple[str, str], str] = {
            (city.id, fold(name)): venue.name
            for city in facts.cities
            for venue in city.venues
            for name in (venue.name, *venue.names)
        }
        self._by_name = _unambiguous_names(facts)
        self._by_venue: dict[str, MergedCompetition] = {}
        self._slugs: set[str] = {*(city.id for city in facts.cities), *(c.id for c in facts.competitions)}
        self._edition_slugs = {str(edition.id) for edition in facts.editions}
        self._competition_of: dict[RaceId, str] = {}
        self._days: dict[_Staging, tuple[date, date]] = {}
        self._named: dict[_Staging, MergedEdition] = {}
        self._places: dict[tuple[str | None, str, date], RacePlace] = {}

    def add_competition_names(self, races: RecoveredRaces, shared: Set[RaceId]) -> None:
        """Collect the competition names of races. Call it for all sources before the first `place_of`.

        A name that one source gives for one of the `shared` races applies to it in the other sources too.
        """
        named = races.seen.mapped("competition", lambda name: name is not None, np.bool_)
        for number in np.flatnonzero(named).tolist():
            race = races[number]
            seen = race.seen
            if seen.competition is None or race.attached is not None:
                continue
            name = seen.competition
            if race.id in shared:
                name = self._competition_of.setdefault(race.id, name)
            staging = _staging(name, seen)
            first, last = self._days.get(staging, (seen.date, seen.date))
            self._days[staging] = min(first, seen.date), max(last, seen.date)

    def place_of(self, race: RecoveredRace) -> RacePlace:
        """The place of a race that belongs to no curated edition."""
        seen = race.seen
        name = self._competition_of.get(race.id, seen.competition)
        place = self._places.get((name, seen.venue, seen.date))
        if place is None:
            city = self._city(seen)
            venue = self._venue(seen, city)
            if name is None:
                edition = self._edition_of_day(seen, city, venue)
            else:
                edition = self._edition_of_name(name, seen, city, venue)
            place = self._places[name, seen.venue, seen.date] = RacePlace(edition, venue)
        return place

    def _edition_of_day(self, race: SeenRace, city: MergedCity, venue: MergedVenue | None) -> MergedEdition:
        competition = self._competition_of_venue(race)
        slug = free_slug(f"{competition.id}-{race.date.isoformat()}", self._edition_slugs)
        return MergedEdition(slug, competition, city, venue, race.date, race.date)

    def _edition_of_name(
        self, name: str, race: SeenRace, city: MergedCity, venue: MergedVenue | None
    ) -> MergedEdition:
        staging = _staging(name, race)
        edition = self._named.get(staging)
        if edition is None:
            competition = self._competition_of_name(name)
            first, last = self._days[staging]
            slug = slug_of(f"{competition.id} {race.date.year} {city.id}")
            slug = free_slug(slug, self._edition_slugs)
            edition = self._named[staging] = MergedEdition(slug, competition, city, venue, first, last)
        return edition

    def _competition_of_name(self, name: str) -> MergedCompetition:
        known = self._by_name.get(folded(name))
        if known is None:
            slug = free_slug(slug_of(name), self._slugs)
            known = self._by_name[folded(name)] = MergedCompetition(slug, name)
        return known

    def _competition_of_venue(self, race: SeenRace) -> MergedCompetition:
        known = self._by_venue.get(race.venue)
        if known is None:
            slug = free_slug(slug_of(f"at {race.venue}"), self._slugs)
            known = MergedCompetition(slug, race.stadium or race.city or race.venue)
            self._by_venue[race.venue] = known
        return known

    def _city(self, race: SeenRace) -> MergedCity:
        nation, name = race.nation or _UNKNOWN_NATION, _city_name(race)
        known = self._cities.get((folded(name), nation))
        if known is None:
            known = self._curated_city(folded(name), nation)
            if known is None:
                known = MergedCity(free_slug(slug_of(f"{name} {nation}"), self._slugs), name, nation)
            self._cities[folded(name), nation] = known
        return known

    def _curated_city(self, name: str, nation: str) -> MergedCity | None:
        """The one curated city of a name, of the printed nation or else of a successor of that state."""
        named = self._curated.get(name, ())
        same = [city for city in named if city.nation == nation]
        cities = same or [city for city in named if nations_agree({nation}, {city.nation})]
        if len({city.id for city in cities}) != 1:
            return None
        return MergedCity(cities[0].id, cities[0].name, cities[0].nation)

    def _venue(self, race: SeenRace, city: MergedCity) -> MergedVenue | None:
        if race.stadium is None:
            return None
        name = self._venues.setdefault((city.id, folded(race.stadium)), race.stadium)
        return MergedVenue(city, name)


def _unambiguous_names(facts: Facts) -> dict[str, MergedCompetition]:
    """The curated competitions by folded name, without the names that two of them share."""
    owners: defaultdict[str, dict[CompetitionId, MergedCompetition]] = defaultdict(dict)
    for one in facts.competitions:
        for text in (one.name, *(name.text for name in one.names)):
            owners[fold(text)][one.id] = MergedCompetition(one.id, one.name)
    return {name: next(iter(ones.values())) for name, ones in owners.items() if len(ones) == 1}


_Staging = tuple[str, int, str, str]
"""The key of an edition with a name: competition name, year, city name and nation."""


def _staging(name: str, race: SeenRace) -> _Staging:
    return folded(name), race.date.year, folded(_city_name(race)), race.nation or _UNKNOWN_NATION


def _city_name(race: SeenRace) -> str:
    return race.city or race.stadium or race.venue

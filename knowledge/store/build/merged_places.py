"""Where outside races were held: cities, venues, competitions and editions made where no curated one fits."""

import re
from collections import defaultdict
from datetime import date
from functools import lru_cache

from knowledge.curation import Facts
from knowledge.imports.linkage.races import RecoveredRace
from knowledge.models.base import CompetitionId, RaceId
from knowledge.models.facts import Tier
from knowledge.models.observation import SeenRace
from knowledge.names import fold
from knowledge.store import schema
from knowledge.store.build.rows import Rows
from knowledge.store.build.write_races import venue_of

LONGEST_SLUG = 60
_UNKNOWN_NATION = "XXX"
AFTER_CURATED = 1_000
"""The first position of what is not curated among what is: results, claims, venues of a city."""


class Places:
    """Writes the places of outside races, each once."""

    def __init__(self, rows: Rows, facts: Facts) -> None:
        """Cities and nations that are curated are used as they are."""
        self._rows = rows
        self._cities: dict[tuple[str, str], str] = {
            (fold(name), city.nation): city.id for city in facts.cities for name in (city.name, *city.names)
        }
        self._venues: dict[tuple[str, str], str] = {
            (city.id, fold(name)): venue.name
            for city in facts.cities
            for venue in city.venues
            for name in (venue.name, *venue.names)
        }
        self._nations = {str(nation.id) for nation in facts.nations}
        self._made: dict[tuple[str | None, str, date], tuple[int, int | None]] = {}
        self._named: dict[_Named, int] = {}
        self._spans: dict[_Named, tuple[date, date]] = {}
        self._called: dict[RaceId, str] = {}
        self._competitions: dict[str, tuple[int, str]] = {}
        self._by_name = {
            name: (rows.key(schema.competition, one), str(one)) for name, one in _names_of_one(facts).items()
        }
        self._editions = {str(edition.id) for edition in facts.editions}
        self._days: dict[date, str] = {}
        self._slugs: set[str] = {*(city.id for city in facts.cities), *(c.id for c in facts.competitions)}

    def nation(self, code: str) -> int:
        """The key of a nation by its code, known or not."""
        if code not in self._nations:
            self._nations.add(code)
            self._rows.add_thing(schema.nation, code, name=code, iso=None, area=None)
        return self._rows.key(schema.nation, code)

    def day(self, value: date) -> str:
        """A date as the database keeps it."""
        text = self._days.get(value)
        if text is None:
            text = self._days[value] = value.isoformat()
        return text

    def call(self, race: RecoveredRace) -> None:
        """Note the competition of a race, before any is written: one source may tell what others don't."""
        seen = race.seen
        if seen.competition is None or race.attached is not None:
            return
        name = self._called.setdefault(race.id, seen.competition)
        key = _named(name, seen)
        first, last = self._spans.get(key, (seen.date, seen.date))
        self._spans[key] = min(first, seen.date), max(last, seen.date)

    def edition(self, race: RecoveredRace) -> tuple[int, int | None]:
        """The keys of the edition and the venue of a race that belongs to no curated edition."""
        seen, name = race.seen, self._called.get(race.id)
        found = self._made.get((name, seen.venue, seen.date))
        if found is None:
            city = self._city(seen)
            venue = self._venue(seen, city)
            edition = self._at(seen, city, venue) if name is None else self._of(name, seen, city, venue)
            found = self._made[name, seen.venue, seen.date] = edition, venue
        return found

    def _at(self, race: SeenRace, city: str, venue: int | None) -> int:
        """An edition that has no name but that of the place."""
        competition, slug = self._competition(race)
        return self._write(f"{slug}-{self.day(race.date)}", competition, city, venue, race.date, race.date)

    def _of(self, name: str, race: SeenRace, city: str, venue: int | None) -> int:
        """The edition of a competition of that name, in that year and city."""
        key = _named(name, race)
        edition = self._named.get(key)
        if edition is None:
            competition, slug = self._called_so(name)
            first, last = self._spans[key]
            own = slug_of(f"{slug} {race.date.year} {city}")
            edition = self._named[key] = self._write(own, competition, city, venue, first, last)
        return edition

    def _write(
        self, slug: str, competition: int, city: str, venue: int | None, first: date, last: date
    ) -> int:
        edition = self._rows.next_key(schema.edition)
        self._rows.add_cells(
            schema.edition,
            (
                edition,
                _free(slug, self._editions),
                competition,
                first.year,
                None,
                Tier.OTHER.value,
                self._rows.key(schema.city, city),
                venue,
                self.day(first),
                self.day(last),
                None,
                True,
            ),
        )
        return edition

    def _called_so(self, name: str) -> tuple[int, str]:
        known = self._by_name.get(_folded(name))
        if known is None:
            slug = _free(slug_of(name), self._slugs)
            key = self._rows.add_thing(schema.competition, slug, name=name)
            known = self._by_name[_folded(name)] = (key, slug)
        return known

    def _city(self, race: SeenRace) -> str:
        nation = race.nation or _UNKNOWN_NATION
        name = race.city or race.stadium or race.venue
        known = self._cities.get((_folded(name), nation))
        if known is None:
            known = self._cities[_folded(name), nation] = _free(slug_of(f"{name} {nation}"), self._slugs)
            self._rows.add_thing(schema.city, known, name=name, nation_id=self.nation(nation))
        return known

    def _venue(self, race: SeenRace, city: str) -> int | None:
        if race.stadium is None:
            return None
        name = self._venues.get((city, _folded(race.stadium)))
        if name is None:
            name = self._venues[city, _folded(race.stadium)] = race.stadium
            return self._rows.add_keyed(
                schema.venue,
                venue_of(city, name),
                city_id=self._rows.key(schema.city, city),
                position=AFTER_CURATED,
                name=name,
            )
        return self._rows.key(schema.venue, venue_of(city, name))

    def _competition(self, race: SeenRace) -> tuple[int, str]:
        known = self._competitions.get(race.venue)
        if known is None:
            slug = _free(slug_of(f"at {race.venue}"), self._slugs)
            name = race.stadium or race.city or race.venue
            key = self._rows.add_thing(schema.competition, slug, name=name)
            known = self._competitions[race.venue] = (key, slug)
        return known


_folded = lru_cache(maxsize=65536)(fold)
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """An id made of a text: its folded words with hyphens, not too long."""
    return _NOT_A_SLUG.sub("-", _folded(text)).strip("-")[:longest].strip("-") or "unnamed"


def _free(base: str, taken: set[str]) -> str:
    """The slug, with a number behind it where that is taken; it is taken from now on."""
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def _names_of_one(facts: Facts) -> dict[str, CompetitionId]:
    """The names that one curated competition alone has."""
    having: defaultdict[str, set[CompetitionId]] = defaultdict(set)
    for one in facts.competitions:
        for text in (one.name, *(name.text for name in one.names)):
            having[fold(text)].add(one.id)
    return {name: min(ids) for name, ids in having.items() if len(ids) == 1}


_Named = tuple[str, int, str, str]
"""What editions of one name are told apart by: the name, the year, the city and its nation."""


def _named(name: str, race: SeenRace) -> _Named:
    where = race.city or race.stadium or race.venue
    return _folded(name), race.date.year, _folded(where), race.nation or _UNKNOWN_NATION

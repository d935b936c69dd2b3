"""Where outside races were held: cities, venues, competitions and editions made where no curated one fits."""

import re
from datetime import date
from functools import lru_cache

from knowledge.curation import Facts
from knowledge.models.facts import Tier
from knowledge.models.observation import SeenRace
from knowledge.names import fold
from knowledge.store import schema
from knowledge.store.rows import Rows
from knowledge.store.write_races import venue_of

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
        self._made: dict[tuple[str, date], tuple[int, int | None]] = {}
        self._competitions: dict[str, tuple[int, str]] = {}
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

    def edition(self, race: SeenRace) -> tuple[int, int | None]:
        """The keys of the edition and the venue of a race that belongs to no curated edition."""
        found = self._made.get((race.venue, race.date))
        if found is None:
            found = self._made[race.venue, race.date] = self._make(race)
        return found

    def _make(self, race: SeenRace) -> tuple[int, int | None]:
        city = self._city(race)
        venue = self._venue(race, city)
        competition, slug = self._competition(race)
        edition = self._rows.next_key(schema.edition)
        day = self.day(race.date)
        self._rows.add_cells(
            schema.edition,
            (
                edition,
                f"{slug}-{day}",
                competition,
                race.date.year,
                None,
                Tier.OTHER.value,
                self._rows.key(schema.city, city),
                venue,
                day,
                day,
                None,
            ),
        )
        return edition, venue

    def _city(self, race: SeenRace) -> str:
        nation = race.nation or _UNKNOWN_NATION
        name = race.city or race.stadium or race.venue
        known = self._cities.get((_folded(name), nation))
        if known is None:
            known = self._cities[_folded(name), nation] = self._free(f"{name} {nation}")
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
            slug = self._free(f"at {race.venue}")
            name = race.stadium or race.city or race.venue
            key = self._rows.add_thing(schema.competition, slug, name=name)
            known = self._competitions[race.venue] = (key, slug)
        return known

    def _free(self, text: str) -> str:
        base = slug_of(text)
        slug, number = base, 2
        while slug in self._slugs:
            slug, number = f"{base}-{number}", number + 1
        self._slugs.add(slug)
        return slug


_folded = lru_cache(maxsize=65536)(fold)
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """An id made of a text: its folded words with hyphens, not too long."""
    return _NOT_A_SLUG.sub("-", _folded(text)).strip("-")[:longest].strip("-") or "unnamed"

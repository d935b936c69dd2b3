"""Matches races to curated editions, by venue and date."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from knowledge.curation import Facts
from knowledge.models.base import CityId, DisciplineId, EditionId
from knowledge.models.facts import Category, City, Edition, Tier
from knowledge.models.nations import nations_agree
from knowledge.models.observation import SeenRace
from knowledge.names import fold

# Races on a course leave the stadium, so the city of the edition is enough.
_ON_A_COURSE = frozenset(("road", "walk", "cross"))
_DAYS_OF_A_MEETING = 2
"""Longest edition, in days, that is matched by city and date without a venue. Chosen by hand."""
_JUNIORS = {Category.MEN: Category.MEN_U20, Category.WOMEN: Category.WOMEN_U20}


@dataclass(frozen=True, slots=True)
class EditionMatch:
    """The edition of a race, the race's category there, and the reason in words."""

    edition: EditionId
    category: Category
    why: str
    by_venue: bool


class EditionIndex:
    """The curated editions, indexed by city."""

    def __init__(self, facts: Facts) -> None:
        """Index the cities by their names, the editions by city, and the venues of each edition."""
        self._cities: dict[str, list[City]] = defaultdict(list)
        self._venues: dict[tuple[CityId, str], str] = {}
        for city in facts.cities:
            self._add(city)
        self._editions: dict[CityId, list[Edition]] = defaultdict(list)
        for edition in facts.editions:
            self._editions[edition.city].append(edition)
        self._venues_of: dict[EditionId, set[str]] = defaultdict(set)
        for edition in facts.editions:
            if edition.venue is not None:
                self._venues_of[edition.id].add(edition.venue)
        at = {edition.id: edition.venue for edition in facts.editions}
        self._event_venues: dict[tuple[EditionId, DisciplineId, Category], set[str | None]] = defaultdict(set)
        for race in facts.races:
            self._event_venues[race.edition, race.discipline, race.category].add(
                race.venue or at.get(race.edition)
            )
            if race.venue is not None:
                self._venues_of[race.edition].add(race.venue)
        self._course = {d.id for d in facts.disciplines if d.group in _ON_A_COURSE}
        self._known: dict[tuple[str | None, ...], tuple[CityId, ...]] = {}

    def _add(self, city: City) -> None:
        for name in (city.name, *city.names):
            self._cities[fold(name)].append(city)
        for venue in city.venues:
            for name in (venue.name, *venue.names):
                self._venues[city.id, fold(name)] = venue.name

    def match(self, race: SeenRace) -> EditionMatch | None:
        """The edition of a race; None without a match, or with several.

        City and date must be those of the edition. A printed stadium must be a venue of the edition, and the
        venue of the event where that is curated. Without a stadium, city and date are enough only for an
        edition of one or two days, for a race on a course, or for a race with a competition and a key.
        """
        matches = [
            found
            for city in self._cities_of(race)
            for edition in self._editions.get(city, ())
            if edition.start <= race.date <= edition.end
            if (found := self._match(race, city, edition)) is not None
        ]
        if len(matches) > 1:
            matches = [found for found in matches if found.by_venue]
        return matches[0] if len(matches) == 1 else None

    def is_in_a_known_city(self, race: SeenRace) -> bool:
        """Whether any curated city has the printed name. Other races match no edition."""
        return bool(self._cities_of(race))

    def _cities_of(self, race: SeenRace) -> tuple[CityId, ...]:
        """The cities of the printed name; a former state stands for its successors (`Moskva (URS)`)."""
        printed = (race.city, race.stadium, race.nation)
        known = self._known.get(printed)
        if known is None:
            whole = race.city or ""
            names = [fold(name) for name in (whole, *(whole.split("-", 1) if "-" in whole else ()))]
            nation = {race.nation or ""}
            cities = [city for name in names for city in self._cities.get(name, ())]
            there = (city.id for city in cities if nations_agree(nation, {city.nation}))
            known = self._known[printed] = tuple(dict.fromkeys(there))
        return known

    def _match(self, race: SeenRace, city: CityId, edition: Edition) -> EditionMatch | None:
        category = race.category
        if edition.tier is Tier.WORLD_U20_CHAMPIONSHIPS:
            category = _JUNIORS.get(category, category)
        days = f"{_day(edition.start)} to {_day(edition.end)}" if edition.start != edition.end else "that day"
        if race.stadium is not None:
            venue = self._venue(race.stadium, city)
            run_at = self._event_venues.get((edition.id, race.discipline, category), {venue})
            if venue is not None and venue in self._venues_of[edition.id] and venue in run_at:
                return EditionMatch(edition.id, category, f"it was at {venue}, {days}", by_venue=True)
            if race.discipline not in self._course:
                return None
        if race.competition is not None and race.key is not None:
            return EditionMatch(
                edition.id, category, f"{race.competition}, in its city, {days}", by_venue=True
            )
        short = (edition.end - edition.start).days < _DAYS_OF_A_MEETING
        if short or race.discipline in self._course:
            return EditionMatch(edition.id, category, f"it was in its city, {days}", by_venue=False)
        return None

    def _venue(self, stadium: str, city: CityId) -> str | None:
        whole = self._venues.get((city, fold(stadium)))
        if whole is not None:
            return whole
        parts = {self._venues.get((city, fold(part))) for part in stadium.split(",")} - {None}
        return parts.pop() if len(parts) == 1 else None


def _day(value: date) -> str:
    return value.isoformat()

"""World Athletics' season and all-time lists: one file a discipline, in a folder of men or women."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TypeVar

from knowledge.imports.dates import full_date, partial_date
from knowledge.imports.events import Event, event_of_file
from knowledge.imports.files import Member, members
from knowledge.imports.marks import SeenMark, seen_mark, seen_wind, too_windy
from knowledge.imports.part import ImportRefused, Part, Row, Unreadable, checked, shown
from knowledge.imports.persons import spoken_name
from knowledge.imports.positions import Position, position
from knowledge.imports.tables import Table, table
from knowledge.imports.venues import SeenVenue, seen_nation, seen_venue
from knowledge.models.base import SourceId
from knowledge.models.facts import Category, Sex, Source
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

_NEEDED = ("Mark", "Competitor", "DOB", "Nat", "Pos", "Venue", "Date")
_CATEGORIES = {"men": Category.MEN, "women": Category.WOMEN}
# The caches make rows share their athletes and races; emptied now and then, they don't grow with the file.
_MANY = 50_000
_Value = TypeVar("_Value")


class Toplists:
    """The lists of a zip, a folder or a single file."""

    name = "world-athletics-toplists"
    cut_off = True
    source = Source(
        id=SourceId("world-athletics-toplists"),
        publisher="World Athletics",
        title="Season and all-time lists",
        url="https://worldathletics.org/records/toplists",
        note="Cut off by mark: slow races, DNF, DNS and DQ are not in them. Races are recovered.",
    )

    def parts(self, path: Path) -> Iterator[Part]:
        """One part a list; raises ImportRefused."""
        for member in members(path, ".csv"):
            yield Part(member.name, member.size, partial(_rows, member))


def _rows(member: Member) -> Iterator[Row]:
    folder, stem = PurePosixPath(member.name).parent.name.lower(), PurePosixPath(member.name).stem
    category = _CATEGORIES.get(folder)
    if category is None:
        raise ImportRefused(f"{shown(member.name)} is not in a folder men or women, so whose list is it?")
    event = event_of_file(member.name, stem)
    yield from _ListReader(event, category).rows(table(member, _NEEDED))


class _ListReader:
    """Reads the rows of one list and remembers the texts it has read."""

    def __init__(self, event: Event, category: Category) -> None:
        self._event = event
        self._category = category
        self._sex = Sex.MALE if category is Category.MEN else Sex.FEMALE
        self._marks: dict[str, SeenMark] = {}
        self._positions: dict[str, Position] = {}
        self._winds: dict[str, str | None] = {}
        # Texts as keys, for half a million tuples would keep the garbage collector busy.
        self._athletes: dict[str, SeenAthlete] = {}
        self._races: dict[str, SeenRace] = {}

    def rows(self, found: Table) -> Iterator[Row]:
        """Every row of the list, read or refused."""
        cells_of = itemgetter(*(found.columns[name] for name in _NEEDED))
        wind_at = found.columns.get("WIND")
        # Numbers in the place of texts: so a file of a million rows needs little to find what it repeats.
        whole_rows: set[int] = set()
        keys: dict[int, int] = {}
        for line, cells in found.rows:
            if len(cells) != found.width:
                why = f"The row has {len(cells)} columns, the first line has {found.width}."
                yield Refusal(f"line {line}", shown(",".join(cells)), why)
                continue
            texts = cells_of(cells)
            wind = cells[wind_at] if wind_at is not None else ""
            whole = hash((texts, wind))
            if whole in whole_rows:
                why = "The row repeats one above it, value by value."
                yield Refusal(f"line {line}", shown(",".join(cells)), why)
                continue
            try:
                row = self._row(line, texts, wind, keys)
            except Unreadable as problem:
                yield Refusal(f"line {line}", shown(",".join(cells)), str(problem))
            else:
                whole_rows.add(whole)
                yield row

    def _row(self, line: int, texts: tuple[str, ...], wind_text: str, keys: dict[int, int]) -> Observation:
        mark_text, name, born, nation, place, venue, day = texts
        mark = self._marks.get(mark_text) or self._mark(mark_text)
        seen = self._positions.get(place) or self._position(place)
        wind = (
            (self._winds[wind_text] if wind_text in self._winds else self._wind(wind_text))
            if wind_text
            else None
        )
        where = f"{day}|{venue}|{seen.phase}"
        # Neither mark, place nor birth date: they may be corrected, and the row is the same one still.
        key = f"{name}|{where}"
        event = self._event
        if seen.alone or event.race_wind:
            where = f"{where}|{wind_text if event.race_wind else ''}|{name if seen.alone else ''}"
        race = self._races.get(where)
        if race is None:
            race = _kept(self._races, where, self._race(day, venue, seen, wind, where))
        athlete = team = team_nation = None
        if event.team:
            team, team_nation = checked(name, "team's name"), seen_nation(nation)
        else:
            who = f"{name}|{born}|{nation}"
            athlete = self._athletes.get(who)
            if athlete is None:
                athlete = _kept(self._athletes, who, self._athlete(name, born, nation))
        number = hash(key)
        times = keys[number] = keys.get(number, 0) + 1
        if times > 1:
            key = f"{key}|{times}"
        notes = seen.notes
        if mark.notes:
            notes += mark.notes
        if wind is not None and too_windy(wind):
            notes += ("w",)
        return Observation(
            f"line {line}",
            key,
            race,
            athlete,
            team,
            team_nation,
            seen.place,
            mark.text,
            mark.value,
            mark.hand_timed,
            seen.status,
            notes,
            wind if event.row_wind else None,
        )

    def _mark(self, text: str) -> SeenMark:
        read = seen_mark(checked(text, "mark"), self._event.measure, zeros_lost=True)
        return _kept(self._marks, text, read)

    def _position(self, text: str) -> Position:
        return _kept(self._positions, text, position(checked(text, "position")))

    def _wind(self, text: str) -> str | None:
        return _kept(self._winds, text, seen_wind(checked(text, "wind")))

    def _athlete(self, name: str, born: str, nation: str) -> SeenAthlete:
        spoken, family = spoken_name(checked(name, "name"))
        birth = checked(born, "birth date")
        return SeenAthlete(
            spoken, family, self._sex, seen_nation(nation), partial_date(birth) if birth else None
        )

    def _race(self, day: str, venue: str, seen: Position, wind: str | None, where: str) -> SeenRace:
        printed, place = _venue(venue)
        event = self._event
        own = seen.apart or seen.alone
        return SeenRace(
            discipline=event.discipline,
            category=self._category,
            date=_day(day),
            venue=printed,
            stadium=place.stadium,
            city=place.city,
            nation=place.nation,
            round=seen.round,
            heat=seen.heat,
            key=f"{event.discipline}|{self._category}|{where}" if own else None,
            indoor=place.indoor,
            wind_mps=wind if event.race_wind else None,
        )


@lru_cache(maxsize=_MANY)
def _venue(text: str) -> tuple[str, SeenVenue]:
    printed = checked(text, "venue")
    return printed, seen_venue(printed)


@lru_cache(maxsize=_MANY)
def _day(text: str) -> date:
    return full_date(checked(text, "date"))


def _kept(cache: dict[str, _Value], key: str, value: _Value) -> _Value:
    if len(cache) >= _MANY:
        cache.clear()
    cache[key] = value
    return value

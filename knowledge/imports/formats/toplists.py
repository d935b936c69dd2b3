"""World Athletics' season and all-time lists: one file a discipline, in a folder of men or women."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TypeVar

from knowledge.imports.formats.events import Event, event_of_file
from knowledge.imports.formats.files import CsvTable, Member, members, table
from knowledge.imports.formats.persons import spoken_name
from knowledge.imports.formats.source_file import ImportRefused, Row, SourceFile, Unreadable, checked, shown
from knowledge.imports.formats.values import (
    Position,
    SeenVenue,
    full_date,
    partial_date,
    position,
    seen_mark,
    seen_nation,
    seen_venue,
    seen_wind,
    too_windy,
)
from knowledge.models.base import SourceId
from knowledge.models.facts import Category, Sex, Source, Status
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

_NEEDED = ("Mark", "Competitor", "DOB", "Nat", "Pos", "Venue", "Date")
_CATEGORIES = {"men": Category.MEN, "women": Category.WOMEN}
# The caches make rows share their athletes and races; emptied now and then, they don't grow with the file.
_MANY = 50_000
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Texts = tuple[str, ...]
# What is read of texts that come again and again. Tuples, for they are taken apart the fastest.
_Mark = tuple[str, int, bool, _Texts]
_Place = tuple[int | None, Status, _Texts, str, bool, Position]
_Wind = tuple[str | None, str | None, _Texts]
_Who = tuple[SeenAthlete | None, str | None, str | None]


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

    def files(self, path: Path) -> Iterator[SourceFile[Observation]]:
        """One part a list; raises ImportRefused."""
        for member in members(path, ".csv"):
            yield SourceFile(member.name, member.size, partial(_rows, member), member.read)


def _rows(member: Member) -> Iterator[Row]:
    folder, stem = PurePosixPath(member.name).parent.name.lower(), PurePosixPath(member.name).stem
    category = _CATEGORIES.get(folder)
    if category is None:
        raise ImportRefused(f"{shown(member.name)} is not in a folder men or women, so whose list is it?")
    event = event_of_file(member.name, stem)
    yield from _ListReader(event, category).rows(table(member, _NEEDED))


class _ListReader:
    """Reads the rows of one list. Each text is read once, and rows share what was read of it."""

    def __init__(self, event: Event, category: Category) -> None:
        self._event = event
        self._category = category
        self._sex = Sex.MALE if category is Category.MEN else Sex.FEMALE
        self._marks: dict[str, _Mark] = {}
        self._places: dict[str, _Place] = {}
        self._winds: dict[str, _Wind] = {"": (None, None, ())}
        self._whos: dict[_Texts, _Who] = {}
        self._races: dict[_Texts, SeenRace] = {}
        # Numbers in the place of texts: so a file of a million rows needs little to find what it repeats.
        self._first: dict[int, int] = {}
        self._more: dict[int, set[int]] = {}

    def rows(self, found: CsvTable) -> Iterator[Row]:
        """Every row of the list, read or refused."""
        marks, places, winds, whos, races = self._marks, self._places, self._winds, self._whos, self._races
        first, race_wind, width = self._first, self._event.race_wind, found.width
        texts_of = itemgetter(*(found.columns[name] for name in _NEEDED))
        wind_at = found.columns.get("WIND")
        for line, cells in found.rows:
            if len(cells) != width:
                why = f"The row has {len(cells)} columns, the first line has {width}."
                yield Refusal(f"line {line}", shown(",".join(cells)), why)
                continue
            mark_text, name, born, nation, place_text, venue, day = texts_of(cells)
            wind_text = cells[wind_at] if wind_at is not None else ""
            try:
                mark, value, hand_timed, mark_notes = marks.get(mark_text) or self._mark(mark_text)
                place, status, notes, phase, alone, seen = places.get(place_text) or self._place(place_text)
                wind, row_wind, wind_notes = winds.get(wind_text) or self._wind(wind_text)
                who = (name, born, nation)
                athlete, team, team_nation = whos.get(who) or self._who(who)
                where = (day, venue, phase, wind_text if race_wind else "", name if alone else "")
                race = races.get(where) or self._race(where, seen, wind)
                # Neither mark, place nor birth date: these may be corrected, and the row stays the same.
                key = f"{name}|{day}|{venue}|{phase}"
                number, rest = hash(key), hash((mark_text, wind_text, born, nation, place_text))
                if number in first:
                    key = self._again(key, number, rest)
                else:
                    first[number] = rest
            except Unreadable as problem:
                yield Refusal(f"line {line}", shown(",".join(cells)), str(problem))
                continue
            yield Observation(
                f"line {line}",
                key,
                race,
                athlete,
                team,
                team_nation,
                place,
                mark,
                value,
                hand_timed,
                status,
                notes + mark_notes + wind_notes,
                row_wind,
            )

    def _again(self, key: str, number: int, rest: int) -> str:
        """The key of a row whose key others have had before it."""
        if rest == self._first[number] or rest in self._more.get(number, ()):
            raise Unreadable("The row repeats one above it, value by value.")
        others = self._more.setdefault(number, set())
        others.add(rest)
        return f"{key}|{len(others) + 1}"

    def _mark(self, text: str) -> _Mark:
        read = seen_mark(checked(text, "mark"), self._event.measure, zeros_lost=True)
        return _kept(self._marks, text, (read.text, read.value, read.hand_timed, read.notes))

    def _place(self, text: str) -> _Place:
        read = position(checked(text, "position"))
        kept = (read.place, read.status, read.notes, read.phase, read.alone, read)
        return _kept(self._places, text, kept)

    def _wind(self, text: str) -> _Wind:
        read = seen_wind(checked(text, "wind"))
        notes = ("w",) if too_windy(read) else ()
        return _kept(self._winds, text, (read, read if self._event.row_wind else None, notes))

    def _who(self, who: _Texts) -> _Who:
        name, born, nation = who
        if self._event.team:
            return _kept(self._whos, who, (None, checked(name, "team's name"), seen_nation(nation)))
        spoken, family = spoken_name(checked(name, "name"))
        birth = checked(born, "birth date")
        athlete = SeenAthlete(
            spoken, family, self._sex, seen_nation(nation), partial_date(birth) if birth else None
        )
        return _kept(self._whos, who, (athlete, None, None))

    def _race(self, where: _Texts, seen: Position, wind: str | None) -> SeenRace:
        event = self._event
        printed, place = _venue(where[1])
        key = None
        if seen.apart or seen.alone:
            told = where if seen.alone or event.race_wind else where[:3]
            key = "|".join((event.discipline, self._category, *told))
        read = SeenRace(
            event.discipline,
            self._category,
            _day(where[0]),
            printed,
            place.stadium,
            place.city,
            place.nation,
            seen.round,
            seen.heat,
            None,
            key,
            place.indoor,
            whole=False,
            wind_mps=wind if event.race_wind else None,
        )
        return _kept(self._races, where, read)


@lru_cache(maxsize=_MANY)
def _venue(text: str) -> tuple[str, SeenVenue]:
    printed = checked(text, "venue")
    return printed, seen_venue(printed)


@lru_cache(maxsize=_MANY)
def _day(text: str) -> date:
    return full_date(checked(text, "date"))


def _kept(cache: dict[_Key, _Value], key: _Key, value: _Value) -> _Value:
    if len(cache) >= _MANY:
        cache.clear()
    cache[key] = value
    return value

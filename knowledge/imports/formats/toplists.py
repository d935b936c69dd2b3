"""World Athletics' season and all-time lists: one CSV file a discipline, in a folder `men` or `women`."""

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
_MOST_CACHED = 50_000
"""Values in each cache, which let rows share athletes and races. A full cache is emptied. Chosen by hand."""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Texts = tuple[str, ...]
# Parsed values of texts that occur often. Tuples are the fastest to unpack.
_Mark = tuple[str, int, bool, _Texts]
_Place = tuple[int | None, Status, _Texts, str, bool, Position]
_Wind = tuple[str | None, str | None, _Texts]
_Entrant = tuple[SeenAthlete | None, str | None, str | None]


class Toplists:
    """The format of the lists."""

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
        """The lists of a path. Raises ImportRefused: when there is none, or one may not be opened."""
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
    """Reads the rows of one list. Each distinct text is parsed once, and rows share the parsed value."""

    def __init__(self, event: Event, category: Category) -> None:
        self._event = event
        self._category = category
        self._sex = Sex.MALE if category is Category.MEN else Sex.FEMALE
        self._marks: dict[str, _Mark] = {}
        self._places: dict[str, _Place] = {}
        self._winds: dict[str, _Wind] = {"": (None, None, ())}
        self._entrants: dict[_Texts, _Entrant] = {}
        self._races: dict[_Texts, SeenRace] = {}
        # Hashes instead of texts, to save memory: the rest of the first row with a key, and of later ones.
        self._first: dict[int, int] = {}
        self._more: dict[int, set[int]] = {}

    def rows(self, content: CsvTable) -> Iterator[Row]:
        """All rows of the list, as observations or refusals."""
        texts_of = itemgetter(*(content.columns[name] for name in _NEEDED))
        wind_at = content.columns.get("WIND")
        width = content.width
        for line, cells in content.rows:
            if len(cells) != width:
                why = f"The row has {len(cells)} columns, the first line has {width}."
                yield Refusal(f"line {line}", shown(",".join(cells)), why)
                continue
            wind = cells[wind_at] if wind_at is not None else ""
            try:
                seen = self._row(f"line {line}", texts_of(cells), wind)
            except Unreadable as problem:
                yield Refusal(f"line {line}", shown(",".join(cells)), str(problem))
                continue
            yield seen

    def _row(self, position: str, texts: _Texts, wind_text: str) -> Observation:
        mark_text, name, born, nation, place_text, venue, day = texts
        mark, value, hand_timed, mark_notes = self._marks.get(mark_text) or self._mark(mark_text)
        place, status, notes, phase, alone, seen = self._places.get(place_text) or self._place(place_text)
        wind, row_wind, wind_notes = self._winds.get(wind_text) or self._wind(wind_text)
        entrant = (name, born, nation)
        athlete, team, team_nation = self._entrants.get(entrant) or self._entrant(entrant)
        race_wind = wind_text if self._event.race_wind else ""
        where = (day, venue, phase, race_wind, name if alone else "")
        race = self._races.get(where) or self._race(where, seen, wind)
        # Without mark, place and birth date: a row whose values are corrected keeps its key.
        key = f"{name}|{day}|{venue}|{phase}"
        number, rest = hash(key), hash((mark_text, wind_text, born, nation, place_text))
        if number in self._first:
            key = self._repeated(key, number, rest)
        else:
            self._first[number] = rest
        return Observation(
            position,
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

    def _repeated(self, key: str, number: int, rest: int) -> str:
        """A distinct key where the key occurs above. Raises Unreadable: when the whole row is repeated."""
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

    def _entrant(self, entrant: _Texts) -> _Entrant:
        name, born, nation = entrant
        if self._event.team:
            return _kept(self._entrants, entrant, (None, checked(name, "team's name"), seen_nation(nation)))
        spoken, family = spoken_name(checked(name, "name"))
        birth = checked(born, "birth date")
        athlete = SeenAthlete(
            spoken, family, self._sex, seen_nation(nation), partial_date(birth) if birth else None
        )
        return _kept(self._entrants, entrant, (athlete, None, None))

    def _race(self, where: _Texts, seen: Position, wind: str | None) -> SeenRace:
        event = self._event
        printed, place = _venue(where[1])
        key = None
        if seen.apart or seen.alone:
            parts = where if seen.alone or event.race_wind else where[:3]
            key = "|".join((event.discipline, self._category, *parts))
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


@lru_cache(maxsize=_MOST_CACHED)
def _venue(text: str) -> tuple[str, SeenVenue]:
    printed = checked(text, "venue")
    return printed, seen_venue(printed)


@lru_cache(maxsize=_MOST_CACHED)
def _day(text: str) -> date:
    return full_date(checked(text, "date"))


def _kept(cache: dict[_Key, _Value], key: _Key, value: _Value) -> _Value:
    if len(cache) >= _MOST_CACHED:
        cache.clear()
    cache[key] = value
    return value

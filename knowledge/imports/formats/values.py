"""Parses printed values: marks, statuses, winds, dates, venues, nations and positions."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge.imports.formats.source_file import Unreadable
from knowledge.models.facts import Round, Status
from knowledge.models.mark import MarkError, Measure, parse_mark
from knowledge.models.observation import COMBINED

_SPLIT = re.compile(r"([0-9.,:]+h?)\s?([A-Za-z*+#@]{0,4})", re.ASCII)
_LETTERS = {
    "A": "altitude",
    "i": "indoor",
    "w": "w",
    "W": "w",
    "*": "marked *",
    "+": "on the way to a longer distance",
    "#": "marked #",
    "@": "marked @",
}
_LOST_ZERO = re.compile(r"\d{1,3}\.\d", re.ASCII)
_WIND = re.compile(r"([+-]?)(\d{1,2})(?:\.(\d))?", re.ASCII)
LEGAL_WIND = 2.0
"""Strongest legal tailwind, in metres a second, from the rules of the sport."""


@dataclass(frozen=True, slots=True)
class SeenMark:
    """A parsed mark: the text without its suffix letters, and the notes of these letters."""

    text: str
    value: int
    hand_timed: bool = False
    notes: tuple[str, ...] = ()
    indoor: bool = False


def seen_mark(text: str, measure: Measure, *, zeros_lost: bool = False) -> SeenMark:
    """Read a mark like `9.58`, `8:06.90`, `2:01:09`, `45.3h`, `8.95i`, `9.87A`, `8893`; raises Unreadable.

    With `zeros_lost`, `10.6` is 10.60 from a table that dropped the zero, and no hand time: such lists mark
    hand times with an `h`.
    """
    if plain := _plain(text, measure):
        return SeenMark(text, plain)
    split = _SPLIT.fullmatch(text)
    if split is None:
        raise Unreadable("The mark is not one like 9.58, 8:06.90, 2:01:09, 45.3h, 8.95 or 8893.")
    number, letters = split.groups()
    notes: tuple[str, ...] = ()
    if letters:
        if unknown := [letter for letter in letters if letter not in _LETTERS]:
            raise Unreadable(f"The mark has a letter {unknown[0]} behind it whose meaning isn't known.")
        notes = tuple(dict.fromkeys(_LETTERS[letter] for letter in letters))
    if zeros_lost and _LOST_ZERO.fullmatch(number):
        number += "0"
    if measure is Measure.POINTS and number.endswith(".0"):
        number = number[:-2]
    try:
        mark = parse_mark(number, measure)
    except MarkError as problem:
        raise Unreadable(f"The mark is not {problem}.") from None
    return SeenMark(mark.text, mark.value, mark.hand_timed, notes, indoor="i" in letters)


def _plain(text: str, measure: Measure) -> int:
    """The value of a mark like `9.58`, `13:22.80` or `8.95`, as most are; 0 for what needs a full parse."""
    minutes, colon, rest = text.rpartition(":")
    whole, point, hundredths = rest.partition(".")
    if not (
        point and whole.isdecimal() and hundredths.isdecimal() and len(hundredths) == 2 and text.isascii()
    ):
        return 0
    value = int(whole) * 100 + int(hundredths) if len(whole) < 4 else 0
    if measure is Measure.DISTANCE and not colon:
        return value
    if measure is not Measure.TIME or value >= 60_00 or len(whole) > 2:
        return 0
    if not colon:
        return value
    return int(minutes) * 60_00 + value if minutes.isdecimal() and len(minutes) < 3 and len(whole) == 2 else 0


_STATUS = {
    "DNF": Status.DNF,
    "DNS": Status.DNS,
    "DQ": Status.DQ,
    "DSQ": Status.DQ,
    "NM": Status.NM,
    "NH": Status.NM,
    "OC": Status.OC,
}


def seen_status(text: str) -> Status | None:
    """The status of a text `DNF`, `DNS`, `DQ`, `DSQ`, `NM`, `NH` or `OC`; None for any other text."""
    return _STATUS.get(text.upper())


def seen_wind(text: str) -> str | None:
    """A wind as the curated files write it (`+1.3`, `0.0`), None when none is printed; raises Unreadable."""
    if text in {"", "nan", "NWI", "nwi"}:
        return None
    match = _WIND.fullmatch(text)
    if match is None:
        raise Unreadable("The wind is not one like +1.3, 0.0 or -0.5.")
    value = f"{int(match[2])}.{match[3] or 0}"
    if value == "0.0":
        return value
    return f"{match[1] or '+'}{value}"


def too_windy(wind: str | None) -> bool:
    """Whether the wind is too strong for the mark to count as a best."""
    return wind is not None and float(wind) > LEGAL_WIND


_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_PRINTED = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z]{3}) )?(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_FIRST, _LAST = 1850, 2100


@lru_cache(maxsize=65_536)
def partial_date(text: str) -> str:
    """The ISO date, month or year of a text. Raises Unreadable: when it is none."""
    if printed := _PRINTED.fullmatch(text.upper()):
        day, name, year = printed.groups()
        month = str(_MONTHS.index(name) + 1) if name in _MONTHS else name
    elif iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    else:
        raise Unreadable("The date is not one like 12 SEP 1996, SEP 1996, 1996 or 1996-09-12.")
    try:
        day_of = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Unreadable("There is no such date.") from None
    if not _FIRST <= day_of.year <= _LAST:
        raise Unreadable(f"The year is not between {_FIRST} and {_LAST}.")
    return day_of.isoformat()[: 10 if day else 7 if month else 4]


def full_date(text: str) -> date:
    """The date of a text. Raises Unreadable: when it is none, or only a month or a year."""
    iso = partial_date(text)
    if len(iso) < 10:
        raise Unreadable("The date of a race needs a day, a month and a year.")
    return date.fromisoformat(iso)


_PRINTED_venues = re.compile(r"(?P<place>.+?)\s*\((?P<nation>[A-Z]{3})\)(?:\s*\((?P<note>i|ot)\))?", re.ASCII)
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_INDOOR = re.compile(r"\bindoor\b|hallen?,|sporthalle|palaindoor|hall,", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SeenVenue:
    """A parsed venue. A state of the USA or Canada is left out."""

    stadium: str | None
    city: str
    nation: str
    indoor: bool


def seen_venue(text: str) -> SeenVenue:
    """Read a printed venue; raises Unreadable. `(i)`, or a name like `Indoor Track`, says it is indoors."""
    match = _PRINTED_venues.fullmatch(text)
    if match is None:
        raise Unreadable("The venue is not one like Stade Louis II, Monaco (MON).")
    parts = [part for part in (part.strip() for part in match["place"].split(",")) if part]
    if len(parts) > 1 and _STATE.fullmatch(parts[-1]) and match["nation"] in {"USA", "CAN"}:
        parts.pop()
    if not parts:
        raise Unreadable("The venue names no city.")
    indoor = match["note"] == "i" or _INDOOR.search(text) is not None
    return SeenVenue(", ".join(parts[:-1]) or None, parts[-1], match["nation"], indoor)


_NATION = re.compile(r"[A-Z]{3}", re.ASCII)


def seen_nation(text: str) -> str:
    """A nation's code of three capitals; raises Unreadable."""
    if _NATION.fullmatch(text) is None:
        raise Unreadable("The nation is not a code of three capitals like KEN.")
    return text


_POSITION = re.compile(
    r"(?P<place>[1-9]\d{0,4})?(?:\.0)?(?P<tie>=)?"
    r"(?:(?P<phase>h|sf|qf|q|f|pr|ce|sr|rep|r)(?P<heat>[1-9]\d?|[A-H])?)?(?:r(?P<race>[1-9]\d?))?",
    re.ASCII,
)
# Rounds that our four rounds do not distinguish get a key of their own and a note. The meaning of `sr` is not
# documented, so it is only repeated.
_PHASES: dict[str, tuple[Round, str | None]] = {
    "": (Round.FINAL, None),
    "f": (Round.FINAL, None),
    "r": (Round.FINAL, None),
    "sf": (Round.SEMI_FINAL, None),
    "q": (Round.QUALIFICATION, None),
    "h": (Round.HEAT, None),
    "qf": (Round.HEAT, "quarter-final"),
    "pr": (Round.HEAT, "preliminary round"),
    "rep": (Round.HEAT, "repechage"),
    "ce": (Round.FINAL, COMBINED),
    "sr": (Round.FINAL, "sr"),
}
_NUMBERED = {"h", "sf", "qf", "q", "pr", "ce", "rep", "sr"}


@dataclass(frozen=True, slots=True)
class Position:
    """A parsed position. `phase` is its suffix as printed, the same for all rows of one race.

    `apart` means that the model's rounds do not distinguish the race, so it needs a key of its own. `alone`
    means that the row does not identify its race (no place, or a heat without a number), so two such rows are
    never of one race.
    """

    place: int | None
    round: Round
    heat: int | None
    phase: str
    notes: tuple[str, ...] = ()
    status: Status = Status.FINISHED
    apart: bool = False
    alone: bool = False


def position(text: str) -> Position:
    """Parse the position of a row. Raises Unreadable: when its form is unknown."""
    status = seen_status(text) if text else None
    if status is not None:
        return Position(None, Round.FINAL, None, "", status=status, alone=True)
    match = _POSITION.fullmatch(text)
    if match is None:
        raise Unreadable("The position is not one like 1, 6h1, 2sf1, 1f2, 1q1 or h.")
    phase, number, race = match["phase"] or "", match["heat"] or "", match["race"]
    round_, note = _PHASES[phase]
    place = int(match["place"]) if match["place"] else None
    heat = int(number) if number.isdigit() else "ABCDEFGH".index(number) + 1 if number else None
    notes = [text for text in (note, f"race {race}" if race else None) if text]
    no_number = phase in _NUMBERED and heat is None
    no_race = not text
    if no_number:
        notes.append("its number isn't printed")
    if no_race:
        notes.append("place and round aren't printed")
    return Position(
        place,
        round_,
        heat,
        f"{phase}{number}{'r' + race if race else ''}",
        tuple(notes),
        apart=note is not None or race is not None,
        alone=no_number or no_race,
    )

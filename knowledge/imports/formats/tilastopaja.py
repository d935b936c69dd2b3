"""Championships from Tilastopaja: one JSON document with all races of a championship."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.imports.formats.events import Event, event
from knowledge.imports.formats.files import Member, document, members
from knowledge.imports.formats.source_file import (
    ImportRefused,
    Row,
    SourceFile,
    Unreadable,
    checked,
    checked_name,
    shown,
)
from knowledge.imports.formats.values import (
    full_date,
    partial_date,
    seen_mark,
    seen_nation,
    seen_status,
    seen_wind,
    too_windy,
)
from knowledge.models.base import SourceId
from knowledge.models.facts import Category, Round, Sex, Source, Status
from knowledge.models.observation import COMBINED, Observation, Refusal, SeenAthlete, SeenRace

_ROUNDS = {
    "Final": Round.FINAL,
    "Semifinals": Round.SEMI_FINAL,
    "Heats": Round.HEAT,
    "Qualification": Round.QUALIFICATION,
}
_CATEGORIES = {
    ("M", "Senior"): Category.MEN,
    ("W", "Senior"): Category.WOMEN,
    ("M", "U20"): Category.MEN_U20,
    ("W", "U20"): Category.WOMEN_U20,
}
# A disqualification follows the mark that it annuls: `46.10DQADR 32.3`.
_DISQUALIFIED = re.compile(r"[0-9.:]+\s*DQ\s*(.*)")


class Tilastopaja:
    """The format of the documents."""

    name = "tilastopaja"
    cut_off = False
    source = Source(
        id=SourceId("tilastopaja"),
        publisher="Tilastopaja",
        title="Results of championships",
        url="https://github.com/openath/trhackathon2025",
        licence="Apache-2.0",
    )

    def files(self, path: Path) -> Iterator[SourceFile[Observation]]:
        """The documents of a path. Raises ImportRefused: when there is none, or one may not be opened."""
        for member in members(path, ".json"):
            yield SourceFile(member.name, member.size, partial(_rows, member), member.read)


@dataclass(frozen=True, slots=True)
class _Competition:
    number: str
    name: str
    city: str
    nation: str
    stadium: str


def _rows(member: Member) -> Iterator[Row]:
    name = shown(member.name)
    content = document(member)
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list):
        raise ImportRefused(f"{name} has no list of events, so it is not a document of this kind.")
    try:
        competition = _Competition(
            *(_text(content, key) for key in ("compID", "compName", "city", "country", "arena"))
        )
        seen_nation(competition.nation)
    except Unreadable as problem:
        raise ImportRefused(f"{name}: the competition can't be read: {problem}") from None
    for index, race in enumerate(events):
        where = f"event {index + 1}"
        try:
            yield from _race_rows(where, race, competition)
        except Unreadable as problem:
            yield Refusal(where, shown(_heading(race)), str(problem))


def _race_rows(where: str, content: Any, competition: _Competition) -> Iterator[Row]:
    if not isinstance(content, dict) or not isinstance(content.get("results"), list):
        raise Unreadable("The event has no list of results.")
    known, race = _race(content, competition)
    combined = "combinedEvent" in content
    keys: set[str] = set()
    for index, row in enumerate(content["results"]):
        line = f"{where}, result {index + 1}"
        try:
            read = _row(line, row, known, race, combined=combined)
        except Unreadable as problem:
            yield Refusal(line, shown(str(row)), str(problem))
            continue
        if read.key in keys:
            yield Refusal(line, shown(str(row)), "Who stands here has a result in this race above already.")
            continue
        keys.add(read.key)
        yield read


def _race(content: dict[str, Any], competition: _Competition) -> tuple[Event, SeenRace]:
    name = _text(content, "eventName")
    known = event(name)
    if known is None:
        raise Unreadable(f"{name or 'An event without a name'} is not a discipline that is known here.")
    round_ = _ROUNDS.get(_text(content, "roundName"))
    if round_ is None:
        raise Unreadable("The round is none of Final, Semifinals, Heats and Qualification.")
    category = _CATEGORIES.get((_text(content, "gender"), _text(content, "ageGroup")))
    if category is None:
        raise Unreadable("The sex and age group are none that is known here.")
    heat, indoor = _text(content, "heatNumber"), _text(content, "indoorOutdoor") == "Indoor"
    return known, SeenRace(
        discipline=known.discipline,
        category=Category.MIXED if "mixed" in name.lower() else category,
        date=full_date(_text(content, "date")),
        venue=f"{competition.stadium}, {competition.city} ({competition.nation})",
        stadium=competition.stadium or None,
        city=competition.city,
        nation=competition.nation,
        round=round_,
        heat=_heat(heat),
        competition=competition.name,
        key=f"{competition.number} {_text(content, 'listName')} {heat}".strip(),
        indoor=indoor,
        whole=True,
        wind_mps=seen_wind(_text(content, "wind")) if known.race_wind else None,
    )


def _row(line: str, row: Any, known: Event, race: SeenRace, *, combined: bool) -> Observation:
    if not isinstance(row, dict):
        raise Unreadable("The result is not an object.")
    number = _text(row, "toID")
    if not number:
        raise Unreadable("The result has no toID to be told by.")
    status, value, words = _outcome(_text(row, "bestPerformance"), known)
    wind = seen_wind(_text(row, "wind"))
    notes = [*words, *(_text(row, "recordFlags").split()), *(_text(row, "personalFlags").split())]
    notes += [_text(row, "qualified")] if _text(row, "qualified") else []
    notes += [COMBINED] if combined else []
    notes += ["w"] if too_windy(wind) and value else []
    rank = _text(row, "rank").rstrip("=")
    if rank and not (rank.isascii() and rank.isdigit() and len(rank) < 5):
        raise Unreadable("The rank is not a whole number.")
    team = known.team
    mark = seen_mark(value, known.measure) if value else None
    return Observation(
        row=line,
        key=f"{race.key}|{number}",
        race=race,
        athlete=None if team else _athlete(row, race, number),
        team=(_text(row, "relayTeam") or _text(row, "nation")) if team else None,
        team_nation=seen_nation(_text(row, "nation")) if team else None,
        place=int(rank) if rank else None,
        mark=mark.text if mark else None,
        mark_value=mark.value if mark else None,
        hand_timed=mark.hand_timed if mark else False,
        status=status,
        notes=tuple(dict.fromkeys(notes)),
        wind_mps=wind if known.row_wind else None,
    )


def _outcome(text: str, known: Event) -> tuple[Status, str, list[str]]:
    """The status, the text of the mark if any, and the rule of a disqualification as a note."""
    status = seen_status(text)
    if status is not None:
        return status, "", []
    if gone := _DISQUALIFIED.fullmatch(text):
        return Status.DQ, "", [gone[1]] if gone[1] else []
    if not text:
        raise Unreadable(f"There is neither a mark nor DNF, DNS, DQ or NM for the {known.discipline}.")
    return Status.FINISHED, text, []


def _athlete(row: dict[str, Any], race: SeenRace, number: str) -> SeenAthlete:
    family, given = _text(row, "lastname"), _text(row, "firstname")
    name = _text(row, "athlete") or f"{given} {family}".strip()
    if not name:
        raise Unreadable("The result names nobody.")
    born, outside = _text(row, "DOB"), _text(row, "WAID")
    ids = [("world-athletics", outside)] if outside not in {"", "0"} else []
    return SeenAthlete(
        name=checked_name(name),
        family=family if family and given else None,
        sex=Sex.FEMALE if race.category in {Category.WOMEN, Category.WOMEN_U20} else Sex.MALE,
        nation=seen_nation(_text(row, "nation")),
        born=partial_date(born) if born else None,
        ids=(*ids, ("tilastopaja", number)),
    )


def _heat(text: str) -> int | None:
    """The number of a heat: 2 for `2` and for `B`. Raises Unreadable: when it is neither."""
    if text.isascii() and text.isdigit() and len(text) < 3:
        return int(text)
    if len(text) == 1 and "A" <= text <= "H":
        return ord(text) - ord("A") + 1
    if text:
        raise Unreadable("The heat is neither a number nor a letter.")
    return None


def _text(content: dict[str, Any], key: str) -> str:
    """The text or number at a key; empty if null or missing. Raises Unreadable: when it is another type."""
    value = content.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unreadable(f"The {key} is neither a text nor a number.")
    return checked(str(value), key)


def _heading(race: Any) -> str:
    if not isinstance(race, dict):
        return str(race)
    return " ".join(str(race.get(key)) for key in ("gender", "eventName", "roundName", "heatName"))

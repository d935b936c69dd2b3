"""Our own CSV format: one row a result, with the same columns for import and export (docs/results-csv.md)."""

import csv
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from knowledge.imports.formats.events import event
from knowledge.imports.formats.files import (
    MAX_STREAMED,
    Member,
    defused,
    defused_number,
    members,
    plain,
    table,
)
from knowledge.imports.formats.source_file import Row, SourceFile, Unreadable, checked, checked_name, shown
from knowledge.imports.formats.values import (
    SeenMark,
    full_date,
    partial_date,
    seen_mark,
    seen_nation,
    seen_venue,
    seen_wind,
)
from knowledge.models.base import SourceId
from knowledge.models.facts import Category, Round, Sex, Source, Status
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

NEEDED = ("date", "venue", "discipline", "category", "name", "place", "mark")
COLUMNS = (
    *NEEDED,
    *("stadium", "city", "country", "competition", "round", "heat", "indoor", "whole", "race", "race_wind"),
    *("family", "sex", "nation", "born", "ids", "spellings", "team"),
    *("status", "hand_timed", "wind", "notes", "key"),
)
_NUMBERS = frozenset(("place", "heat", "wind", "race_wind"))
_YES = {"yes": True, "no": False, "": False}
_SEXES = {Category.MEN: Sex.MALE, Category.MEN_U20: Sex.MALE}
_SEXES |= {Category.WOMEN: Sex.FEMALE, Category.WOMEN_U20: Sex.FEMALE}


class ResultsCsv:
    """The format of our own CSV files, from a spreadsheet or an export."""

    name = "results-csv"
    cut_off = False
    source = Source(id=SourceId("results-csv"), publisher="The operator", title="Results brought as CSV")

    def files(self, path: Path) -> Iterator[SourceFile[Observation]]:
        """The CSV files of a path. Raises ImportRefused: when there is none, or one may not be opened."""
        for member in members(path, ".csv", most=MAX_STREAMED):
            yield SourceFile(member.name, member.size, partial(_rows, member), member.read)


def _rows(member: Member) -> Iterator[Row]:
    content = table(member, NEEDED)
    columns = {name: content.columns[name] for name in COLUMNS if name in content.columns}
    race: SeenRace | None = None
    keys: set[int] = set()
    for line, cells in content.rows:
        where = f"line {line}"
        try:
            row = _texts(cells, columns, content.width)
            read = _race(row)
            # Consecutive rows of one race share its object.
            race = race if read == race and race is not None else read
            result = _result(where, row, race)
        except Unreadable as problem:
            yield Refusal(where, shown(",".join(cells)), str(problem))
            continue
        number = hash(result.key)
        if number in keys:
            yield Refusal(
                where, shown(",".join(cells)), "The row repeats the race and the person of one above it."
            )
            continue
        keys.add(number)
        yield result


def _texts(cells: list[str], columns: dict[str, int], width: int) -> dict[str, str]:
    if len(cells) != width:
        raise Unreadable(f"The row has {len(cells)} columns, the first line has {width}.")
    row = dict.fromkeys(COLUMNS, "")
    for name, at in columns.items():
        row[name] = plain(checked(cells[at], name))
    return row


def _race(row: dict[str, str]) -> SeenRace:
    known = event(row["discipline"])
    if known is None:
        raise Unreadable(f"The discipline {shown(row['discipline'])} is not one that is known here.")
    if row["category"] not in set(Category):
        raise Unreadable(f"The category is none of {', '.join(Category)}.")
    if row["round"] and row["round"] not in set(Round):
        raise Unreadable(f"The round is none of {', '.join(Round)}.")
    stadium, city, nation = row["stadium"] or None, row["city"] or None, row["country"] or None
    if not row["venue"]:
        raise Unreadable("The venue is empty.")
    if stadium is None and city is None and nation is None:
        place = seen_venue(row["venue"])
        stadium, city, nation = place.stadium, place.city, place.nation
    return SeenRace(
        discipline=known.discipline,
        category=Category(row["category"]),
        date=full_date(row["date"]),
        venue=row["venue"],
        stadium=stadium,
        city=city,
        nation=seen_nation(nation) if nation else None,
        round=Round(row["round"] or Round.FINAL),
        heat=_number(row["heat"], "heat"),
        competition=row["competition"] or None,
        key=row["race"] or None,
        indoor=_yes(row["indoor"], "indoor"),
        whole=_yes(row["whole"], "whole"),
        wind_mps=seen_wind(row["race_wind"]),
    )


def _result(where: str, row: dict[str, str], race: SeenRace) -> Observation:
    known = event(row["discipline"])
    mark = None
    status = Status.FINISHED
    if row["status"]:
        if row["status"] not in set(Status):
            raise Unreadable(f"The status is none of {', '.join(Status)}.")
        status = Status(row["status"])
    if row["mark"] and known is not None:
        mark = seen_mark(row["mark"], known.measure)
    place = _number(row["place"], "place")
    if mark is None and place is None and status is Status.FINISHED:
        raise Unreadable("There is neither a place nor a mark nor a status like DNF.")
    athlete = None if row["team"] else _athlete(row, race)
    entrant = row["team"] or f"{row['name']}|{row['born']}"
    about = (
        race.key or f"{race.discipline}|{race.category}|{race.date}|{race.venue}|{race.round}|{race.heat}",
        entrant,
    )
    return Observation(
        row=where,
        key=row["key"] or "|".join(about),
        race=race,
        athlete=athlete,
        team=row["team"] or None,
        team_nation=seen_nation(row["nation"]) if row["team"] and row["nation"] else None,
        place=place,
        mark=mark.text if mark else None,
        mark_value=mark.value if mark else None,
        hand_timed=_yes(row["hand_timed"], "hand_timed") or _by_hand(mark),
        status=status,
        notes=_parts(row["notes"]),
        wind_mps=seen_wind(row["wind"]),
    )


def _by_hand(mark: SeenMark | None) -> bool:
    return mark is not None and mark.hand_timed


def _athlete(row: dict[str, str], race: SeenRace) -> SeenAthlete:
    if not any(letter.isalpha() for letter in row["name"]):
        raise Unreadable("The row names neither an athlete nor a team.")
    sex = _SEXES.get(race.category)
    if row["sex"]:
        if row["sex"] not in set(Sex):
            raise Unreadable("The sex is neither M nor F.")
        sex = Sex(row["sex"])
    if sex is None:
        raise Unreadable("In a mixed race each row needs a sex, M or F.")
    return SeenAthlete(
        name=checked_name(row["name"]),
        family=row["family"] or None,
        sex=sex,
        nation=seen_nation(row["nation"]),
        born=partial_date(row["born"]) if row["born"] else None,
        ids=tuple(_id(pair) for pair in _parts(row["ids"])),
        spellings=tuple(map(checked_name, _parts(row["spellings"]))),
    )


def _id(text: str) -> tuple[str, str]:
    system, colon, number = text.partition(":")
    if not (system and colon and number):
        raise Unreadable("The ids are not like world-athletics:14453864; paris-2024:1898250.")
    return system, number


def _number(text: str, what: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:6]) > 0 and len(text) < 6):
        raise Unreadable(f"The {what} is not a whole number from 1.")
    return int(text)


def _yes(text: str, what: str) -> bool:
    if text not in _YES:
        raise Unreadable(f"The column {what} takes yes or no.")
    return _YES[text]


def _parts(text: str) -> tuple[str, ...]:
    """The parts of a text between semicolons; a backslash escapes the next character."""
    if not text:
        return ()
    parts, part, letters = [], "", iter(text)
    for letter in letters:
        if letter == ";":
            parts.append(part.strip())
            part = ""
        else:
            part += next(letters, "") if letter == "\\" else letter
    return tuple(one for one in (*parts, part.strip()) if one)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part.replace("\\", "\\\\").replace(";", "\\;") for part in parts)


def write_results(observations: Iterable[Observation], out: TextIO) -> int:
    """Write results as CSV; reading it gives the same observations, except `row`. Returns their number."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for seen in observations:
        writer.writerow(_cells(seen))
        count += 1
    return count


def _cells(seen: Observation) -> list[str]:
    row = _race_cells(seen.race) | _result_cells(seen)
    if seen.athlete is not None:
        row |= _athlete_cells(seen.athlete)
    return [(defused_number if name in _NUMBERS else defused)(row.get(name) or "") for name in COLUMNS]


def _race_cells(race: SeenRace) -> dict[str, str | None]:
    return {
        "date": race.date.isoformat(),
        "venue": race.venue,
        "discipline": race.discipline,
        "category": race.category.value,
        "stadium": race.stadium,
        "city": race.city,
        "country": race.nation,
        "competition": race.competition,
        "round": race.round.value,
        "heat": str(race.heat or ""),
        "indoor": "yes" if race.indoor else "",
        "whole": "yes" if race.whole else "",
        "race": race.key,
        "race_wind": race.wind_mps,
    }


def _result_cells(seen: Observation) -> dict[str, str | None]:
    return {
        "place": str(seen.place or ""),
        "mark": seen.mark,
        "team": seen.team,
        "nation": seen.team_nation,
        "status": "" if seen.status is Status.FINISHED else seen.status.value,
        "hand_timed": "yes" if seen.hand_timed else "",
        "wind": seen.wind_mps,
        "notes": _joined(seen.notes),
        "key": seen.key,
    }


def _athlete_cells(athlete: SeenAthlete) -> dict[str, str | None]:
    return {
        "name": athlete.name,
        "family": athlete.family,
        "sex": athlete.sex.value,
        "nation": athlete.nation,
        "born": athlete.born,
        "ids": _joined(f"{system}:{number}" for system, number in athlete.ids),
        "spellings": _joined(athlete.spellings),
    }

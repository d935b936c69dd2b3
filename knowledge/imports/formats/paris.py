"""The athletics results of Paris 2024: `results.csv`, with `athletes.csv` for the birth dates."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from knowledge.imports.formats.events import Event, event
from knowledge.imports.formats.files import MAX_UNPACKED, Member, members, table
from knowledge.imports.formats.persons import spoken_name
from knowledge.imports.formats.source_file import ImportRefused, Row, SourceFile, Unreadable, checked, shown
from knowledge.imports.formats.values import full_date, partial_date, seen_mark, seen_nation, seen_status
from knowledge.models.base import SourceId
from knowledge.models.facts import Category, Round, Sex, Source, Status
from knowledge.models.observation import COMBINED, Observation, Refusal, SeenAthlete, SeenRace

_COLUMNS = (
    *("date", "stage_code", "event_name", "stage", "gender", "venue", "participant_code"),
    *("participant_name", "participant_type", "participant_country_code", "rank", "result", "result_IRM"),
    "qualification_mark",
)
_PEOPLE = ("code", "name", "name_tv", "gender", "country_code", "birth_date")
_CATEGORIES = {"M": Category.MEN, "W": Category.WOMEN, "X": Category.MIXED}
_SEXES = {"Male": Sex.MALE, "Female": Sex.FEMALE}
_ROUNDS: dict[str, tuple[Round, str | None]] = {
    "Final": (Round.FINAL, None),
    "Semi-Final": (Round.SEMI_FINAL, None),
    "Round 1": (Round.HEAT, None),
    "Preliminary Round": (Round.HEAT, "preliminary round"),
    "Repechage": (Round.HEAT, "repechage"),
    "Qualification": (Round.QUALIFICATION, None),
}
_STAGE = re.compile(r"(?P<stage>.+?)(?: - (?:Heat|Group))?(?: (?P<heat>\d{1,2}|[A-D]))?")
_RANK = re.compile(r"([1-9]\d{0,3})(?:\.0)?=?", re.ASCII)
_COMBINED = {"decathlon", "heptathlon"}


class Paris2024:
    """The format: a folder or zip with both files, or `results.csv` beside the other file."""

    name = "paris-2024"
    cut_off = False
    source = Source(
        id=SourceId("paris-2024"),
        publisher="Paris 2024",
        title="Results and athletes of the Olympic athletics programme",
        url="https://github.com/rythamsaini/Paris-Olympic-Games-2024",
        licence="CC BY 4.0",
    )

    def files(self, path: Path) -> Iterator[SourceFile[Observation]]:
        """One file, the results. Raises ImportRefused: when one of the two files is missing."""
        folder = path.parent if path.name == "results.csv" else path
        files = {
            PurePosixPath(member.name).name: member for member in members(folder, ".csv", most=MAX_UNPACKED)
        }
        for name in ("results.csv", "athletes.csv"):
            if name not in files:
                raise ImportRefused(f"{folder} has no {name}; results and athletes belong together.")
        results, people = files["results.csv"], files["athletes.csv"]
        yield SourceFile("results.csv", results.size, partial(_rows, results, people), results.read)


def _rows(results: Member, people: Member) -> Iterator[Row]:
    athletes: dict[str, SeenAthlete] = {}
    for person in _people(people):
        if isinstance(person, Refusal):
            yield person
        else:
            athletes[person.ids[0][1]] = person
    keys: set[str] = set()
    rows = table(results, _COLUMNS)
    races: dict[str, tuple[Event, SeenRace, tuple[str, ...]]] = {}
    for line, cells in rows.rows:
        where = f"results.csv, line {line}"
        try:
            row = _texts(cells, rows.columns, rows.width, _COLUMNS)
            code = row["stage_code"]
            known = races.get(code) or races.setdefault(code, _race(row))
            read = _row(where, row, known, athletes)
        except Unreadable as problem:
            yield Refusal(where, shown(",".join(cells)), str(problem))
            continue
        if read.key in keys:
            yield Refusal(
                where, shown(",".join(cells)), "Who stands here has a result in this race above already."
            )
            continue
        keys.add(read.key)
        yield read


def _people(member: Member) -> Iterator[SeenAthlete | Refusal]:
    rows = table(member, _PEOPLE)
    for line, cells in rows.rows:
        try:
            yield _person(_texts(cells, rows.columns, rows.width, _PEOPLE))
        except Unreadable as problem:
            yield Refusal(f"athletes.csv, line {line}", shown(",".join(cells)), str(problem))


def _person(row: dict[str, str]) -> SeenAthlete:
    if row["gender"] not in _SEXES or not row["code"]:
        raise Unreadable("The athlete has no code, or a sex that is neither Male nor Female.")
    name, family = spoken_name(row["name_tv"] or row["name"])
    return SeenAthlete(
        name=name,
        family=family,
        sex=_SEXES[row["gender"]],
        nation=seen_nation(row["country_code"]),
        born=partial_date(row["birth_date"]) if row["birth_date"] else None,
        ids=(("paris-2024", row["code"]),),
    )


def _texts(cells: list[str], columns: dict[str, int], width: int, names: tuple[str, ...]) -> dict[str, str]:
    if len(cells) != width:
        raise Unreadable(f"The row has {len(cells)} columns, the first line has {width}.")
    return {name: checked(cells[columns[name]], name) for name in names}


def _race(row: dict[str, str]) -> tuple[Event, SeenRace, tuple[str, ...]]:
    name, stage = row["event_name"], row["stage"]
    notes: tuple[str, ...] = ()
    bare = name.removeprefix("Men's ").removeprefix("Women's ").removesuffix(" Mixed")
    known = event(bare)
    parts = _STAGE.fullmatch(stage)
    if known is None or parts is None:
        raise Unreadable(f"{name}, {stage} is not a race that is known here.")
    stage = parts["stage"]
    if known.discipline in _COMBINED and stage != "Final":
        notes = (COMBINED, str(known.discipline))
        known, stage = event(stage), "Final"
    if known is None or stage not in _ROUNDS or row["gender"] not in _CATEGORIES:
        raise Unreadable(f"{name}, {stage} is not a race that is known here.")
    round_, note = _ROUNDS[stage]
    heat = parts["heat"]
    if not row["stage_code"]:
        raise Unreadable("The row has no stage_code to tell its race by.")
    race = SeenRace(
        discipline=known.discipline,
        category=_CATEGORIES[row["gender"]],
        date=full_date(row["date"][:10]),
        venue=f"{row['venue']}, Paris (FRA)",
        stadium=row["venue"] or None,
        city="Paris",
        nation="FRA",
        round=round_,
        heat=None if heat is None else int(heat) if heat.isdigit() else "ABCD".index(heat) + 1,
        competition="Olympic Games Paris 2024",
        key=row["stage_code"],
        whole=True,
    )
    return known, race, (*notes, note) if note else notes


def _row(
    where: str,
    row: dict[str, str],
    known: tuple[Event, SeenRace, tuple[str, ...]],
    athletes: dict[str, SeenAthlete],
) -> Observation:
    event_, race, notes = known
    code, team = row["participant_code"], row["participant_type"] == "Team"
    if not code:
        raise Unreadable("The row has no participant_code to be told by.")
    if not team and code not in athletes:
        raise Unreadable(f"The athlete {code} is not in athletes.csv.")
    rank = _RANK.fullmatch(row["rank"])
    if row["rank"] and rank is None:
        raise Unreadable("The rank is not a whole number.")
    status = seen_status(row["result_IRM"]) if row["result_IRM"] else Status.FINISHED
    if status is None or (status is Status.FINISHED and not row["result"]):
        raise Unreadable("There is neither a mark nor DNF, DNS, DQ or NM.")
    mark = seen_mark(row["result"], event_.measure) if row["result"] else None
    return Observation(
        row=where,
        key=f"{race.key}|{code}",
        race=race,
        athlete=None if team else athletes[code],
        team=row["participant_name"] if team else None,
        team_nation=seen_nation(row["participant_country_code"]) if team else None,
        place=int(rank[1]) if rank else None,
        mark=mark.text if mark else None,
        mark_value=mark.value if mark else None,
        hand_timed=mark.hand_timed if mark else False,
        status=status,
        notes=(*notes, row["qualification_mark"]) if row["qualification_mark"] else notes,
    )

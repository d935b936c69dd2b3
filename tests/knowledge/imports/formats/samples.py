"""Invented files in the formats of other people, and what is read from them."""

import json
import zipfile
from pathlib import Path
from typing import Any

from knowledge.imports.formats import FORMATS
from knowledge.imports.formats.source_file import Row
from knowledge.models.observation import Observation, Refusal

LIST_HEADER = '"",Rank,Mark,WIND,Competitor,DOB,Nat,Pos,Venue,Date,Results Score\n'
LIST = (
    LIST_HEADER
    + '0,1,10.6,0.9,Ada SWIFT-LANE,12 SEP 1996,KEN,1,"Hill Park, Springfield, IL (USA)",14 AUG 2020,1302\n'
    "1,2,10.75,2.3,Bea DE LA RIVA,1994,ESP,6h2,Helsinki (FIN),13 JUN 2019,1294\n"
    "2,3,10.8,,Cleo O'MARA,,IRL,sf,Helsinki (FIN),13 JUN 2019,1290\n"
)

PARIS_RESULTS = """\
date,stage_code,event_name,stage,gender,venue,participant_code,participant_name,participant_type,\
participant_country_code,rank,result,result_IRM,qualification_mark
2024-08-03T17:48,W5-1,Women's 5000m,Round 1 - Heat 1,W,Big Bowl,11,SWIFT-LANE Ada,Person,KEN,1.0,14:30.10,,Q
2024-08-03T17:48:06+02:00,W5-1,Women's 5000m,Round 1 - Heat 1,W,Big Bowl,12,O'MARA Cleo,Person,IRL,,,DNF,
2024-08-03T19:00:00+02:00,X4-1,4 x 400m Relay Mixed,Final,X,Big Bowl,KEN1,Kenya,Team,KEN,2.0,3:10.61,,
2024-08-04,HEP-2,Women's Heptathlon,High Jump - Group B,W,Big Bowl,12,O'MARA Cleo,Person,IRL,3.0,1.80,,
2024-08-04,W5-9,Women's 5000m,Final,W,Big Bowl,99,NOBODY Nell,Person,IRL,3.0,15:00.00,,
"""
PARIS_ATHLETES = """\
code,name,name_tv,gender,country_code,birth_date
11,SWIFT-LANE Ada,Ada SWIFT-LANE,Female,KEN,1996-09-12
12,O'MARA Cleo,Cleo O'MARA,Female,IRL,1999-01-02
"""


def championship() -> dict[str, Any]:
    """A competition of two races as Tilastopaja supplies it."""
    ada = {
        "toID": 7,
        "WAID": 70,
        "rank": "1=",
        "athlete": "Ada Swift-Lane",
        "lastname": "Swift-Lane",
        "firstname": "Ada",
        "DOB": "1996-09-12",
        "nation": "KEN",
        "bestPerformance": "7.01",
        "wind": "2.4",
        "recordFlags": None,
        "personalFlags": "SB",
        "qualified": "q",
    }
    mono = {**ada, "toID": 8, "WAID": 0, "rank": None, "athlete": "Mono", "lastname": "Mono"}
    mono |= {"firstname": None, "bestPerformance": "6.50DQADR 32.3"}
    jump = {
        "gender": "W",
        "ageGroup": "Senior",
        "eventName": "Long Jump",
        "indoorOutdoor": "Outdoor",
        "roundName": "Final",
        "heatNumber": None,
        "listName": "l1",
        "date": "2024-06-07",
        "results": [ada, mono],
    }
    team = {**mono, "athlete": "", "lastname": None, "bestPerformance": "3:12.00", "relayTeam": "KEN"}
    relay = {
        **jump,
        "eventName": "4 x 400m Mixed relay",
        "listName": "l2",
        "results": [{**team, "wind": None}],
    }
    place = {"country": "ITA", "city": "Roma", "arena": "Bowl", "compName": "Games", "compID": 1}
    return {**place, "events": [jump, relay]}


def write_list(folder: Path, text: str = LIST, name: str = "women/100-metres.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return folder


def write_paris(folder: Path) -> Path:
    (folder / "results.csv").write_text(PARIS_RESULTS, encoding="utf-8")
    (folder / "athletes.csv").write_text(PARIS_ATHLETES, encoding="utf-8")
    return folder


def write_championship(folder: Path) -> Path:
    path = folder / "games.json"
    path.write_text("\ufeff" + json.dumps(championship()), encoding="utf-8")
    return path


def write_zip(path: Path, files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def rows(format_name: str, path: Path) -> list[Row]:
    return [row for part in FORMATS[format_name].files(path) for row in part.rows()]


def results(format_name: str, path: Path) -> list[Observation]:
    return [row for row in rows(format_name, path) if isinstance(row, Observation)]


def refusals(format_name: str, path: Path) -> list[Refusal]:
    return [row for row in rows(format_name, path) if isinstance(row, Refusal)]

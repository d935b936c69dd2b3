"""Rows of invented races."""

from datetime import date

import numpy as np

from knowledge.curation import Facts
from knowledge.imports.coded_records import RecordEncoder, ValueEncoder
from knowledge.imports.column_types import MISSING
from knowledge.imports.linkage.races import RaceRows, RecoveredRace, RecoveredRaces
from knowledge.imports.linkage.races import recover_races as recover
from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Sex
from knowledge.models.observation import COMBINED, Observation, SeenAthlete, SeenRace

MILE = SeenRace(
    DisciplineId("mile"),
    Category.MEN,
    date(2024, 6, 15),
    "Quayside Stadium, Port Brennan (GBR)",
    "Quayside Stadium",
    "Port Brennan",
    "GBR",
)
ELSEWHERE = MILE._replace(venue="Oakham (GBR)", stadium=None, city="Oakham")


def row(race: SeenRace, name: str, place: int | None, value: int, *, hand_timed: bool = False) -> Observation:
    athlete = SeenAthlete(name, None, Sex.MALE, "GBR", "2000-02-03")
    return Observation(
        "line 1", name, race, athlete, place=place, mark=str(value), mark_value=value, hand_timed=hand_timed
    )


def recovered(rows: list[Observation], facts: Facts) -> tuple[RecoveredRaces, list[int]]:
    """The races of rows, and the number of each row's race."""
    printed, entrants = ValueEncoder(), ValueEncoder()
    encoder = RecordEncoder(SeenRace, dict.fromkeys(SeenRace._fields, lambda value: value))
    race = printed.codes([row.race for row in rows])
    encoder.add(zip(*printed, strict=True))
    race_rows = RaceRows(
        race,
        entrants.codes([row.athlete for row in rows]),
        np.array([MISSING if row.place is None else row.place for row in rows]),
        np.array([MISSING if row.mark_value is None else row.mark_value for row in rows]),
        np.array([row.hand_timed for row in rows]),
        np.array([COMBINED in row.notes for row in rows]),
    )
    races = recover(encoder.records(), race_rows, facts, lambda some: [rows[index].mark for index in some])
    return races, races.of[race].tolist()


def recover_races(rows: list[Observation], facts: Facts) -> tuple[RecoveredRace, ...]:
    return tuple(recovered(rows, facts)[0])


def one(facts: Facts, *rows: Observation) -> RecoveredRace:
    (race,) = recover_races(list(rows), facts)
    return race


SPRINT = ELSEWHERE._replace(discipline=DisciplineId("100m"), wind_mps="+1.2")

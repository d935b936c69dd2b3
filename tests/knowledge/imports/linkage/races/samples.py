"""Rows of invented races."""

from datetime import date

from knowledge.curation import Facts
from knowledge.imports.linkage.races import RecoveredRace, recover_observations
from knowledge.models.base import DisciplineId
from knowledge.models.facts import Category, Sex
from knowledge.models.observation import Observation, SeenAthlete, SeenRace

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


def recover_races(rows: list[Observation], facts: Facts) -> tuple[RecoveredRace, ...]:
    return recover_observations(rows, facts)[0]


def one(facts: Facts, *rows: Observation) -> RecoveredRace:
    (race,) = recover_races(list(rows), facts)
    return race


SPRINT = ELSEWHERE._replace(discipline=DisciplineId("100m"), wind_mps="+1.2")

"""Check ages: results of an athlete who was a child, was too old, or had died belong to a namesake."""

from collections.abc import Iterator, Mapping

from knowledge.curation.checks.violation import Violation, violation
from knowledge.curation.facts import Facts
from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete, Race

YOUNGEST, OLDEST = 13, 51
"""Ages in years at a race that are believed. Chosen by hand; the oldest here walked 50 km at 49."""


def check_ages(facts: Facts) -> Iterator[Violation]:
    """Results of athletes outside of these ages, by the years of birth, of death and of the edition."""
    athletes = {athlete.id: athlete for athlete in facts.athletes}
    years = {edition.id: edition.start.year for edition in facts.editions}
    for race in facts.races:
        year = race.date.year if race.date else years.get(race.edition)
        if year is not None:
            for number, athlete in _entered(race, athletes):
                yield from _at(race, number, athlete, year)


def _entered(race: Race, athletes: Mapping[AthleteId, Athlete]) -> Iterator[tuple[int, Athlete]]:
    """The number of the result, and each known athlete of it."""
    for number, result in enumerate(race.results):
        ids = (result.athlete, *result.members, *result.reserves)
        yield from ((number, athletes[id_]) for id_ in ids if id_ is not None and id_ in athletes)


def _at(race: Race, number: int, athlete: Athlete, year: int) -> Iterator[Violation]:
    path, fix = ("results", number), "name the namesake who competed, or correct the birth or death"
    if athlete.died and year > int(athlete.died[:4]):
        found, expected = f"died before this race of {year}", f"a race until {athlete.died[:4]}"
        yield violation(race, path, found, value=athlete.id, expected=expected, fix=fix)
    elif athlete.born and not YOUNGEST <= year - int(athlete.born[:4]) <= OLDEST:
        found = f"would have been {year - int(athlete.born[:4])}"
        expected = f"an athlete between {YOUNGEST} and {OLDEST}"
        yield violation(race, path, found, value=athlete.id, expected=expected, fix=fix)

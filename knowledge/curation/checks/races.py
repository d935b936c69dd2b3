"""Races: where and when, who may be in them, and each only once."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.curation.checks.finding import Finding, entrant, finding
from knowledge.curation.facts import Facts
from knowledge.models.base import CityId
from knowledge.models.facts import Athlete, Category, Edition, Race, Round, Sex, event_id, race_id

YOUNGEST = 10
"""Nobody younger is plausible in these competitions; a birth date that says so is mistyped."""
OLDEST_U20 = 19
"""In years, on the last day of the year of competition."""

_SEX = {
    Category.MEN: Sex.MALE,
    Category.MEN_U20: Sex.MALE,
    Category.WOMEN: Sex.FEMALE,
    Category.WOMEN_U20: Sex.FEMALE,
}
_U20 = (Category.MEN_U20, Category.WOMEN_U20, Category.MIXED_U20)


def check(facts: Facts) -> Iterator[Finding]:
    """Wrong file names, dates outside the edition, people who can't have been there or are there twice."""
    editions = {edition.id: edition for edition in facts.editions}
    athletes = {athlete.id: athlete for athlete in facts.athletes}
    venues = {city.id: [venue.name for venue in city.venues] for city in facts.cities}
    for race in facts.races:
        yield from _identity(race)
        if race.edition in editions:
            yield from _date(race, editions[race.edition])
            yield from _venue(race, editions[race.edition], venues)
        if not race.results:
            yield finding(race, ("results",), "is empty", expected="at least one result")
        if not race.sources:
            yield finding(race, ("sources",), "rests on nothing", expected="at least one source")
        first: dict[str, int] = {}
        for number, result in enumerate(race.results):
            who = entrant(result)
            if first.setdefault(who, number) != number:
                found = "is in this race twice"
                yield finding(race, ("results", number), found, value=who, expected="one row")
            for athlete in (result.athlete, *result.members):
                if athlete in athletes:
                    yield from _person(race, number, athletes[athlete])


def _identity(race: Race) -> Iterator[Finding]:
    expected = race_id(race.edition, event_id(race.discipline, race.category), race.round, race.heat)
    if race.id != expected:
        found = "is not the name that the race's edition, event and round give"
        yield finding(
            race, (), found, value=race.id, expected=expected, fix=f"rename the file to {expected}.toml"
        )
    if race.heat is not None and (race.heat < 1 or race.round is Round.FINAL):
        number = "a number from 1 on, and none in a final"
        yield finding(race, ("heat",), "is not a heat", value=race.heat, expected=number)


def _date(race: Race, edition: Edition) -> Iterator[Finding]:
    if not edition.start <= race.date <= edition.end:
        expected = f"a day from {edition.start} to {edition.end}"
        fix = f"correct it, or the dates in editions/{edition.id}.toml"
        yield finding(race, ("date",), "is outside its edition", value=race.date, expected=expected, fix=fix)


def _venue(race: Race, edition: Edition, venues: Mapping[CityId, Sequence[str]]) -> Iterator[Finding]:
    there = venues.get(edition.city)
    if race.venue is None or there is None:
        return
    if race.venue == edition.venue:
        expected = "a venue only where the race was not run at that of its edition"
        yield finding(
            race,
            ("venue",),
            "is the venue of the edition",
            value=race.venue,
            expected=expected,
            fix="leave it out",
        )
    elif race.venue not in there:
        expected = " or ".join(there) or f"a venue in cities/{edition.city}.toml"
        found = f"is not in cities/{edition.city}.toml"
        yield finding(race, ("venue",), found, value=race.venue, expected=expected)


def _person(race: Race, number: int, athlete: Athlete) -> Iterator[Finding]:
    path = ("results", number)
    sex = _SEX.get(race.category)
    if sex and athlete.sex is not sex:
        expected = f"an athlete of the category {race.category}"
        yield finding(race, path, "does not fit the category", value=athlete.id, expected=expected)
    if athlete.born is None or not athlete.born[:4].isdecimal():
        return
    age = race.date.year - int(athlete.born[:4])
    if age < YOUNGEST:
        found = f"was born {athlete.born}, too late for a race on {race.date}"
        yield finding(race, path, found, value=athlete.id, expected="another athlete, or another birth date")
    elif race.category in _U20 and age > OLDEST_U20:
        expected = f"an athlete born in {race.date.year - OLDEST_U20} or later"
        found = f"was born {athlete.born}, too early for the under-20s"
        yield finding(race, path, found, value=athlete.id, expected=expected)

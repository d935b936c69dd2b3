"""Check races: id, date and venue, each entrant once and eligible, teams and their members."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.curation.checks.violation import Violation, entrant, violation
from knowledge.curation.facts import Facts
from knowledge.models.base import AthleteId, CityId, NationId
from knowledge.models.facts import Athlete, Category, Edition, Nation, Race, Result, Round, Sex
from knowledge.models.identifiers import event_id, race_id
from knowledge.models.nations import nations_agree

YOUNGEST = 10
"""Least plausible age in years in these competitions: below it a birth date is mistyped. Chosen by hand."""
OLDEST_U20 = 19
"""In years, on the last day of the year of competition (World Athletics rule)."""

_SEX = {
    Category.MEN: Sex.MALE,
    Category.MEN_U20: Sex.MALE,
    Category.WOMEN: Sex.FEMALE,
    Category.WOMEN_U20: Sex.FEMALE,
}
_U20 = (Category.MEN_U20, Category.WOMEN_U20, Category.MIXED_U20)


def check_races(facts: Facts) -> Iterator[Violation]:
    """Wrong file names, dates outside the edition, athletes who can't have competed or have two rows."""
    editions = {edition.id: edition for edition in facts.editions}
    athletes = {athlete.id: athlete for athlete in facts.athletes}
    venues = {city.id: [venue.name for venue in city.venues] for city in facts.cities}
    for race in facts.races:
        yield from _identity(race)
        if race.edition in editions:
            yield from _date(race, editions[race.edition])
            yield from _venue(race, editions[race.edition], venues)
        if not race.results:
            yield violation(race, ("results",), "is empty", expected="at least one result")
        if not race.sources:
            yield violation(race, ("sources",), "rests on nothing", expected="at least one source")
        yield from _entrants(race, athletes, editions.get(race.edition))


def _entrants(
    race: Race, athletes: Mapping[AthleteId, Athlete], edition: Edition | None
) -> Iterator[Violation]:
    """Each entrant has one row and fits the race."""
    first: dict[str, int] = {}
    for number, result in enumerate(race.results):
        name = entrant(result)
        if first.setdefault(name, number) != number:
            found = "is in this race twice"
            yield violation(race, ("results", number), found, value=name, expected="one row")
        for athlete in (result.athlete, *result.members, *result.reserves):
            if athlete is not None and athlete in athletes and edition is not None:
                yield from _person(race, number, athletes[athlete], edition)


def _identity(race: Race) -> Iterator[Violation]:
    expected = race_id(race.edition, event_id(race.discipline, race.category), race.round, race.heat)
    if race.id != expected:
        found = "is not the name that the race's edition, event and round give"
        yield violation(
            race, (), found, value=race.id, expected=expected, fix=f"rename the file to {expected}.toml"
        )
    if race.heat is not None and (race.heat < 1 or race.round is Round.FINAL):
        number = "a number from 1 on, and none in a final"
        yield violation(race, ("heat",), "is not a heat", value=race.heat, expected=number)


def _date(race: Race, edition: Edition) -> Iterator[Violation]:
    if race.date is not None and not edition.start <= race.date <= edition.end:
        expected = f"a day from {edition.start} to {edition.end}"
        fix = f"correct it, or the dates in editions/{edition.id}.toml"
        yield violation(
            race, ("date",), "is outside its edition", value=race.date, expected=expected, fix=fix
        )


def _venue(race: Race, edition: Edition, venues: Mapping[CityId, Sequence[str]]) -> Iterator[Violation]:
    there = venues.get(edition.city)
    if race.venue is None or there is None:
        return
    if race.venue == edition.venue:
        expected = "a venue only where the race was not run at that of its edition"
        yield violation(
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
        yield violation(race, ("venue",), found, value=race.venue, expected=expected)


def _person(race: Race, number: int, athlete: Athlete, edition: Edition) -> Iterator[Violation]:
    path = ("results", number)
    sex = _SEX.get(race.category)
    if sex and athlete.sex is not sex:
        expected = f"an athlete of the category {race.category}"
        yield violation(race, path, "does not fit the category", value=athlete.id, expected=expected)
    if athlete.born is None or not athlete.born[:4].isdecimal():
        return
    day = race.date or edition.end
    age = day.year - int(athlete.born[:4])
    if age < YOUNGEST:
        found = f"was born {athlete.born}, too late for a race on {day}"
        yield violation(
            race, path, found, value=athlete.id, expected="another athlete, or another birth date"
        )
    elif race.category in _U20 and age > OLDEST_U20:
        expected = f"an athlete born in {day.year - OLDEST_U20} or later"
        found = f"was born {athlete.born}, too early for the under-20s"
        yield violation(race, path, found, value=athlete.id, expected=expected)


def check_teams(facts: Facts) -> Iterator[Violation]:
    """Team rows in other disciplines and the reverse, members with two rows or of another nation."""
    teams = {discipline.id: discipline.team for discipline in facts.disciplines}
    athletes = {athlete.id: athlete for athlete in facts.athletes}
    nations = {nation.id: nation for nation in facts.nations}
    alone = _nations_alone(facts.races)
    for race in facts.races:
        if race.discipline not in teams:
            continue
        ran: dict[AthleteId, str] = {}
        for number, result in enumerate(race.results):
            if not teams[race.discipline]:
                yield from _alone(race, number, result)
                continue
            yield from _team(race, number, result, nations.get(result.nation))
            yield from _members(race, number, result, ran)
            yield from _other_nations(race, number, result, athletes, alone)


def _alone(race: Race, number: int, result: Result) -> Iterator[Violation]:
    path = ("results", number)
    if result.athlete is None:
        expected = f"an athlete: {race.discipline} is not contested by teams"
        yield violation(race, path, "names no athlete", value=result.nation, expected=expected)
    if result.team or result.members:
        expected = f"an athlete alone: {race.discipline} is not contested by teams"
        yield violation(race, path, "is a team", value=result.team or result.members[0], expected=expected)


def _team(race: Race, number: int, result: Result, nation: Nation | None) -> Iterator[Violation]:
    path = ("results", number)
    if result.athlete is not None:
        expected = f"a nation and members: {race.discipline} is contested by teams"
        fix = f'write members = ["{result.athlete}"] instead'
        yield violation(race, path, "names an athlete", value=result.athlete, expected=expected, fix=fix)
    if nation is not None and result.team in (nation.id, nation.name, *nation.names):
        expected = "a team only where it is not simply that of its nation"
        yield violation(
            race, path, "is the nation's name", value=result.team, expected=expected, fix="leave it out"
        )


def _members(race: Race, number: int, result: Result, ran: dict[AthleteId, str]) -> Iterator[Violation]:
    path = ("results", number)
    for member in (*result.members, *result.reserves):
        if member in ran:
            found = f"runs in this race twice, for {ran[member]} before"
            yield violation(race, path, found, value=member, expected="each member once")
        ran[member] = entrant(result)


def _nations_alone(races: Iterable[Race]) -> Mapping[AthleteId, set[NationId]]:
    """The nations that each athlete stood for in races of individuals."""
    alone: dict[AthleteId, set[NationId]] = defaultdict(set)
    for race in races:
        for result in race.results:
            if result.athlete is not None:
                alone[result.athlete].add(result.nation)
    return alone


def _other_nations(
    race: Race,
    number: int,
    result: Result,
    athletes: Mapping[AthleteId, Athlete],
    alone: Mapping[AthleteId, set[NationId]],
) -> Iterator[Violation]:
    """Members of another nation, unless the row or the athlete's file says why, or they changed it."""
    for member in (*result.members, *result.reserves):
        athlete = athletes.get(member)
        if athlete is None or result.team or result.notes or athlete.note:
            continue
        if not nations_agree((result.nation,), (athlete.nation, *alone.get(member, ()))):
            found = f"is of {athlete.nation} and runs for {result.nation}"
            expected = f"an athlete of {result.nation}, or a note in the row that says why"
            yield violation(race, ("results", number), found, value=member, expected=expected)

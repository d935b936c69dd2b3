"""Teams: rows of team disciplines name a nation and those who ran, all other rows an athlete."""

from collections.abc import Iterator, Mapping

from knowledge.curation.checks.finding import Finding, entrant, finding
from knowledge.curation.facts import Facts
from knowledge.models.base import AthleteId
from knowledge.models.facts import Athlete, Nation, Race, Result


def check(facts: Facts) -> Iterator[Finding]:
    """Rows of the wrong sort, members who run twice or for another nation, names that a nation has anyway."""
    teams = {discipline.id: discipline.team for discipline in facts.disciplines}
    athletes = {athlete.id: athlete for athlete in facts.athletes}
    nations = {nation.id: nation for nation in facts.nations}
    for race in facts.races:
        if race.discipline not in teams:
            continue
        ran: dict[AthleteId, str] = {}
        for number, result in enumerate(race.results):
            if not teams[race.discipline]:
                yield from _alone(race, number, result)
                continue
            yield from _team(race, number, result, nations.get(result.nation))
            yield from _members(race, number, result, athletes, ran)


def _alone(race: Race, number: int, result: Result) -> Iterator[Finding]:
    path = ("results", number)
    if result.athlete is None:
        expected = f"an athlete: {race.discipline} is not contested by teams"
        yield finding(race, path, "names no athlete", value=result.nation, expected=expected)
    if result.team or result.members:
        expected = f"an athlete alone: {race.discipline} is not contested by teams"
        yield finding(race, path, "is a team", value=result.team or result.members[0], expected=expected)


def _team(race: Race, number: int, result: Result, nation: Nation | None) -> Iterator[Finding]:
    path = ("results", number)
    if result.athlete is not None:
        expected = f"a nation and members: {race.discipline} is contested by teams"
        fix = f'write members = ["{result.athlete}"] instead'
        yield finding(race, path, "names an athlete", value=result.athlete, expected=expected, fix=fix)
    if nation is not None and result.team in (nation.id, nation.name, *nation.names):
        expected = "a team only where it is not simply that of its nation"
        yield finding(
            race, path, "is the nation's name", value=result.team, expected=expected, fix="leave it out"
        )


def _members(
    race: Race, number: int, result: Result, athletes: Mapping[AthleteId, Athlete], ran: dict[AthleteId, str]
) -> Iterator[Finding]:
    path = ("results", number)
    for member in result.members:
        if member in ran:
            found = f"runs in this race twice, for {ran[member]} before"
            yield finding(race, path, found, value=member, expected="each member once")
        ran[member] = entrant(result)
        athlete = athletes.get(member)
        explained = result.team or result.notes or (athlete is not None and athlete.note)
        if athlete is not None and athlete.nation != result.nation and not explained:
            found = f"is of {athlete.nation} and runs for {result.nation}"
            expected = f"an athlete of {result.nation}, or a note in the row that says why"
            yield finding(race, path, found, value=member, expected=expected)

"""Things that nothing rests on: forgotten, or named wrongly where they were meant."""

from collections.abc import Iterator

from knowledge.curation.checks.finding import Finding, finding
from knowledge.curation.checks.ids import used
from knowledge.curation.facts import Facts

_USED_BY = {
    "sources": "something that rests on it",
    "cities": "an edition there",
    "competitions": "an edition of it",
}


def check(facts: Facts) -> Iterator[Finding]:
    """Sources, cities and competitions that nobody names; editions and athletes without a race."""
    named = used(facts)
    for folder, expected in _USED_BY.items():
        for thing in getattr(facts, folder):
            if thing.id not in named[folder]:
                yield finding(
                    thing, (), "is used by nothing", expected=expected, fix="remove the file or use it"
                )
    raced = {race.edition for race in facts.races}
    for edition in facts.editions:
        if edition.id not in raced:
            yield finding(
                edition, (), "has no race", expected="a race in it", fix="remove the file or add one"
            )
    ran = {
        athlete
        for race in facts.races
        for result in race.results
        for athlete in (result.athlete, *result.members)
    }
    for athlete in facts.athletes:
        if athlete.id not in ran:
            yield finding(athlete, (), "is in no race", expected="a result", fix="remove the file or add one")

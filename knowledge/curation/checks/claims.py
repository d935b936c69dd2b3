"""Claims: each says who says it, and what became of it."""

from collections.abc import Iterator

from knowledge.curation.checks.finding import Finding, finding
from knowledge.curation.facts import Facts
from knowledge.models.facts import Athlete, Claim, ClaimStatus, Race


def check(facts: Facts) -> Iterator[Finding]:
    """Claims that nobody makes, or whose outcome has no reason."""
    for race in facts.races:
        yield from _claims(race, race.claims)
    for athlete in facts.athletes:
        yield from _claims(athlete, athlete.claims)


def _claims(thing: Race | Athlete, claims: tuple[Claim, ...]) -> Iterator[Finding]:
    for number, claim in enumerate(claims):
        path = ("claims", number)
        if not claim.sayings:
            yield finding(thing, path, "is said by nobody", value=claim.about, expected="at least one saying")
        if claim.status is ClaimStatus.UNRESOLVED and len(claim.sayings) == 1:
            expected = "two sayings that disagree, or another status"
            yield finding(thing, path, "is unresolved with one account", value=claim.about, expected=expected)
        if claim.status is ClaimStatus.REFUTED and not (claim.stands and claim.rests_on):
            expected = "`stands` and `rests_on`: what is right, and which sources show it"
            yield finding(thing, path, "is refuted by nothing", value=claim.about, expected=expected)
        if claim.why is None:
            yield finding(thing, path, "has no reason", value=claim.about, expected="`why`")

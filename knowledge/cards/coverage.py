"""How much of a race is here, in a sentence."""

from knowledge.cards.claims import of_the_data
from knowledge.cards.wording import Wording
from knowledge.models.facts import Coverage, CoverageKind


def coverage_line(coverage: Coverage, wording: Wording) -> str:
    """What is here, and what is not."""
    sentence = _sentence(coverage, wording)
    # Of a list that was cut off the sentence says all that there is to say.
    if coverage.note is None or coverage.kind is CoverageKind.CUT_OFF:
        return sentence
    return f"{sentence} {of_the_data(coverage.note, wording)}"


def limit_text(limit: str) -> str:
    """The worst mark of a list, as a limit: how it was timed is no part of that."""
    return limit.removesuffix("h")


def _sentence(coverage: Coverage, wording: Wording) -> str:
    kind = coverage.kind
    if kind is CoverageKind.COMPLETE:
        return wording.say("Complete result.")
    if kind is CoverageKind.CUT_OFF and coverage.limit:
        return wording.say(
            "Only marks of {limit} or better are known here; worse marks, DNF, DNS and DQ may be missing.",
            limit=limit_text(coverage.limit),
        )
    if kind is CoverageKind.PODIUM:
        return wording.say("Only the first three are known here.")
    if kind is CoverageKind.WINNER:
        return wording.say("Only the winner is known here.")
    return wording.say("Not the whole result: others may have taken part.")

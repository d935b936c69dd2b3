"""What sources say beside or against the results, and what became of it, in a line each."""

from collections.abc import Iterable, Iterator

from knowledge.cards.cite import Citations
from knowledge.cards.text import initial_capital
from knowledge.cards.wording import Wording
from knowledge.models.base import SourceId
from knowledge.models.facts import Claim, ClaimStatus

# What misleads first, what nobody doubts last: a front that runs out of room cuts from the end.
_ORDER = (ClaimStatus.REFUTED, ClaimStatus.UNRESOLVED, ClaimStatus.UNVERIFIED, ClaimStatus.SUPPORTED)
# Of these the reasons are told as well; the others need no more than a verdict.
_WITH_REASONS = (ClaimStatus.REFUTED, ClaimStatus.UNRESOLVED)


def claim_lines(claims: Iterable[Claim], citations: Citations, wording: Wording) -> Iterator[str]:
    """A line a claim, refuted ones first."""
    for claim in sorted(claims, key=lambda claim: _ORDER.index(claim.status)):
        yield claim_line(claim, citations, wording)


def claim_line(claim: Claim, citations: Citations, wording: Wording, *, where: str | None = None) -> str:
    """What it is about, who says what, what stands and why.

    `where` is the race, for a card that is not about it. What sources say is in our words, so not quoted.
    """
    about = initial_capital(claim.about)
    if where is not None:
        about = wording.say("{where}: {what}", where=where, what=claim.about)
    if claim.status is ClaimStatus.SUPPORTED:
        who = wording.list([_who(saying.source, citations) for saying in claim.sayings])
        return wording.say("{about} ({who}): {what}", about=about, who=who, what=verdict(claim, wording))
    sayings = [
        wording.say("{who}: {what}", who=_who(saying.source, citations), what=_stop(saying.says))
        for saying in claim.sayings
    ]
    parts = [_stop(about), *sayings, verdict(claim, wording)]
    if claim.status in _WITH_REASONS:
        parts += [_stop(claim.stands), _stop(claim.why), citations.cite(claim.rests_on)]
    return " ".join(part for part in parts if part)


def _who(source: SourceId, citations: Citations) -> str:
    return f"{citations.publisher(source)} {citations.cite([source])}"


def verdict(claim: Claim, wording: Wording) -> str:
    """What this knowledge makes of it."""
    words = {
        ClaimStatus.REFUTED: wording.say("Not so:"),
        ClaimStatus.UNRESOLVED: wording.say("Unresolved:"),
        ClaimStatus.UNVERIFIED: wording.say("Not verified here."),
        ClaimStatus.SUPPORTED: wording.say("agrees with what is here."),
    }
    return words[claim.status]


def _stop(sentence: str | None) -> str:
    """The sentence with a full stop, or nothing."""
    if not sentence:
        return ""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."

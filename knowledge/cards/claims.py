"""What sources say beside or against the results, and what became of it, in a line each."""

from collections.abc import Iterable, Iterator

from knowledge.cards.cite import Citations
from knowledge.cards.wording import Wording
from knowledge.models.facts import Claim, ClaimStatus, Saying

# What misleads first, what nobody doubts last: a front that runs out of room cuts from the end.
_ORDER = (ClaimStatus.REFUTED, ClaimStatus.UNRESOLVED, ClaimStatus.UNVERIFIED, ClaimStatus.SUPPORTED)
# Curators begin `about` with a capital; within a sentence these words have none.
_NO_NAMES = frozenset({"A", "An", "How", "The", "What", "When", "Where", "Whether", "Which", "Who", "Why"})


def claim_lines(claims: Iterable[Claim], citations: Citations, wording: Wording) -> Iterator[str]:
    """A line a claim, refuted ones first."""
    for claim in sorted(claims, key=lambda claim: _ORDER.index(claim.status)):
        yield claim_line(claim, citations, wording)


def claim_line(claim: Claim, citations: Citations, wording: Wording, *, where: str | None = None) -> str:
    """Who says what, and what becomes of it: `Island Times [3] on …: …. That is wrong: …`.

    `where` is the race, for a card that is not about it. What sources say is in our words, so not quoted.
    """
    told = _told(claim, citations, wording)
    return of_the_data(f"{where}: {told}" if where else told, wording)


def of_the_data(text: str, wording: Wording) -> str:
    """A text that curators wrote, in their language: said so where the reader's is another."""
    return wording.say("{text}", text=text)


def _told(claim: Claim, citations: Citations, wording: Wording) -> str:
    about = _within_a_sentence(claim.about)
    if claim.status is ClaimStatus.SUPPORTED:
        who = wording.list([_who(saying, citations) for saying in claim.sayings])
        right = wording.say("{who} on {about}: right.", who=who, about=about)
        return _sentences(right, with_stop(claim.why), citations.cite(claim.rests_on))
    if len(claim.sayings) == 1:
        (saying,) = claim.sayings
        who, says = _who(saying, citations), with_stop(saying.says)
        said = wording.say("{who} on {about}: {says}", who=who, about=about, says=says)
    else:
        accounts = " ".join(
            f"{_who(saying, citations)}: {with_stop(saying.says)}" for saying in claim.sayings
        )
        said = wording.say("Sources differ on {about}. {accounts}", about=about, accounts=accounts)
    return _sentences(said, *_verdict(claim, citations, wording))


def _verdict(claim: Claim, citations: Citations, wording: Wording) -> Iterator[str]:
    """What this knowledge makes of it, with the reason where there is more to say than that."""
    if claim.status is ClaimStatus.UNVERIFIED:
        yield wording.say("Not verified here.")
        return
    if claim.status is ClaimStatus.REFUTED and claim.stands:
        yield wording.say("That is wrong: {stands}", stands=with_stop(claim.stands))
    else:
        yield with_stop(claim.stands)
    yield with_stop(claim.why)
    yield citations.cite(claim.rests_on)


def _who(saying: Saying, citations: Citations) -> str:
    return f"{citations.publisher(saying.source)} {citations.cite([saying.source])}"


def _within_a_sentence(about: str) -> str:
    first, space, rest = about.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in _NO_NAMES else about


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def with_stop(sentence: str | None) -> str:
    """The sentence with a full stop, or nothing."""
    if not sentence:
        return ""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."

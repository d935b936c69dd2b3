"""Sources as lines, and the numbers by which a card cites them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from knowledge.cards.wording import Wording
from knowledge.models.answer import Answer
from knowledge.models.base import SourceId
from knowledge.models.facts import Claim, ClaimStatus, Coverage, CoverageKind, Name, Saying, Source
from knowledge.models.records import AnyLine

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Citations:
    """The sources that a card cites, numbered from 1 as it first does; what it never cites has no number.

    `usual` are those of the rows that cite none: numbered first, and not cited where nothing else is meant.
    """

    def __init__(self, sources: Sequence[Source], wording: Wording, usual: Iterable[SourceId] = ()) -> None:
        self._sources = {source.id: source for source in sources}
        self._numbers: dict[SourceId, int] = {}
        self._wording = wording
        self.usual = tuple(usual)
        self._rows_cite = False
        self.cite(self.usual)

    def lines(self) -> tuple[str, ...]:
        """A line for each source that was cited, without its number: fronts number them."""
        return tuple(source_line(self._sources[id_], self._wording) for id_ in self._numbers)

    def cite(self, ids: Iterable[SourceId]) -> str:
        """`[1–3, 5]`, or nothing."""
        numbers = sorted({self._number(id_) for id_ in ids if id_ in self._sources})
        return f"[{', '.join(_runs(numbers))}]" if numbers else ""

    def cite_row(self, *sources: Iterable[SourceId]) -> str:
        """The sources of a row where they are not the usual ones."""
        ids = [id_ for one in sources for id_ in one]
        if set(ids) == set(self.usual):
            return ""
        self._rows_cite = True
        return self.cite(ids)

    def resting(self) -> str:
        """What the rows rest on that cite nothing, where anything rests on something else."""
        if not self.usual or len(self._sources) == len(set(self.usual)):
            return ""
        numbers = self.cite(self.usual)
        if self._rows_cite:
            return self._wording.say("Rows without a number rest on {numbers}.", numbers=numbers)
        return self._wording.say("The results rest on {numbers}.", numbers=numbers)

    def _number(self, id_: SourceId) -> int:
        return self._numbers.setdefault(id_, len(self._numbers) + 1)

    def publisher(self, id_: SourceId) -> str:
        """Who published a source, which is then listed."""
        if id_ not in self._sources:
            return id_
        self._number(id_)
        return self._sources[id_].publisher

    def publishers(self, ids: Iterable[SourceId]) -> str:
        """Who published these, once each: `Pulse Sports and The Star`."""
        return self._wording.list(list(dict.fromkeys(self.publisher(id_) for id_ in ids)))

    def spelling(self, name: Name) -> str:
        """`“Kibiwott” by Pulse Sports`."""
        if not name.sources:
            return self._wording.say("“{name}”", name=name.text)
        return self._wording.say("“{name}” by {who}", name=name.text, who=self.publishers(name.sources))


def usual_sources(lines: Iterable[AnyLine]) -> tuple[SourceId, ...]:
    """The sources that most results rest on, of equally many the first met."""
    by_set: dict[frozenset[SourceId], tuple[SourceId, ...]] = {}
    counted: Counter[frozenset[SourceId]] = Counter()
    for line in lines:
        by_set.setdefault(frozenset(line.sources), line.sources)
        counted[frozenset(line.sources)] += 1
    return by_set[counted.most_common(1)[0][0]] if counted else ()


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Sorted numbers, three or more in a row as `1–4`."""
    # Numbers that follow each other differ from their position by the same.
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [str(number) for _, number in group]
        if len(run) > 2:
            yield f"{run[0]}\N{EN DASH}{run[-1]}"
        else:
            yield from run


def source_line(source: Source, wording: Wording) -> str:
    """`Pulse Sports: Amos Serem stuns El Bakkali, 13 Sep 2024`."""
    published = f", {published_on(source.published, wording)}" if source.published else ""
    return wording.say("{who}: {what}", who=source.publisher, what=f"{source.title}{published}")


def published_on(published: str, wording: Wording) -> str:
    """A day, a span of days, or what else is recorded, in words."""
    days = [
        wording.date(date.fromisoformat(part)) if _DAY.fullmatch(part) else part
        for part in published.split("/")
    ]
    if len(days) == 2:
        return wording.say("between {first} and {last}", first=days[0], last=days[1])
    return days[0]


def footer(answer: Answer, wording: Wording) -> str | None:
    """Until when the knowledge reaches."""
    if answer.reaches is None:
        return None
    return wording.say("Results known here until {date}.", date=wording.date(answer.reaches))


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

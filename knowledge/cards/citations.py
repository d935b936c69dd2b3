"""Citations: numbered sources, claims with their verdicts, and how much of a race is known."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.base import SourceId
from knowledge.models.card import SourceLine
from knowledge.models.claim import Claim, ClaimStatus, Saying
from knowledge.models.facts import Coverage, CoverageKind, Name, Source
from knowledge.models.question import Answer
from knowledge.models.records import AnyLine

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Citations:
    """Numbers the sources of a card from 1, in the order in which the card first cites them.

    Sources that are never cited come last. `usual` are the sources of rows without a citation of their
    own: they are numbered first, and a row that rests on exactly these cites nothing.
    """

    def __init__(self, sources: Sequence[Source], wording: Wording, usual: Iterable[SourceId] = ()) -> None:
        self._sources = {source.id: source for source in sources}
        self._numbers: dict[SourceId, int] = {}
        self._wording = wording
        self.usual = tuple(usual)
        self._rows_cite = False
        self.cite(self.usual)

    def lines(self) -> tuple[SourceLine, ...]:
        """A line for each source, in the order of the numbers; fronts add the numbers."""
        ordered = (self._sources[id_] for id_ in dict.fromkeys([*self._numbers, *self._sources]))
        return tuple(SourceLine(text=source_line(one, self._wording), url=one.url) for one in ordered)

    def cite(self, ids: Iterable[SourceId]) -> str:
        """`[1–3, 5]`; empty where none of the sources is among those of the answer."""
        numbers = sorted({self._number(id_) for id_ in ids if id_ in self._sources})
        return f"[{', '.join(_runs(numbers))}]" if numbers else ""

    def cite_row(self, *sources: Iterable[SourceId]) -> str:
        """The citation of a row; empty where the row rests on the usual sources."""
        ids = [id_ for one in sources for id_ in one]
        if set(ids) == set(self.usual):
            return ""
        self._rows_cite = True
        return self.cite(ids)

    def usual_sentence(self) -> str:
        """A sentence with the usual sources; empty where the answer has no others."""
        if not self.usual or len(self._sources) == len(set(self.usual)):
            return ""
        numbers = self.cite(self.usual)
        if self._rows_cite:
            return self._wording.say("Rows without a number: {numbers}.", numbers=numbers)
        return self._wording.plural(
            "Source: {numbers}.", "Sources: {numbers}.", len(set(self.usual)), numbers=numbers
        )

    def _number(self, id_: SourceId) -> int:
        return self._numbers.setdefault(id_, len(self._numbers) + 1)

    def publisher(self, id_: SourceId) -> str:
        """The publisher of a source, which is cited by this; the id of a source not in the answer."""
        if id_ not in self._sources:
            return id_
        self._number(id_)
        return self._sources[id_].publisher

    def publishers(self, ids: Iterable[SourceId]) -> str:
        """The publishers of the sources, once each: `Pulse Sports and The Star`."""
        return self._wording.list(list(dict.fromkeys(self.publisher(id_) for id_ in ids)))

    def spelling(self, name: Name) -> str:
        """`“Kibiwott” (Pulse Sports)`."""
        if not name.sources:
            return self._wording.say("“{name}”", name=name.text)
        return self._wording.say("“{name}” ({source})", name=name.text, source=self.publishers(name.sources))


def usual_sources(lines: Iterable[AnyLine]) -> tuple[SourceId, ...]:
    """The most frequent set of sources among the results; of equally frequent sets the first."""
    in_order: dict[frozenset[SourceId], tuple[SourceId, ...]] = {}
    counts: Counter[frozenset[SourceId]] = Counter()
    for line in lines:
        in_order.setdefault(frozenset(line.sources), line.sources)
        counts[frozenset(line.sources)] += 1
    return in_order[counts.most_common(1)[0][0]] if counts else ()


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Sorted numbers, three or more consecutive ones as `1–4`."""
    # Consecutive numbers have the same difference from their positions.
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [str(number) for _, number in group]
        if len(run) > 2:
            yield f"{run[0]}\N{EN DASH}{run[-1]}"
        else:
            yield from run


def source_line(source: Source, wording: Wording) -> str:
    """`Pulse Sports: Amos Serem stuns El Bakkali, 13 Sep 2024`."""
    published = f", {published_on(source.published, wording)}" if source.published else ""
    return wording.say("{source}: {title}", source=source.publisher, title=f"{source.title}{published}")


def published_on(published: str, wording: Wording) -> str:
    """An ISO day or two (`2024-09-01/2024-09-13`) in words; any other text unchanged."""
    days = [
        wording.date(date.fromisoformat(part)) if _DAY.fullmatch(part) else part
        for part in published.split("/")
    ]
    if len(days) == 2:
        return wording.say("between {first} and {last}", first=days[0], last=days[1])
    return days[0]


def footer(answer: Answer, wording: Wording) -> str | None:
    """The day of the newest race on file; None where there is no race."""
    if answer.reaches is None:
        return None
    return wording.say("Results to {date}.", date=wording.date(answer.reaches))


# The most misleading claims first, the undisputed ones last: a front without enough room cuts from the end.
_ORDER = (ClaimStatus.REFUTED, ClaimStatus.UNRESOLVED, ClaimStatus.UNVERIFIED, ClaimStatus.SUPPORTED)
# A saying that continues its source as a sentence: `calls Serem the champion`, `has him third`.
_PREDICATE = re.compile(r"[a-z]+s\b")


def claim_lines(claims: Iterable[Claim], citations: Citations, wording: Wording) -> Iterator[str]:
    """A line a claim, refuted ones first."""
    for claim in sorted(claims, key=lambda claim: _ORDER.index(claim.status)):
        yield claim_line(claim, citations, wording)


def claim_line(claim: Claim, citations: Citations, wording: Wording, *, where: str | None = None) -> str:
    """A claim with its sources and the verdict: `Island Times [3] calls him the champion. Not so. …`.

    `where` is the race, for a card that is not about it. Claims are curated paraphrases, so they have no
    quotation marks; they are in English.
    """
    sentence = _claim_and_verdict(claim, citations, wording)
    return f"{where}. {sentence}" if where else sentence


def _claim_and_verdict(claim: Claim, citations: Citations, wording: Wording) -> str:
    """What is said, then the verdict; where only values differ, what stands comes first."""
    about, stands, why = (
        initial_capital(claim.about),
        with_stop(claim.stands),
        initial_capital(with_stop(claim.why)),
    )
    accounts = " ".join(_accounts(claim, citations, wording))
    predicate = len(claim.sayings) == 1 and _PREDICATE.match(claim.sayings[0].says) is not None
    if claim.status is ClaimStatus.REFUTED and not predicate:
        fact = wording.say("{about}: {stands}", about=about, stands=stands)
        return _sentences(fact, why, citations.cite(claim.rests_on), accounts)
    if claim.status is ClaimStatus.UNRESOLVED:
        accounts = wording.say("{about}: accounts differ. {accounts}", about=about, accounts=accounts)
    elif not predicate:
        accounts = f"{about}. {accounts}"
    verdict = {
        ClaimStatus.REFUTED: wording.say("Not so."),
        ClaimStatus.UNRESOLVED: "",
        ClaimStatus.UNVERIFIED: wording.say("Not confirmed."),
        ClaimStatus.SUPPORTED: wording.say("Right."),
    }[claim.status]
    return _sentences(accounts, verdict, stands, why, citations.cite(claim.rests_on))


def _accounts(claim: Claim, citations: Citations, wording: Wording) -> Iterator[str]:
    """`Coast Gazette [2] and Island Times [3]: 8:06.90.` for each different saying."""
    sources: dict[str, list[str]] = {}
    for saying in claim.sayings:
        sources.setdefault(with_stop(saying.says), []).append(_cited_publisher(saying, citations))
    for says, publishers in sources.items():
        who = wording.list(publishers)
        if len(claim.sayings) == 1 and _PREDICATE.match(says):
            yield f"{who} {says}"
        else:
            yield wording.say("{source}: {title}", source=who, title=says)


def _cited_publisher(saying: Saying, citations: Citations) -> str:
    return f"{citations.publisher(saying.source)} {citations.cite([saying.source])}"


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def with_stop(sentence: str | None) -> str:
    """The sentence with a full stop at its end; empty for None."""
    if not sentence:
        return ""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def coverage_line(coverage: Coverage, wording: Wording) -> str:
    """How much of a race's result is on file, with the curators' note on it."""
    sentence = _coverage_sentence(coverage, wording)
    # The sentence about a list that was cut off says the same as its note.
    if coverage.note is None or coverage.kind is CoverageKind.CUT_OFF:
        return sentence
    return f"{sentence} {coverage.note}"


def limit_text(limit: str, wording: Wording) -> str:
    """The worst mark of a list, without the `h` of hand timing."""
    return wording.decimal(limit.removesuffix("h"))


def coverage_words(kind: CoverageKind, wording: Wording) -> str:
    """How much of the result is on file, in two or three words."""
    words = {
        CoverageKind.COMPLETE: wording.say("Complete result"),
        CoverageKind.FIRST_EIGHT: wording.say("First eight only"),
        CoverageKind.PODIUM: wording.say("First three only"),
        CoverageKind.WINNER: wording.say("Winner only"),
    }
    return words.get(kind) or wording.say("Incomplete result")


def _coverage_sentence(coverage: Coverage, wording: Wording) -> str:
    kind = coverage.kind
    if kind is CoverageKind.CUT_OFF and coverage.limit:
        return wording.say(
            "The list ends at {limit}: lesser marks, DNF, DNS and DQ may be missing.",
            limit=limit_text(coverage.limit, wording),
        )
    if kind in (CoverageKind.CUT_OFF, CoverageKind.PARTIAL):
        return wording.say("Incomplete result: others may have taken part.")
    return f"{coverage_words(kind, wording)}."

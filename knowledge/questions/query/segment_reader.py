"""Reading one stretch of a question's words in every way it can be read: as a keyword, an id, a name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from knowledge.names import Candidate, NameIndex, tokens
from knowledge.names.linking.disambiguation import is_linkable
from knowledge.names.search.top_k import popularity_prior
from knowledge.questions.query import lexicon
from knowledge.questions.query.keywords import A_KEYWORD, keywords
from knowledge.questions.query.name_words import NameWords
from knowledge.questions.query.segments import Segment, SegmentType
from knowledge.questions.query.tokenizer import Token

KINDS = {
    SegmentType.WHERE: frozenset({"competition", "edition", "city", "venue", "tier"}),
    SegmentType.NATION: frozenset({"nation"}),
    SegmentType.DISCIPLINE: frozenset({"discipline"}),
    SegmentType.ATHLETE: frozenset({"athlete"}),
}
_THINGS = tuple(part for part in KINDS if part is not SegmentType.ATHLETE)
NO_ATHLETES = frozenset(
    kind for part, kinds in KINDS.items() if part is not SegmentType.ATHLETE for kind in kinds
)
_POSSESSIVE = ("'s", "’s")
_FEW = 25
"""How many things are looked up as long as it isn't sure that a stretch is read so."""

A_PART = 1.2
A_NAME = 0.7
"""What it costs at most to read words as a name that somebody has, family name or given name."""
UNLIKELY = 0.8
"""How much less likely a name is an athlete's where the question is about something else."""
NOT_THERE = 0.6
"""What a word costs at least that is in no name: it belongs to the next one, or letters of it are wrong."""
A_GUESS = 1.0
"""From this cost on a name was not typed as it is."""
A_PART_OF_IT = 0.5
"""What it costs that some words of a name are left out: `moore` is likelier somebody than Moore Stadium."""
KNOWN_BETTER = 0.1
"""How much of what its past makes likely counts for a thing whose name was not typed as it is."""
A_LONG_WORD = 0.5
_LONG = 6
MAY_GO_ON = 1.0
"""How much worse than the best reading of an unfinished name another may be: what it may become is open."""
AS_GOOD = 0.2
"""How much worse than the best reading of a place or event another may be and still be meant with it."""


@dataclass
class Interpretation:
    """A way to read a stretch of words. As long as there is no span, the cost is the least it may have."""

    type: SegmentType
    cost: float
    segment: Segment | None = None


class Reader:
    """Reads one stretch of the words in every way it can be read."""

    def __init__(
        self, words: Sequence[Token], index: NameIndex, prefer: SegmentType, this_year: int, typing: bool
    ) -> None:
        self._words = tuple(words)
        self._folded = tuple(word.folded for word in words)
        self._index = index
        self._prefer = prefer
        self._this_year = this_year
        self._typing = typing
        self._names = NameWords(index, self._folded, KINDS[SegmentType.ATHLETE])
        self._things = NameWords(index, self._folded, NO_ATHLETES)

    def options(self, start: int, end: int) -> Iterator[Interpretation]:
        """The ways to read a stretch; names are looked up when `read`."""
        words, folded = self._words[start:end], self._folded[start:end]
        if words[0].side != words[-1].side:
            return
        for segment in keywords(words, folded, self._this_year, people=self._prefer is SegmentType.ATHLETE):
            if segment.type is not SegmentType.SEX or not self._is_unit(start):
                yield Interpretation(segment.type, segment.cost, segment)
        known = folded[0].isalpha() and not self._things.strange(start, start + 1)
        if (
            words[0].whole is words[-1].whole
            and self._is_whole(start, end)
            and not (known and end == start + 1)
        ):
            for segment in self._ids(words):
                yield Interpretation(segment.type, segment.cost, segment)
        if self._typing or self._names.may_be_name(start, end):
            strange = 0 if _is_possessive(words[-1]) else self._names.strange(start, end)
            yield Interpretation(
                SegmentType.ATHLETE, A_PART + self._unlikely(SegmentType.ATHLETE) + NOT_THERE * strange
            )
        if len(words) == 1 or not self._things.strange_year(start, end):
            least = A_PART + NOT_THERE * self._things.strange(start, end)
            for part in _THINGS:
                yield Interpretation(part, least + self._unlikely(part))

    def _is_unit(self, at: int) -> bool:
        """Whether a word is the unit of an event: in `2000 m` it says nothing about the sex."""
        if self._folded[at] != "m" or at == 0 or not self._folded[at - 1].isdigit():
            return False
        return bool(self._index.exact([self._folded[at - 1], "m"], KINDS[SegmentType.DISCIPLINE]))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch is all that was typed without a space."""
        before, after = self._words[:start], self._words[end:]
        whole = self._words[start].whole
        return not (before and before[-1].whole is whole) and not (after and after[0].whole is whole)

    def read(
        self, start: int, end: int, interpretation: Interpretation, others: Iterable[Interpretation]
    ) -> None:
        """Look up what a stretch names; where it names nothing of the kind, that can't be read so.

        What was not asked for but became known with it is told to the others.
        """
        words, last = self._words[start:end], end == len(self._words)
        if interpretation.type is SegmentType.ATHLETE:
            self._tell(interpretation, words, self._people(words, last=last), last=last)
            return
        found = self._named(start, end, last=last)
        for one in others:
            if one.segment is None and one.type in _THINGS:
                self._tell(one, words, found.get(one.type, ()), last=last)

    def with_all_candidates(self, segment: Segment) -> Segment:
        """The same with all whom it may mean, where these are more than were looked up."""
        if segment.type is not SegmentType.ATHLETE or len(segment.candidates) < _FEW or self._typing:
            return segment
        return replace(
            segment, candidates=self._index.search(_said(segment.words), KINDS[SegmentType.ATHLETE])
        )

    def _tell(
        self,
        interpretation: Interpretation,
        words: tuple[Token, ...],
        found: tuple[Candidate, ...],
        *,
        last: bool,
    ) -> None:
        if not found:
            interpretation.cost = inf
            return
        best = min(candidate.cost for candidate in found)
        if interpretation.type is not SegmentType.ATHLETE:
            near = MAY_GO_ON if self._typing and last else AS_GOOD
            found = tuple(candidate for candidate in found if candidate.cost <= best + near)
        if interpretation.type is not SegmentType.ATHLETE and best > 0:
            part_of_it = A_PART_OF_IT if best < A_GUESS else 0.0
            best = part_of_it + min(
                one.cost - KNOWN_BETTER * popularity_prior(one.popularity) for one in found
            )
        interpretation.cost = A_PART + best + self._unlikely(interpretation.type)
        interpretation.segment = Segment(interpretation.type, words, interpretation.cost, found)

    def _unlikely(self, part: SegmentType) -> float:
        if part is self._prefer:
            return 0.0
        return UNLIKELY if part is SegmentType.ATHLETE else 0.05

    def _ids(self, words: tuple[Token, ...]) -> Iterator[Segment]:
        said = [
            Candidate(kind, id_, id_, registered=True, cost=0.0, popularity=0)
            for kind, id_ in self._index.by_id(words[0].whole)
            # `marathon` is a name before it is an id; only as a name can it be a part of `semi marathon`.
            if "-" in id_ or kind == "competition" or (kind == "discipline" and not id_.isalpha())
        ]
        for part, kinds in KINDS.items():
            found = tuple(one for one in said if one.kind in kinds)
            if found:
                yield Segment(part, words, A_KEYWORD, found)

    def _people(self, words: tuple[Token, ...], *, last: bool) -> tuple[Candidate, ...]:
        folded = _said(words)
        typing = self._typing and last
        found = self._index.search(folded, KINDS[SegmentType.ATHLETE], typing=typing, limit=_FEW)
        return found if typing else _believed(found, folded)

    def _named(self, start: int, end: int, *, last: bool) -> dict[SegmentType, tuple[Candidate, ...]]:
        """What a stretch names that is no athlete."""
        folded = list(self._folded[start:end])
        typing = self._typing and last
        exact: tuple[Candidate, ...] = ()
        # Words that are no numbers are spelled exactly where they are found at no cost.
        if typing or len(folded) == 1 or self._things.numbers(start, end):
            exact = self._index.exact(folded, NO_ATHLETES)
        near = exact
        if typing or self._things.may_be_name(start, end):
            near = self._index.search(folded, NO_ATHLETES, typing=typing, limit=_FEW)
        with_unit = _without_unit(folded)
        if with_unit != folded:
            exact = self._index.exact(with_unit, KINDS[SegmentType.DISCIPLINE]) or exact
        if not near and not exact:
            return {}
        named: dict[SegmentType, tuple[Candidate, ...]] = {}
        for part in _THINGS:
            kinds = KINDS[part]
            found = tuple([one for one in near if one.kind in kinds])
            if part is SegmentType.DISCIPLINE:
                spelled = tuple([one for one in exact if one.kind in kinds])
                spelled = spelled or tuple([one for one in found if one.cost == 0])
                named[part] = _events(folded, spelled, found, typing=typing)
            elif found and (part is not SegmentType.NATION or typing or not _begins_nations(folded, found)):
                meant = (one for one in found if one.cost == 0 or _names_something(folded, one.name))
                named[part] = found if typing else _believed(tuple(meant), folded, _spared(folded))
        return named


def _is_possessive(word: Token) -> bool:
    return word.typed.lower().endswith(_POSSESSIVE)


def _said(words: Sequence[Token]) -> list[str]:
    """The folded words of a name: of `Serem's` the name alone."""
    *others, last = words
    name = last.folded.removesuffix("s") if _is_possessive(last) else last.folded
    return [*(word.folded for word in others), name]


def _believed(
    found: tuple[Candidate, ...], folded: Sequence[str], spared: float = 0.0
) -> tuple[Candidate, ...]:
    """What was found, unless it is likelier that nothing here is meant."""
    best = min((one.cost for one in found), default=inf)
    return found if is_linkable(best - spared, len(folded)) else ()


def _spared(folded: Sequence[str]) -> float:
    """What is taken off the cost of a thing that has a long word in its name, which nothing is by chance."""
    return A_LONG_WORD if max(map(len, folded)) >= _LONG else 0.0


def _events(
    folded: list[str], spelled: tuple[Candidate, ...], found: tuple[Candidate, ...], *, typing: bool
) -> tuple[Candidate, ...]:
    """The disciplines meant: those spelled so, else what words are like. No number is taken for another."""
    if typing:
        return (*spelled, *(one for one in found if one.id not in {known.id for known in spelled}))
    if len(folded) > 1 and (_is_letter(folded[0]) or (_is_letter(folded[-1]) and not folded[-2].isdigit())):
        return ()  # a letter that is no unit says men or women
    if spelled or not any(word.isalpha() and len(word) > 3 for word in folded):
        return spelled
    meant = (one for one in found if one.cost == 0 or _names_something(folded, one.name))
    return _believed(tuple(meant), folded)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _names_something(folded: list[str], name: str) -> bool:
    """Whether a part of a name is more than words that many names hold, an article or a single letter."""
    if len(folded) >= len(tokens(name)):
        return True
    if {folded[0], folded[-1]} & lexicon.STOP_WORDS or any(len(word) == 1 for word in folded):
        return False
    return not set(folded) <= lexicon.GENERIC


def _begins_nations(folded: list[str], found: tuple[Candidate, ...]) -> bool:
    """Whether this is no nation's name, but a word with which the names of some begin."""
    return len(folded) == 1 and folded[0] in lexicon.OF_NATIONS and all(one.cost > 0 for one in found)


def _without_unit(folded: list[str]) -> list[str]:
    """The words of an event with `metres` in short: 5000 metres, 5000 m and 5000 are spelled alike."""
    return ["m" if word in lexicon.METRES else word for word in folded]

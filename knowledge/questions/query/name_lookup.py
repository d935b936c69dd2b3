"""Look up the names in a question: which entities can a run of its words refer to?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from math import inf
from operator import and_

from knowledge.names import Candidate, NameIndex, tokens
from knowledge.names.linking.disambiguation import is_linkable
from knowledge.names.text.normalize import name_words
from knowledge.questions.query import lexicon
from knowledge.questions.query.segments import KINDS, KINDS_NOT_ATHLETES, NOT_ATHLETES, SegmentType, Token

MAX_CANDIDATES = 25
"""Candidates looked up for a run of words before its type is decided."""
LONG_WORD_DISCOUNT = 0.5
"""Nats taken off the cost of a name with a long word, which is rarely like another by chance."""
WORD_OF_ANOTHER = 2.2
"""Nats against a name of several words for each that is in another's: Harry Potter is not Harry Porter.

As fitted for names alone (`NIL_WEIGHTS`).
"""
_LONG_WORD = 6
"""Letters of a long word."""
_SHORTEST_MISSPELLED = 4
"""Letters of the shortest word that a discipline with a misspelled name must contain."""
_LETTERS_OF_A_YEAR = 4
_POSSESSIVE = ("'s", "’s")
_NO_NAMES = lexicon.STOP_WORDS | {word for word in lexicon.SEXES if len(word) > 1}
"""Words that neither begin nor end a name without them."""

Candidates = tuple[Candidate, ...]


class NameWords:
    """Which words of a question occur in the names of some kinds of entities.

    `start` and `end` are positions of words, as of a slice. Counts are sums of prefixes, so that each
    question about a run of words takes constant time.
    """

    def __init__(self, index: NameIndex, folded: Sequence[str], kinds: Collection[str]) -> None:
        self._folded = folded
        in_names = {word: any(index.frequencies([word], kinds)) for word in folded}
        unknown = [not in_names[word] for word in folded]
        number = [not word.isalpha() for word in folded]
        self._no_end = [one and word in _NO_NAMES for one, word in zip(unknown, folded, strict=True)]
        self._unknown = _prefix_sums(unknown)
        self._numbers = _prefix_sums(number)
        self._unknown_numbers = _prefix_sums(map(and_, unknown, number))
        self._unknown_years = _prefix_sums(map(and_, unknown, map(_is_year, folded)))

    def may_be_name(self, start: int, end: int) -> bool:
        """Whether these words can be a name, perhaps misspelled.

        Digits are not misspelled, a stop word does not begin or end a name, and one letter is no name.
        """
        if self._unknown_numbers[end] > self._unknown_numbers[start]:
            return False
        if self._no_end[start] or self._no_end[end - 1]:
            return False
        return end > start + 1 or len(self._folded[start]) > 1

    def unknown(self, start: int, end: int) -> int:
        """Return how many of these words are in no name."""
        return self._unknown[end] - self._unknown[start]

    def has_unknown_year(self, start: int, end: int) -> bool:
        """Whether one of these words is a year that is in no name."""
        return self._unknown_years[end] > self._unknown_years[start]

    def has_number(self, start: int, end: int) -> bool:
        """Whether one of these words is not only letters."""
        return self._numbers[end] > self._numbers[start]


def _prefix_sums(flags: Iterable[bool]) -> list[int]:
    return [0, *accumulate(map(int, flags))]


def _is_year(word: str) -> bool:
    return len(word) == _LETTERS_OF_A_YEAR and word.isdigit()


class NameLookup:
    """Looks up runs of the words of one question in the index of names, each run once.

    An `unfinished` run may go on: its last word may be the beginning of a longer one.
    """

    def __init__(self, index: NameIndex, words: Sequence[Token]) -> None:
        self._index = index
        self._words = tuple(words)
        self._folded = tuple(word.folded for word in words)
        self._athletes: dict[tuple[int, int, bool], Candidates] = {}
        self._others: dict[tuple[int, int, bool], dict[SegmentType, Candidates]] = {}
        self.in_athletes = NameWords(index, self._folded, KINDS[SegmentType.ATHLETE])
        self.in_others = NameWords(index, self._folded, KINDS_NOT_ATHLETES)

    def by_id(self, id_: str) -> Iterator[tuple[SegmentType, Candidates]]:
        """Yield the entities that have this id, by the type of segment.

        A word that is both an id and a name is left to the names: `marathon` is a part of `semi marathon`.
        """
        entities = [
            Candidate(kind, id_, id_, registered=True, cost=0.0, popularity=0)
            for kind, id_ in self._index.by_id(id_)
            if "-" in id_ or kind == "competition" or (kind == "discipline" and not id_.isalpha())
        ]
        for type_, kinds in KINDS.items():
            candidates = tuple(one for one in entities if one.kind in kinds)
            if candidates:
                yield type_, candidates

    def athletes(self, start: int, end: int, *, unfinished: bool) -> Candidates:
        """Return at most MAX_CANDIDATES athletes for a run of words; none where NIL is more probable."""
        run = (start, end, unfinished)
        if run not in self._athletes:
            self._athletes[run] = self._found_athletes(*run)
        return self._athletes[run]

    def _found_athletes(self, start: int, end: int, unfinished: bool) -> Candidates:
        folded = _without_possessive(self._words[start:end])
        candidates = self._index.search(
            folded, KINDS[SegmentType.ATHLETE], typing=unfinished, limit=MAX_CANDIDATES
        )
        if unfinished or len(folded) < 2:
            return candidates if unfinished else _linkable(candidates, folded)
        return _linkable(candidates, folded, -WORD_OF_ANOTHER * self._words_of_others(folded, candidates))

    def _words_of_others(self, folded: Sequence[str], candidates: Candidates) -> int:
        """Return how many words after the first are in names of athletes, but not in the best candidate's.

        The first is a given name as a rule, which has other forms: Moh Farah.
        """
        best = min(candidates, key=lambda one: one.cost, default=None)
        if best is None or best.cost == 0:
            return 0
        own = "".join(name_words(best.name))
        known = self._index.frequencies(folded[1:], KINDS[SegmentType.ATHLETE])
        return sum(count > 0 and word not in own for word, count in zip(folded[1:], known, strict=True))

    def all_athletes(self, words: Sequence[Token]) -> Candidates:
        """Return every athlete that complete words can refer to."""
        return self._index.search(_without_possessive(words), KINDS[SegmentType.ATHLETE])

    def others(self, start: int, end: int, *, unfinished: bool) -> dict[SegmentType, Candidates]:
        """Return the entities other than athletes that a run of words can refer to, by type of segment."""
        run = (start, end, unfinished)
        if run not in self._others:
            self._others[run] = self._found_others(*run)
        return self._others[run]

    def _found_others(self, start: int, end: int, unfinished: bool) -> dict[SegmentType, Candidates]:
        folded = list(self._folded[start:end])
        exact: Candidates = ()
        # Words without numbers match exactly where the search finds them at no cost.
        if unfinished or len(folded) == 1 or self.in_others.has_number(start, end):
            exact = self._index.exact(folded, KINDS_NOT_ATHLETES)
        near = exact
        if unfinished or self.in_others.may_be_name(start, end):
            near = self._index.search(folded, KINDS_NOT_ATHLETES, typing=unfinished, limit=MAX_CANDIDATES)
        with_unit = ["m" if word in lexicon.METRES else word for word in folded]
        if with_unit != folded:
            exact = self._index.exact(with_unit, KINDS[SegmentType.DISCIPLINE]) or exact
        if not near and not exact:
            return {}
        return {
            type_: _disciplines(folded, exact, near, unfinished=unfinished)
            if type_ is SegmentType.DISCIPLINE
            else _places(type_, folded, near, unfinished=unfinished)
            for type_ in NOT_ATHLETES
        }

    def is_unit(self, at: int) -> bool:
        """Whether a word is the unit of a discipline: the `m` of `2000 m` is not a sex."""
        if self._folded[at] != "m" or at == 0 or not self._folded[at - 1].isdigit():
            return False
        return bool(self._index.exact([self._folded[at - 1], "m"], KINDS[SegmentType.DISCIPLINE]))


def is_possessive(word: Token) -> bool:
    """Whether a word was typed with `'s`."""
    return word.typed.lower().endswith(_POSSESSIVE)


def _without_possessive(words: Sequence[Token]) -> list[str]:
    """Return the folded words of a name; the `s` of `Serem's` is dropped."""
    *others, last = words
    name = last.folded.removesuffix("s") if is_possessive(last) else last.folded
    return [*(word.folded for word in others), name]


def _linkable(candidates: Candidates, folded: Sequence[str], discount: float = 0.0) -> Candidates:
    """Return the candidates; none where NIL is more probable than the best, whose cost is discounted."""
    best = min((one.cost for one in candidates), default=inf)
    return candidates if is_linkable(best - discount, len(folded)) else ()


def _places(type_: SegmentType, folded: list[str], near: Candidates, *, unfinished: bool) -> Candidates:
    """Return the places or nations among the candidates of a run of words."""
    candidates = tuple([one for one in near if one.kind in KINDS[type_]])
    if not candidates or unfinished:
        return candidates
    if type_ is SegmentType.NATION and _only_begins_nations(folded, candidates):
        return ()
    discount = LONG_WORD_DISCOUNT if max(map(len, folded)) >= _LONG_WORD else 0.0
    return _linkable(_distinctive(folded, candidates), folded, discount)


def _disciplines(folded: list[str], exact: Candidates, near: Candidates, *, unfinished: bool) -> Candidates:
    """Return the disciplines of a run of words: exact matches, else similar names. Numbers must be exact."""
    kinds = KINDS[SegmentType.DISCIPLINE]
    candidates = tuple([one for one in near if one.kind in kinds])
    spelled = tuple([one for one in exact if one.kind in kinds])
    spelled = spelled or tuple([one for one in candidates if one.cost == 0])
    if unfinished:
        return (*spelled, *(one for one in candidates if one.id not in {known.id for known in spelled}))
    if _has_letter_of_sex(folded):
        return ()
    if spelled or not any(word.isalpha() and len(word) >= _SHORTEST_MISSPELLED for word in folded):
        return spelled
    return _linkable(_distinctive(folded, candidates), folded)


def _has_letter_of_sex(folded: list[str]) -> bool:
    """Whether several words begin or end with a letter that is no unit, and so states men or women."""
    if len(folded) == 1:
        return False
    return _is_letter(folded[0]) or (_is_letter(folded[-1]) and not folded[-2].isdigit())


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _distinctive(folded: list[str], candidates: Candidates) -> Candidates:
    """Return the exact matches, and those whose matched part is more than generic words."""
    return tuple(one for one in candidates if one.cost == 0 or _is_distinctive(folded, one.name))


def _is_distinctive(folded: list[str], name: str) -> bool:
    """Whether words identify a name: all of its words, or a part with no stop word or letter at an end."""
    if len(folded) >= len(tokens(name)):
        return True
    if {folded[0], folded[-1]} & lexicon.STOP_WORDS or any(len(word) == 1 for word in folded):
        return False
    return not set(folded) <= lexicon.GENERIC


def _only_begins_nations(folded: list[str], candidates: Candidates) -> bool:
    """Whether a word only begins names of nations: `french` is not French Polynesia."""
    return len(folded) == 1 and folded[0] in lexicon.OF_NATIONS and all(one.cost > 0 for one in candidates)

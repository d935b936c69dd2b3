"""Splitting a question into its parts: the cheapest way to read every word as something.

Each stretch of up to six words may be a name (of an athlete, a place, a discipline …), a keyword, a year, a
word that says nothing, or unknown. Dynamic programming over the words picks the reading whose costs add
up to the least, so that "amos serem" is one man and "serem bakkali" are two. Looking up names is what takes
time, so only those are looked up that the cheapest reading may hold.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from knowledge.names import Found, NameIndex, tokens
from knowledge.names.decision import believable
from knowledge.understand import lexicon
from knowledge.understand.keywords import A_KEYWORD, UNKNOWN_WORD, keywords
from knowledge.understand.parts import Part, Span, Spans
from knowledge.understand.text import Word

PLACES = frozenset({"competition", "edition", "city", "venue", "tier"})
_KINDS = {
    Part.WHERE: PLACES,
    Part.NATION: frozenset({"nation"}),
    Part.DISCIPLINE: frozenset({"discipline"}),
    Part.ATHLETE: frozenset({"athlete"}),
}
_NO_ATHLETES = frozenset(kind for part, kinds in _KINDS.items() if part is not Part.ATHLETE for kind in kinds)

LONGEST_NAME = 6
A_PART = 1.2
MAY_GO_ON = 1.0
"""The same for a name that is not typed to its end: what it may become is still open."""
A_FAMILY_NAME = 0.3
"""What it costs at most to read a word as the family name of somebody."""
AS_GOOD = 0.2
"""How much worse than the best reading of a place or event another may be and still be meant with it."""


def split(
    words: Sequence[Word],
    index: NameIndex,
    *,
    prefer: Part,
    this_year: int,
    typing: bool = False,
    last: Part | None = None,
) -> Spans:
    """The cheapest reading of the words; where two cost the same, the one that names `prefer`.

    With `typing` the last word may not be typed to its end yet; with `last` it is read as that part only.
    """
    reader = _Reader(words, index, prefer, this_year, typing)
    stretches = {
        (start, end): [
            option
            for option in reader.options(start, end)
            if last is None or end < len(words) or option.part in {last, Part.UNKNOWN}
        ]
        for end in range(1, len(words) + 1)
        for start in range(max(0, end - LONGEST_NAME), end)
    }
    cheapest = {at: min(options, key=_cost) for at, options in stretches.items() if options}
    while True:
        cost, path = _cheapest_path(cheapest, len(words))
        unread = [at for at in path if cheapest[at].span is None]
        if not unread:
            return Spans(tuple(span for at in path if (span := cheapest[at].span) is not None), cost)
        for at in unread:
            reader.read(*at, cheapest[at])
            cheapest[at] = min(stretches[at], key=_cost)


@dataclass
class _Option:
    """A way to read a stretch of words. As long as there is no span, the cost is the least it may have."""

    part: Part
    cost: float
    span: Span | None = None


def _cost(option: _Option) -> float:
    return option.cost


def _cheapest_path(
    cheapest: Mapping[tuple[int, int], _Option], words: int
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The stretches, one after the other, that cost the least; of equal ones those with the longest last."""
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    for end in range(1, words + 1):
        paths = [
            (best[start][0] + cheapest[start, end].cost, start)
            for start in range(max(0, end - LONGEST_NAME), end)
            if (start, end) in cheapest
        ]
        cost, start = min(paths)
        best.append((cost, (*best[start][1], (start, end))))
    return best[-1]


def with_people(spans: Spans, index: NameIndex, needed: int) -> Spans:
    """The same with as many people as are needed, where some are hidden in a nation or an event.

    `bol` is Bolivia's code and Femke Bol, `long` an event and McKenzie Long; who is asked about says which.
    """
    missing = needed - len(spans.of(Part.ATHLETE))
    hidden: dict[int, Span] = {}
    for at, span in enumerate(spans.all):
        if missing > 0 and span.part in {Part.NATION, Part.DISCIPLINE}:
            found = index.find([word.folded for word in span.words], _KINDS[Part.ATHLETE])
            cost = min((one.cost for one in found), default=UNKNOWN_WORD)
            if cost <= A_FAMILY_NAME:
                hidden[at] = Span(Part.ATHLETE, span.words, A_PART + cost, found)
    if not 0 < len(hidden) <= missing:
        return spans
    return replace(spans, all=tuple(hidden.get(at, span) for at, span in enumerate(spans.all)))


class _Reader:
    """Reads one stretch of the words in every way it can be read."""

    def __init__(
        self, words: Sequence[Word], index: NameIndex, prefer: Part, this_year: int, typing: bool
    ) -> None:
        self._words = tuple(words)
        self._index = index
        self._prefer = prefer
        self._this_year = this_year
        self._typing = typing
        self._known: dict[tuple[str, ...], bool] = {}

    def options(self, start: int, end: int) -> Iterator[_Option]:
        """The ways to read a stretch; names are looked up when `read`."""
        words = self._words[start:end]
        if len({word.part for word in words}) > 1:
            return
        for span in (*keywords(words, self._this_year), *self._ids(words)):
            yield _Option(span.part, span.cost, span)
        for part in _KINDS:
            yield _Option(part, A_PART + self._unlikely(part))

    def read(self, start: int, end: int, option: _Option) -> None:
        """Look up what a stretch names; where it names nothing of the kind, that can't be read so."""
        option.span = self._name(option.part, self._words[start:end], last=end == len(self._words))
        option.cost = inf if option.span is None else option.span.cost

    def _unlikely(self, part: Part) -> float:
        if part is self._prefer:
            return 0.0
        return 0.8 if part is Part.ATHLETE else 0.05

    def _ids(self, words: tuple[Word, ...]) -> Iterator[Span]:
        if tokens(words[0].whole) != tuple(word.folded for word in words):
            return
        said = [
            Found(kind, id_, id_, registered=True, cost=0.0, weight=0)
            for kind, id_ in self._index.by_id(words[0].whole)
            # `marathon` is a name before it is an id; only as a name can it be a part of `semi marathon`.
            if "-" in id_ or kind == "competition" or (kind == "discipline" and not id_.isalpha())
        ]
        for part, kinds in _KINDS.items():
            found = tuple(one for one in said if one.kind in kinds)
            if found:
                yield Span(part, words, A_KEYWORD, found)

    def _name(self, part: Part, words: tuple[Word, ...], *, last: bool) -> Span | None:
        folded = [word.folded for word in words]
        found = self._find(folded, _KINDS[part], typing=self._typing and last)
        if not found:
            return None
        best = min(candidate.cost for candidate in found)
        if part is not Part.ATHLETE:
            near = MAY_GO_ON if self._typing and last else AS_GOOD
            found = tuple(candidate for candidate in found if candidate.cost <= best + near)
        return Span(part, words, A_PART + best + self._unlikely(part), found)

    def _find(self, folded: list[str], kinds: Collection[str], *, typing: bool) -> tuple[Found, ...]:
        if not typing and "athlete" not in kinds and not self._is_anything(tuple(folded)):
            return ()
        if "discipline" in kinds:
            found = self._index.spelled_exactly(_without_unit(folded), kinds)
            found = found or self._index.spelled_exactly(folded, kinds)
            if typing:
                begun = self._index.find(folded, kinds, typing=True)
                return (*found, *(one for one in begun if one.id not in {known.id for known in found}))
            if found or not any(word.isalpha() and len(word) > 3 for word in folded):
                return found
        found = self._index.find(folded, kinds, typing=typing)
        if typing:
            return found
        if "athlete" not in kinds:
            found = tuple(one for one in found if one.cost == 0 or _names_something(folded, one.name))
        if found and not believable(min(one.cost for one in found), len(folded)):
            return ()
        return found

    def _is_anything(self, folded: tuple[str, ...]) -> bool:
        """Whether these words may be the name of anything but an athlete: asked once for every kind."""
        known = self._known.get(folded)
        if known is None:
            known = bool(
                self._index.find(folded, _NO_ATHLETES)
                or self._index.spelled_exactly(_without_unit(list(folded)), _NO_ATHLETES)
            )
            self._known[folded] = known
        return known


def _names_something(folded: list[str], name: str) -> bool:
    """Whether a part of a name is more than words that many names hold, an article or a single letter."""
    if {folded[0], folded[-1]} & lexicon.STOP_WORDS or any(len(word) == 1 for word in folded):
        return False
    return not set(folded) <= lexicon.GENERIC or len(folded) >= len(tokens(name))


def _without_unit(folded: list[str]) -> list[str]:
    """The words of an event with `metres` in short: 5000 metres, 5000 m and 5000 are spelled alike."""
    units = {"metres", "meters", "metre", "meter", "metros"}
    return ["m" if word in units else word for word in folded]

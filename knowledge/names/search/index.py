"""The index of names: from typed words to candidates with their costs.

It is an inverted index in two segments (athletes, and everything else), kept as arrays, so that a saved
file is used in place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from pathlib import Path

from knowledge.array_file import Arrays, StringArray, load_arrays, save_arrays, string_key
from knowledge.models.base import Steps
from knowledge.models.records import NameEntry
from knowledge.names.search.build import CollectedNames, build_segment
from knowledge.names.search.query_plan import QueryPlan
from knowledge.names.search.term_expansion import cached_method
from knowledge.names.search.top_k import MAX_GAP_TYPING, MISSPELLED, Candidate, ScoredName
from knowledge.names.text.edit_costs import SAME
from knowledge.names.text.normalize import name_words, romanise
from knowledge.names.text.similarity import words_begin

_MORE_OF_SEVERAL_KINDS = 4
"""Times the limit that is searched for where entities of other kinds are dropped afterwards."""
_FORMAT = "bell-lap-names-4"
"""Incremented with every change of the content: a file of another format is built again."""
_CACHED = 1_024
"""Searches whose results are cached, of each segment."""


class IndexSegment:
    """Names and their entities, built once and then only read, from any thread."""

    def __init__(self, arrays: Arrays) -> None:
        """Use the arrays that `build_segment` made, or that were saved."""
        self.arrays = arrays
        self._plan = QueryPlan(arrays)
        self._texts = StringArray("texts", arrays)
        self._ids = StringArray("ids", arrays)
        self.kinds = tuple(StringArray("kinds", arrays).all())
        self._entity = arrays["thing"].data
        self._entity_kind = arrays["thing_kind"].data
        self._popularity = arrays["thing_weight"].data
        self._registered = arrays["registered"].data
        self._id_keys = arrays["id_keys"].data
        self._id_entities = arrays["id_things"]
        self._strict = cached_method(self._search_strict, _CACHED)

    def __len__(self) -> int:
        return len(self._texts)

    def by_id(self, lowered: str) -> list[tuple[str, str]]:
        """The entities with this id in lower case, as pairs of kind and id."""
        # Of a memoryview: numpy takes ten times as long for one key.
        wanted = string_key(lowered)
        first = bisect_left(self._id_keys, wanted)
        last = bisect_right(self._id_keys, wanted, first)
        ids = [(entity, self._ids[entity]) for entity in self._id_entities[first:last].tolist()]
        return [(self.kinds[self._entity_kind[entity]], id_) for entity, id_ in ids if id_.lower() == lowered]

    def frequency(self, word: str) -> int:
        """How many names have this word."""
        return self._plan.frequency(word)

    def exact(self, joined: str, kinds: Collection[str]) -> list[Candidate]:
        """The entities of these kinds with a name of just these letters, however spaced."""
        return [one for one in self._best(self._whole(joined), len(self)) if one.kind in kinds]

    def search(
        self, words: tuple[str, ...], kinds: Collection[str], *, typing: bool, loose: bool, limit: int
    ) -> list[Candidate]:
        """Candidates of these kinds for words in Latin letters, best first; see `NameIndex.search`."""
        among = limit if len(self.kinds) == 1 else limit * _MORE_OF_SEVERAL_KINDS
        candidates = self._loose(words, typing, among) if loose else self._strict(words, typing, among)
        return [one for one in candidates if one.kind in kinds][:limit]

    def most_popular(self, kind: str, limit: int) -> list[Candidate]:
        """The most popular entities of a kind, by the names they are shown by."""
        candidates: list[Candidate] = []
        for name in range(len(self)):
            if len(candidates) == limit:
                break
            if self._registered[name] and self._kind(name) == kind:
                candidates.append(self._candidate(name, SAME))
        return candidates

    def _loose(self, words: tuple[str, ...], typing: bool, limit: int) -> tuple[Candidate, ...]:
        names = self._plan.search(words, typing=typing, loose=True, limit=limit)
        return self._ordered(words, names, typing=typing, limit=limit)

    def _search_strict(self, words: tuple[str, ...], typing: bool, limit: int) -> tuple[Candidate, ...]:
        if typing:
            return self._search_typed(words, limit)
        if len(words) > 2 and not self._strict(words[:-1], False, limit):
            # A name with a place for every word has one for all but the last.
            names = self._plan.search_respaced(words, limit=limit)
        else:
            names = self._plan.search(words, typing=False, loose=False, limit=limit)
        return self._ordered(words, names, typing=False, limit=limit)

    def _search_typed(self, words: tuple[str, ...], limit: int) -> tuple[Candidate, ...]:
        """Candidates for words being typed. One offered for a shorter prefix is kept as long as it fits."""
        names = self._plan.search(words, typing=True, loose=False, limit=limit)
        ranked = self._ordered(words, names, typing=True, limit=limit)
        before = self._last_change(words)
        if not before or sum(one.tier != MISSPELLED for one in names) < limit - limit // 3:
            return ranked  # these are all the names that go on as typed
        offered, here = self._strict(before, True, limit), {one.id for one in ranked}
        gone = [one for one in offered if one.id not in here and words_begin(words, name_words(one.name))]
        if not gone:
            return ranked
        fitting = [one for one in offered if one in gone or words_begin(words, name_words(one.name))]
        stay = {one.id for one in fitting}
        others = [one.id for one in ranked if one.id not in stay]
        stay.update(others[: limit - len(fitting)])
        return (*(one for one in ranked if one.id in stay), *gone)

    def _last_change(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The last shorter prefix of the query at which the ranking could have changed.

        It changes only where a word begins, or where what is typed of it is a word of names or was just one.
        """
        before = _without_last_letter(words)
        if not self._changes(words):
            while not self._changes(before):
                before = _without_last_letter(before)
        return before

    def _changes(self, words: tuple[str, ...]) -> bool:
        last = words[-1]
        return len(last) == 1 or self.frequency(last) > 0 or self.frequency(last[:-1]) > 0

    def _ordered(
        self, words: Sequence[str], names: list[ScoredName], *, typing: bool, limit: int
    ) -> tuple[Candidate, ...]:
        names = [*names, *self._whole("".join(words))]
        if typing:
            # Names that go on as typed come first, so that none that still fits is pushed out.
            worst = min((one.cost for one in names), default=0.0) + MAX_GAP_TYPING
            names = [one for one in names if one.tier != MISSPELLED or one.cost <= worst]
        names.sort(key=_by_tier if typing else _by_posterior_cost)
        return tuple(self._best(names, limit))

    def _whole(self, joined: str) -> list[ScoredName]:
        """The names of just these letters, however spaced."""
        names = self._plan.whole(joined)
        return [one for one in names if "".join(name_words(self._texts[one.name])) == joined]

    def _best(self, names: Iterable[ScoredName], limit: int) -> list[Candidate]:
        """The first `limit` entities of sorted names, each by the first of its names."""
        best: dict[int, Candidate] = {}
        for one in names:
            entity = self._entity[one.name]
            if entity not in best:
                if len(best) == limit:
                    break
                best[entity] = self._candidate(one.name, one.cost)
        return list(best.values())

    def _kind(self, name: int) -> str:
        return self.kinds[self._entity_kind[self._entity[name]]]

    def _candidate(self, name: int, cost: float) -> Candidate:
        entity = self._entity[name]
        return Candidate(
            self.kinds[self._entity_kind[entity]],
            self._ids[entity],
            self._texts[name],
            bool(self._registered[name]),
            cost,
            self._popularity[entity],
        )


def _without_last_letter(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], words[-1][:-1]) if len(words[-1]) > 1 else words[:-1]


def _by_posterior_cost(one: ScoredName) -> tuple[float, int]:
    return one.posterior_cost, one.name


def _by_tier(one: ScoredName) -> tuple[int, float, int]:
    return one.tier, one.posterior_cost, one.name


MAX_LETTERS = 1_000
"""Letters of a text beyond which it is no name."""
MAX_CANDIDATES = 100
"""Candidates of a search where no limit is given."""
_EXACT = 4
_STRICT = 12
_STRICT_LONG = 100
_TYPING = 50
_LOOSE = 300
"""Steps of an exact look-up, and of searches: of a usual name, a longer one, one being typed, a loose one.

Fitted to the time of 3,000 questions with 34,000 athletes. A cached search takes as many.
"""
_USUAL_WORDS = 6
_OWN_SEGMENT = "athlete"
"""The kind with a segment of its own, for it has the most names by far."""


class NameIndex:
    """All names of all kinds, built once from the store and then only read, from any thread."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        """Index the entries; equal names of one entity count once."""
        own, others = CollectedNames(), CollectedNames()
        for entry in entries:
            (own if entry.kind == _OWN_SEGMENT else others).add(entry)
        built = (build_segment(own), build_segment(others))
        self._segments = [IndexSegment(arrays) for arrays in built if arrays is not None]
        self._steps: Steps | None = None

    @classmethod
    def of(cls, content: memoryview) -> "NameIndex":
        """The index saved in a file with this content; the index keeps using the content.

        Raises ValueError when that is not a whole index of this version.
        """
        index = cls(())
        index._segments = [IndexSegment(arrays) for arrays in load_arrays(content, _FORMAT)]
        return index

    def counted(self, steps: Steps) -> "NameIndex":
        """The same index, whose searches take steps. They raise TooManyStepsError when none are left."""
        counted = copy(self)
        counted._steps = steps  # noqa: SLF001
        return counted

    def save(self, path: Path) -> None:
        """Write the index into a file. Raises OSError when it can't be written."""
        save_arrays(path, _FORMAT, [segment.arrays for segment in self._segments])

    def __len__(self) -> int:
        return sum(len(segment) for segment in self._segments)

    def by_id(self, text: str) -> tuple[tuple[str, str], ...]:
        """The entities with this id, whatever its case, as pairs of kind and id."""
        return tuple(pair for segment in self._segments for pair in segment.by_id(text.lower()))

    def exact(self, words: Sequence[str], kinds: Collection[str]) -> tuple[Candidate, ...]:
        """The entities with a name of just these folded words, however they are spaced."""
        self._take(_EXACT)
        joined = "".join(_latin(words))
        return tuple(one for segment in self._with(kinds) for one in segment.exact(joined, kinds))

    def search(
        self,
        words: Sequence[str],
        kinds: Collection[str],
        *,
        typing: bool = False,
        loose: bool = False,
        limit: int = MAX_CANDIDATES,
    ) -> tuple[Candidate, ...]:
        """Candidates of these kinds with a name that has a place for every folded word.

        They are sorted by posterior cost. With `typing` the last word may go on, and names that go on as
        typed come before those with a wrong letter. With `loose` at most half of the words may have no place
        in the name, each at a cost. Raises TooManyStepsError when the index is counted and no steps are left.
        """
        strict = _STRICT_LONG if len(words) > _USUAL_WORDS else _STRICT
        self._take(_LOOSE if loose else max(_TYPING, strict) if typing else strict)
        latin = _latin(words)
        if not latin:
            return ()
        segments = self._with(kinds)
        candidates = [
            one
            for segment in segments
            for one in segment.search(latin, kinds, typing=typing, loose=loose, limit=limit)
        ]
        if len(segments) > 1:
            candidates.sort(key=lambda one: (one.posterior_cost, one.id))
        return tuple(candidates[:limit])

    def frequencies(self, words: Sequence[str], kinds: Collection[str]) -> tuple[int, ...]:
        """How many names have each of the folded words, in the segments with these kinds."""
        segments = self._with(kinds)
        return tuple(sum(segment.frequency(word) for segment in segments) for word in _latin(words))

    def most_popular(self, kind: str, limit: int) -> tuple[Candidate, ...]:
        """The most popular entities of a kind."""
        return tuple(one for segment in self._with({kind}) for one in segment.most_popular(kind, limit))

    def _take(self, steps: int) -> None:
        if self._steps is not None:
            self._steps.spend(steps)

    def _with(self, kinds: Collection[str]) -> list[IndexSegment]:
        return [segment for segment in self._segments if any(kind in kinds for kind in segment.kinds)]


def _latin(words: Sequence[str]) -> tuple[str, ...]:
    """The words in Latin letters; none where they are longer than any name."""
    if sum(map(len, words)) > MAX_LETTERS:
        return ()
    if all(word.isascii() for word in words):
        return tuple(words)
    return tuple(latin for word in words for latin in romanise(word))

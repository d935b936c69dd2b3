"""A section of the index: names that are searched together, and the things that they name."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from knowledge.names.search.arrays import Arrays
from knowledge.names.search.query_plan import QueryPlan
from knowledge.names.search.strings import StringArray, key
from knowledge.names.search.term_expansion import remembered
from knowledge.names.search.top_k import MAX_GAP_TYPING, MISSPELLED, Candidate, ScoredName
from knowledge.names.text.edit_costs import SAME
from knowledge.names.text.normalize import name_words
from knowledge.names.text.similarity import words_begin

_MORE_OF_SEVERAL_KINDS = 4
_REMEMBERED = 1_024


class IndexSegment:
    """Names and things, made once and then only read, from any thread."""

    def __init__(self, arrays: Arrays) -> None:
        """Take the arrays that `section_arrays` made, or that were saved."""
        self.arrays = arrays
        self._shelf = QueryPlan(arrays)
        self._texts = StringArray("texts", arrays)
        self._ids = StringArray("ids", arrays)
        self.kinds = tuple(StringArray("kinds", arrays).all())
        self._thing = arrays["thing"].data
        self._thing_kind = arrays["thing_kind"].data
        self._weight = arrays["thing_weight"].data
        self._registered = arrays["registered"].data
        self._id_keys = arrays["id_keys"]
        self._id_things = arrays["id_things"]
        self._strict = remembered(self._look_up_strict, _REMEMBERED)

    def __len__(self) -> int:
        return len(self._texts)

    def by_id(self, lowered: str) -> list[tuple[str, str]]:
        """The things whose id this is in lower case: pairs of kind and id."""
        wanted = np.uint32(key(lowered))
        first, last = (int(np.searchsorted(self._id_keys, wanted, side)) for side in ("left", "right"))
        ids = [(thing, self._ids[thing]) for thing in self._id_things[first:last].tolist()]
        return [(self.kinds[self._thing_kind[thing]], id_) for thing, id_ in ids if id_.lower() == lowered]

    def frequency(self, word: str) -> int:
        """How many names hold this word."""
        return self._shelf.frequency(word)

    def spelled(self, joined: str, kinds: Collection[str]) -> list[Candidate]:
        """The things of these kinds that a name of is just these letters, however spaced."""
        return [one for one in self._best(self._whole(joined), len(self)) if one.kind in kinds]

    def search(
        self, words: tuple[str, ...], kinds: Collection[str], *, typing: bool, loose: bool, limit: int
    ) -> list[Candidate]:
        """What of these kinds the words in Latin letters may mean, best first; NameIndex.find says more."""
        among = limit if len(self.kinds) == 1 else limit * _MORE_OF_SEVERAL_KINDS
        found = self._loose(words, typing, among) if loose else self._strict(words, typing, among)
        return [one for one in found if one.kind in kinds][:limit]

    def _loose(self, words: tuple[str, ...], typing: bool, limit: int) -> tuple[Candidate, ...]:
        named = self._shelf.search(words, typing=typing, loose=True, limit=limit)
        return self._ordered(words, named, typing=typing, limit=limit)

    def _look_up_strict(self, words: tuple[str, ...], typing: bool, limit: int) -> tuple[Candidate, ...]:
        if typing:
            return self._look_up_typed(words, limit)
        if len(words) > 2 and not self._strict(words[:-1], False, limit):
            # A name with a place for every word has one for all but the last.
            named = self._shelf.search_respaced(words, limit=limit)
        else:
            named = self._shelf.search(words, typing=False, loose=False, limit=limit)
        return self._ordered(words, named, typing=False, limit=limit)

    def _look_up_typed(self, words: tuple[str, ...], limit: int) -> tuple[Candidate, ...]:
        """What words being typed may become; who was offered a letter before and still fits is kept."""
        named = self._shelf.search(words, typing=True, loose=False, limit=limit)
        found = self._ordered(words, named, typing=True, limit=limit)
        before = self._before(words)
        if not before or sum(one.tier != MISSPELLED for one in named) < limit - limit // 3:
            return found  # so few are all that go on as typed
        offered, here = self._strict(before, True, limit), {one.id for one in found}
        gone = [one for one in offered if one.id not in here and words_begin(words, name_words(one.name))]
        if not gone:
            return found
        fitting = [one for one in offered if one in gone or words_begin(words, name_words(one.name))]
        stay = {one.id for one in fitting}
        others = [one.id for one in found if one.id not in stay]
        stay.update(others[: limit - len(fitting)])
        return (*(one for one in found if one.id in stay), *gone)

    def _before(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words as they were when who is likelier than whom changed last, a letter ago or more.

        It changes only where a word begins, or where what is typed of it is a word of names or was just one.
        """
        before = a_letter_before(words)
        if not self._changes(words):
            while not self._changes(before):
                before = a_letter_before(before)
        return before

    def _changes(self, words: tuple[str, ...]) -> bool:
        last = words[-1]
        return len(last) == 1 or self.frequency(last) > 0 or self.frequency(last[:-1]) > 0

    def _ordered(
        self, words: Sequence[str], named: list[ScoredName], *, typing: bool, limit: int
    ) -> tuple[Candidate, ...]:
        named = [*named, *self._whole("".join(words))]
        if typing:
            # What goes on as typed comes first, so that nothing that still fits is pushed out.
            worst = min((one.cost for one in named), default=0.0) + MAX_GAP_TYPING
            named = [one for one in named if one.tier != MISSPELLED or one.cost <= worst]
        named.sort(key=_as_typed if typing else _as_ranked)
        return tuple(self._best(named, limit))

    def most_popular(self, kind: str, limit: int) -> list[Candidate]:
        """The things of a kind that have done most, by the names they are shown by."""
        found: list[Candidate] = []
        for name in range(len(self)):
            if len(found) == limit:
                break
            if self._registered[name] and self._kind(name) == kind:
                found.append(self._found(name, SAME))
        return found

    def _whole(self, joined: str) -> list[ScoredName]:
        """The names that are just these letters, however spaced."""
        named = self._shelf.whole(joined)
        return [one for one in named if "".join(name_words(self._texts[one.name])) == joined]

    def _best(self, named: Iterable[ScoredName], limit: int) -> list[Candidate]:
        """The things named, as many as wanted, each by the first of its names."""
        best: dict[int, Candidate] = {}
        for one in named:
            thing = self._thing[one.name]
            if thing not in best:
                if len(best) == limit:
                    break
                best[thing] = self._found(one.name, one.cost)
        return list(best.values())

    def _kind(self, name: int) -> str:
        return self.kinds[self._thing_kind[self._thing[name]]]

    def _found(self, name: int, cost: float) -> Candidate:
        thing = self._thing[name]
        return Candidate(
            self.kinds[self._thing_kind[thing]],
            self._ids[thing],
            self._texts[name],
            bool(self._registered[name]),
            cost,
            self._weight[thing],
        )


def a_letter_before(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they were before their last letter was typed."""
    return (*words[:-1], words[-1][:-1]) if len(words[-1]) > 1 else words[:-1]


def _as_ranked(named: ScoredName) -> tuple[float, int]:
    return named.posterior_cost, named.name


def _as_typed(named: ScoredName) -> tuple[int, float, int]:
    return named.tier, named.posterior_cost, named.name

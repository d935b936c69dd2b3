"""Arranging gathered names: each of a thing once, those of the busiest things first."""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from knowledge.models.records import NameEntry
from knowledge.names.search.alignment import LAST_POSITION
from knowledge.names.search.arrays import Arrays, Marks, Numbers, changes, group_by_key, repeated_runs
from knowledge.names.search.build_postings import OrderedNames, build_postings
from knowledge.names.search.strings import StringBuilder, encode, key, pack_strings
from knowledge.names.search.term_dictionary import TermDictionary
from knowledge.names.text.normalize import name_words

_REMEMBERED = 1 << 16
"""How many parts of names are folded once for all who bear them."""
_MOST_COUNTED = 255
"""Words of a name beyond which they are not counted."""


class CollectedNames:
    """Names as they came.

    `kinds` and `words` number all kinds and words. Of every name there are the number of its `kind`, the id
    and weight of its thing, its text, whether it is `registered`, how many words it has (`lengths`) and the
    key of the `whole`. `spelled` has the numbers of the words that have a place, name after name, those of
    each from where it `starts`, and `in_family` whether they are of the family name, which all are where it
    isn't known.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.kind = bytearray()
        self.ids = StringBuilder()
        self.weights = array("q")
        self.texts = StringBuilder()
        self.registered = bytearray()
        self.lengths = bytearray()
        self.whole = array("I")
        self.spelled = array("i")
        self.in_family = bytearray()
        self.starts = array("i", [0])
        self._folded = lru_cache(_REMEMBERED)(name_words)

    def __len__(self) -> int:
        return len(self.kind)

    def add(self, entry: NameEntry) -> None:
        """Take one more name; a text without a word is none."""
        words = self._words(entry.text)
        if not words:
            return
        self.kind.append(self.kinds.setdefault(entry.kind, len(self.kinds)))
        self.ids.append(encode(entry.id))
        self.weights.append(entry.weight)
        self.texts.append(encode(entry.text))
        self.registered.append(entry.registered)
        self.lengths.append(min(len(words), _MOST_COUNTED))
        self.whole.append(key("".join(words)))
        placed = words[: LAST_POSITION + 1]
        numbers = self.words
        self.spelled.extend([numbers.setdefault(word, len(numbers)) for word in placed])
        family = self._folded(entry.family) if entry.registered and entry.family else ()
        self.in_family.extend([not family or word in family for word in placed])
        self.starts.append(len(self.spelled))

    def forget(self) -> None:
        """Begin anew."""
        vars(self).update(vars(CollectedNames()))

    def _words(self, text: str) -> Sequence[str]:
        if not text.isascii():
            return name_words(text)
        # The words of such a text fold each by itself, and few are new.
        return [word for part in text.split(" ") for word in self._folded(part)]


Order = npt.NDArray[np.int64]

_READ = 32
"""Bytes of an id beyond which ids are compared one by one."""


def build_segment(gathered: CollectedNames) -> Arrays | None:
    """The arrays of a section with these names; None where there are none. What was gathered is used up.

    Equal names of a thing count once. In which order names were gathered changes nothing.
    """
    if not len(gathered):
        return None
    things, owners = _things(gathered)
    order = _order(gathered, owners, things["thing_weight"])
    owners = owners[order]
    shown: Arrays = {
        "thing": owners,
        "registered": np.frombuffer(gathered.registered, np.uint8)[order],
        **gathered.texts.taken(order).arrays("texts"),
    }
    names = _names(gathered, order, things["thing_weight"][owners])
    gathered.forget()  # or it would lie beside the tables
    words, tables = build_postings(names)
    del names
    return {**things, **shown, **tables, **pack_strings("words", words), **TermDictionary.build(words)}


def _things(gathered: CollectedNames) -> tuple[Arrays, Numbers]:
    """The arrays of the things, numbered in the order of their ids; and the thing of each name."""
    kinds = sorted(gathered.kinds)
    code = np.array([kinds.index(kind) for kind in gathered.kinds], np.uint8)
    kind = code[np.frombuffer(gathered.kind, np.uint8)]
    order, new = _by_thing(gathered.ids, kind)
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.cumsum(new, dtype=np.int32) - 1
    firsts = order[new]
    ids = gathered.ids.taken(firsts)
    lowered = (str(id_, "utf-8", "surrogatepass").lower() for id_ in ids)
    keys = np.fromiter(map(key, lowered), np.uint32, len(firsts))
    id_keys, id_things = group_by_key(keys, np.arange(len(firsts)))
    weights = np.array(gathered.weights, np.int64)[order]
    arrays = {
        **ids.arrays("ids"),
        **pack_strings("kinds", kinds),
        "thing_kind": kind[firsts],
        "thing_weight": np.maximum.reduceat(weights, np.flatnonzero(new)),
        "id_keys": id_keys,
        "id_things": id_things,
    }
    return arrays, numbers


def _by_thing(ids: StringBuilder, kind: npt.NDArray[np.uint8]) -> tuple[Order, Marks]:
    """The names in the order of their things' ids, then of kinds; and marks the first name of each thing."""
    begun = np.fromiter(ids, f"S{_READ}", len(ids))
    lengths = ids.lengths()
    order = np.lexsort((kind, lengths, begun))
    begun, lengths = begun[order], lengths[order]
    new = changes(kind[order], lengths, begun)
    for first, alike in repeated_runs(order, new | (lengths <= _READ)):
        alike.sort(key=ids.__getitem__)
        order[first : first + len(alike)] = alike
        new[first + 1 : first + len(alike)] = [ids[one] != ids[two] for one, two in pairwise(alike)]
    return order, new


def _order(gathered: CollectedNames, owners: Numbers, weights: npt.NDArray[np.int64]) -> Order:
    """The numbers of the names to be kept, in the order in which they are to be kept."""
    names = _distinct(gathered, owners)
    owners, registered = owners[names], np.frombuffer(gathered.registered, np.uint8)[names]
    order = np.lexsort((owners, registered == 0, -weights[owners]))
    new = changes(owners[order], registered[order])
    order = names[order]
    for first, tied in repeated_runs(order, new):
        order[first : first + len(tied)] = sorted(tied, key=gathered.texts.__getitem__)
    return order


def _distinct(gathered: CollectedNames, owners: Numbers) -> Order:
    """The numbers of the names without those that fold to the same words as another of their thing."""
    whole = np.frombuffer(gathered.whole, np.uint32)
    order = np.lexsort((whole, owners))
    kept = np.ones(len(gathered), np.bool_)
    for _, alike in repeated_runs(order, changes(owners[order], whole[order])):
        # The name that a thing is shown by rather than another.
        alike.sort(key=lambda name: (not gathered.registered[name], gathered.texts[name]))
        seen = set()
        for name in alike:
            words = gathered.spelled[gathered.starts[name] : gathered.starts[name + 1]].tobytes()
            kept[name] = words not in seen
            seen.add(words)
    return np.flatnonzero(kept)


def _names(gathered: CollectedNames, order: Order, weights: npt.NDArray[np.int64]) -> OrderedNames:
    starts = np.frombuffer(gathered.starts, np.int32)
    begins, counts = starts[order], np.diff(starts)[order]
    ends = counts.cumsum(dtype=np.int32)
    places = (begins - ends + counts).repeat(counts) + np.arange(ends[-1], dtype=np.int32)
    return OrderedNames(
        words=gathered.words,
        spelled=np.frombuffer(gathered.spelled, np.int32)[places],
        in_family=np.frombuffer(gathered.in_family, np.bool_)[places],
        counts=counts,
        lengths=np.frombuffer(gathered.lengths, np.uint8)[order],
        whole=np.frombuffer(gathered.whole, np.uint32)[order],
        weights=weights,
    )

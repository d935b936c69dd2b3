"""Index builder: collect names, drop equal ones of an entity, sort by popularity, build the arrays."""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from knowledge.array_file import Arrays, StringBuilder, encode, pack_strings, string_key
from knowledge.models.records import NameEntry
from knowledge.names.search.alignment import LAST_POSITION
from knowledge.names.search.arrays import Marks, Numbers, group_by_key, repeated_runs, run_starts
from knowledge.names.search.postings import OrderedNames, build_postings
from knowledge.names.search.term_dictionary import TermDictionary
from knowledge.names.text.normalize import name_words

_CACHED = 1 << 16
"""Parts of names whose folded words are cached, because many names share them."""
_MAX_LENGTH = 255
"""Words of a name beyond which they are not counted: a length is one byte."""


class CollectedNames:
    """Names in the order in which they came.

    `kinds` and `words` number all kinds and words. Of every name there are the number of its `kind`, the id
    and the weight (popularity) of its entity, its text, whether it is `registered` (the one shown), how many
    words it has (`lengths`) and the key of the `whole` name. `spelled` has the numbers of the words with a
    place, name after name, those of each from where it `starts`; `in_family` says whether they are of the
    family name, which all are where it isn't known.
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
        self._folded = lru_cache(_CACHED)(name_words)

    def __len__(self) -> int:
        return len(self.kind)

    def add(self, entry: NameEntry) -> None:
        """Add a name; a text without a word is none."""
        words = self._words(entry.text)
        if not words:
            return
        self.kind.append(self.kinds.setdefault(entry.kind, len(self.kinds)))
        self.ids.append(encode(entry.id))
        self.weights.append(entry.weight)
        self.texts.append(encode(entry.text))
        self.registered.append(entry.registered)
        self.lengths.append(min(len(words), _MAX_LENGTH))
        self.whole.append(string_key("".join(words)))
        placed = words[: LAST_POSITION + 1]
        numbers = self.words
        self.spelled.extend([numbers.setdefault(word, len(numbers)) for word in placed])
        family = self._folded(entry.family) if entry.registered and entry.family else ()
        self.in_family.extend([not family or word in family for word in placed])
        self.starts.append(len(self.spelled))

    def clear(self) -> None:
        """Drop all names."""
        vars(self).update(vars(CollectedNames()))

    def _words(self, text: str) -> Sequence[str]:
        if not text.isascii():
            return name_words(text)
        # The words of an ASCII text fold each by itself, and few are new.
        return [word for part in text.split(" ") for word in self._folded(part)]


Order = npt.NDArray[np.int64]

_COMPARED = 32
"""Bytes of an id beyond which ids are compared one by one."""


def build_segment(names: CollectedNames) -> Arrays | None:
    """The arrays of a segment with these names; None where there are none. Clears the names.

    Equal names of an entity count once. The order in which names were collected changes nothing.
    """
    if not len(names):
        return None
    entities, owners = _entities(names)
    order = _order(names, owners, entities["thing_weight"])
    owners = owners[order]
    shown: Arrays = {
        "thing": owners,
        "registered": np.frombuffer(names.registered, np.uint8)[order],
        **names.texts.reordered(order).arrays("texts"),
    }
    ordered = _ordered(names, order, entities["thing_weight"][owners])
    names.clear()  # or it would lie in memory beside the arrays
    words, postings = build_postings(ordered)
    del ordered
    return {**entities, **shown, **postings, **pack_strings("words", words), **TermDictionary.build(words)}


def _entities(names: CollectedNames) -> tuple[Arrays, Numbers]:
    """The arrays of the entities, numbered by id; and the entity of each name."""
    kinds = sorted(names.kinds)
    code = np.array([kinds.index(kind) for kind in names.kinds], np.uint8)
    kind = code[np.frombuffer(names.kind, np.uint8)]
    order, new = _by_entity(names.ids, kind)
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.cumsum(new, dtype=np.int32) - 1
    firsts = order[new]
    ids = names.ids.reordered(firsts)
    lowered = (str(id_, "utf-8", "surrogatepass").lower() for id_ in ids)
    keys = np.fromiter(map(string_key, lowered), np.uint32, len(firsts))
    id_keys, id_entities = group_by_key(keys, np.arange(len(firsts)))
    weights = np.array(names.weights, np.int64)[order]
    arrays = {
        **ids.arrays("ids"),
        **pack_strings("kinds", kinds),
        "thing_kind": kind[firsts],
        "thing_weight": np.maximum.reduceat(weights, np.flatnonzero(new)),
        "id_keys": id_keys,
        "id_things": id_entities,
    }
    return arrays, numbers


def _by_entity(ids: StringBuilder, kind: npt.NDArray[np.uint8]) -> tuple[Order, Marks]:
    """The order of the names by the id, then the kind of their entity; and marks of each entity's first."""
    begun = np.fromiter(ids, f"S{_COMPARED}", len(ids))
    lengths = ids.lengths()
    order = np.lexsort((kind, lengths, begun))
    begun, lengths = begun[order], lengths[order]
    new = run_starts(kind[order], lengths, begun)
    for first, alike in repeated_runs(order, new | (lengths <= _COMPARED)):
        alike.sort(key=ids.__getitem__)
        order[first : first + len(alike)] = alike
        new[first + 1 : first + len(alike)] = [ids[one] != ids[two] for one, two in pairwise(alike)]
    return order, new


def _order(names: CollectedNames, owners: Numbers, weights: npt.NDArray[np.int64]) -> Order:
    """The numbers of the names to keep: by falling popularity, registered names of an entity first."""
    kept = _distinct(names, owners)
    owners, registered = owners[kept], np.frombuffer(names.registered, np.uint8)[kept]
    order = np.lexsort((owners, registered == 0, -weights[owners]))
    new = run_starts(owners[order], registered[order])
    order = kept[order]
    for first, tied in repeated_runs(order, new):
        order[first : first + len(tied)] = sorted(tied, key=names.texts.__getitem__)
    return order


def _distinct(names: CollectedNames, owners: Numbers) -> Order:
    """The numbers of the names without those of the same words as another name of their entity."""
    whole = np.frombuffer(names.whole, np.uint32)
    order = np.lexsort((whole, owners))
    kept = np.ones(len(names), np.bool_)
    for _, alike in repeated_runs(order, run_starts(owners[order], whole[order])):
        # Of names with equal words the registered one is kept.
        alike.sort(key=lambda name: (not names.registered[name], names.texts[name]))
        seen = set()
        for name in alike:
            words = names.spelled[names.starts[name] : names.starts[name + 1]].tobytes()
            kept[name] = words not in seen
            seen.add(words)
    return np.flatnonzero(kept)


def _ordered(names: CollectedNames, order: Order, weights: npt.NDArray[np.int64]) -> OrderedNames:
    starts = np.frombuffer(names.starts, np.int32)
    begins, counts = starts[order], np.diff(starts)[order]
    ends = counts.cumsum(dtype=np.int32)
    places = (begins - ends + counts).repeat(counts) + np.arange(ends[-1], dtype=np.int32)
    return OrderedNames(
        words=names.words,
        spelled=np.frombuffer(names.spelled, np.int32)[places],
        in_family=np.frombuffer(names.in_family, np.bool_)[places],
        counts=counts,
        lengths=np.frombuffer(names.lengths, np.uint8)[order],
        whole=np.frombuffer(names.whole, np.uint32)[order],
        weights=weights,
    )

"""All people of all sources by number: who was merged with whom, and who may be one.

Most people of a large source are alike nobody else. So a Person is made when it is read, and only merged ones
are kept.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from knowledge.imports.column_types import Codes, Numbers, Truths
from knowledge.imports.linkage.people.name_comparison import words
from knowledge.imports.linkage.people.person import Person, exact_birth_date, merge_people
from knowledge.models.facts import Sex

HYPHEN = "-"
_SEXES = (*Sex,)
_UNBORN = 0
_MOST_KEPT = 10_000
"""People who are kept once they were read: who is compared is read several times. Chosen by hand."""


class PeopleOfSource(Protocol):
    """The people of one source by number."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> Person: ...


class Population:
    """The people of several sources, numbered source by source, and their clusters.

    A cluster has the number, and the key, of one of its members.
    """

    def __init__(self, sources: Sequence[PeopleOfSource]) -> None:
        self._sources = sources
        self.starts = [0, *np.cumsum([*map(len, sources)]).tolist()]
        """The number of the first person of each source, and the number of all."""
        self.cluster_of: Codes = np.arange(self.starts[-1], dtype=np.int32)
        """The number of the cluster of each person."""
        self._merged: dict[int, Person] = {}
        self._kept: dict[int, Person] = {}
        self._members: dict[int, list[int]] = {}
        keys, births, hyphenated = array("q"), array("i"), bytearray()
        self._blocks, self._block_of = array("q"), array("i")
        for number, person in enumerate(self._everybody()):
            keys.append(hash(person.key))
            births.append(_birth(person))
            hyphenated.append(any(HYPHEN in family for family in person.families))
            self._add_blocks(number, person)
        self._births = np.array(births, np.int32)
        self._is_hyphenated: Truths = np.array(hyphenated, np.bool_)
        self._by_key = np.argsort(np.array(keys, np.int64)).astype(np.int32)
        # Searching one number through a memoryview takes a tenth of the time that numpy takes.
        self._keys = np.array(keys, np.int64)[self._by_key].data

    def __getitem__(self, number: int) -> Person:
        """The person of a cluster."""
        return self._merged.get(number) or self._printed(number)

    def clusters(self, first: int = 0) -> Iterator[int]:
        """The numbers of all clusters from a number on, in ascending order."""
        return map(int, self._clusters_within(first, len(self.cluster_of)))

    def find(self, key: str) -> int | None:
        """The number of the cluster of the person with a key; None for an unknown one."""
        at, keys = bisect_left(self._keys, hash(key)), self._keys
        known = at < len(keys) and keys[at] == hash(key)
        return int(self.cluster_of[self._by_key[at]]) if known else None

    def cluster(self, key: str) -> int:
        """The number of the cluster of the person with a key. Raises KeyError for an unknown one."""
        number = self.find(key)
        if number is None:
            raise KeyError(key)
        return number

    def cluster_key(self, key: str) -> str | None:
        """The key of the cluster of the person with a key; None for an unknown one."""
        number = self.find(key)
        return None if number is None else self[number].key

    def member_keys(self, cluster: int) -> list[str]:
        """The keys of the people of a cluster."""
        return [self._printed(number).key for number in self._members_of(cluster)]

    def merge(self, one: int, other: int) -> None:
        """Merge another cluster into one."""
        both = self._merged[one] = merge_people(self[one], self[other])
        self._merged.pop(other, None)
        moved = self._members_of(other)
        self._members[one] = self._members_of(one) + moved
        self._members.pop(other, None)
        self.cluster_of[moved] = one
        self._births[one] = _birth(both)
        self._add_blocks(one, both)

    def born_together(self, first: int, end: int, *, hyphenated: bool = False) -> Iterator[list[int]]:
        """The clusters between two numbers, from the first to before the end, whose birth dates are equal.

        With `hyphenated`, only where one of them has a family name with a hyphen.
        """
        some = self._clusters_within(first, end)
        some = some[self._births[some] != _UNBORN]
        births = self._births[some]
        order = np.argsort(births, kind="stable")
        some, births = some[order], births[order]
        groups = np.split(some, np.flatnonzero(births[1:] != births[:-1]) + 1)
        several = [group for group in groups if len(group) > 1]
        if hyphenated:
            several = [group for group in several if self._is_hyphenated[group].any()]
        yield from sorted(group.tolist() for group in several)

    def same_block(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The pairs of a cluster before `first` and one from it to before `end` with a block in common."""
        blocks, of = np.array(self._blocks, np.int64), np.array(self._block_of, np.int32)
        is_cluster = self.cluster_of[of] == of
        left = is_cluster & (of < first)
        right = is_cluster & (of >= first) & (of < end)
        right[right] = np.isin(blocks[right], blocks[left])
        left[left] = np.isin(blocks[left], blocks[right])
        lefts: dict[int, list[int]] = defaultdict(list)
        for block, number in zip(blocks[left].tolist(), of[left].tolist(), strict=True):
            lefts[block].append(number)
        for block, number in zip(blocks[right].tolist(), of[right].tolist(), strict=True):
            for known in lefts[block]:
                yield known, number

    def _printed(self, number: int) -> Person:
        person = self._kept.get(number)
        if person is None:
            source = bisect_right(self.starts, number) - 1
            person = self._sources[source][number - self.starts[source]]
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[number] = person
        return person

    def _members_of(self, cluster: int) -> list[int]:
        return self._members.get(cluster, [cluster])

    def _everybody(self) -> Iterator[Person]:
        for source in self._sources:
            yield from map(source.__getitem__, range(len(source)))

    def _clusters_within(self, first: int, end: int) -> Numbers:
        return first + np.flatnonzero(self.cluster_of[first:end] == np.arange(first, end))

    def _add_blocks(self, number: int, person: Person) -> None:
        for block in _blocks(person):
            self._blocks.append(hash(block))
            self._block_of.append(number)


def _birth(person: Person) -> int:
    """A number for the sex and the birth date; _UNBORN where its day isn't known."""
    date = exact_birth_date(person.born)
    return _UNBORN if date is None else int(date.replace("-", "")) * len(_SEXES) + _SEXES.index(person.sex)


def _blocks(person: Person) -> Iterable[object]:
    """Blocking keys: each outside id, sex with birth date, and sex with the sorted words of each name."""
    blocks: set[object] = set(person.ids)
    date = exact_birth_date(person.born)
    if date is not None:
        blocks.add((person.sex, date))
    blocks.update((person.sex, *sorted(words(name))) for name in person.names)
    return blocks

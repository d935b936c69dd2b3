"""Ids of recovered races: stable between builds, readable, and of a limited length."""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from knowledge.array_file import StringArray, StringBuilder, encode
from knowledge.imports.column_types import Numbers, Truths
from knowledge.models.base import RaceId
from knowledge.names import fold

LONGEST = 70
"""Characters of an id at most; a longer one is cut and ends in a hash. Chosen by hand."""
_LONGEST_KEY = 20
"""Longest key of a source that is readable in an id, in characters; longer ones are hashed. By hand."""


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """The folded words of a text with hyphens."""
    return _NOT_A_SLUG.sub("-", fold(text)).strip("-")


def key_slug(key: str) -> str:
    """The part of an id for a source's own key of a race."""
    readable = slug(key) if len(key) <= _LONGEST_KEY else ""
    return readable or _hash(key)


def wind_slug(wind: str) -> str:
    """The part of an id for a wind, where only the wind distinguishes two races: `wind-minus-0-4`."""
    sign = "minus-" if wind.startswith(("-", "−")) else ""
    return f"wind-{sign}{slug(wind)}"


def short(start: str, venue: str, end: str) -> RaceId:
    """An id of these three parts. Where it is too long, the venue is cut and a hash of the whole id is added.

    The hash replaces a hash at the end.
    """
    whole = f"{start}{venue}{end}"
    if len(whole) <= LONGEST:
        return RaceId(whole)
    digest = f"-{_hash(whole)}"
    end = _HASHED.sub("", end)
    room = LONGEST - len(start) - len(end) - len(digest)
    if room >= len(_LEAST):
        return RaceId(f"{start}{venue[:room].rstrip('-')}{end}{digest}")
    return RaceId(f"{start}{venue}{end}"[: LONGEST - len(digest)].rstrip("-") + digest)


class RaceIds:
    """The ids of races by number, packed, with a hash of each to look them up."""

    def __init__(self, ids: Iterable[RaceId]) -> None:
        hashes, packed = array("q"), StringBuilder()
        for name in ids:
            hashes.append(hash(name))
            packed.append(encode(name))
        self.hashes: Numbers = np.array(hashes, np.int64)
        self._texts = StringArray("", packed.arrays(""))

    def __len__(self) -> int:
        return len(self.hashes)

    def __getitem__(self, number: int) -> RaceId:
        return RaceId(self._texts[number])

    def __iter__(self) -> Iterator[RaceId]:
        return map(self.__getitem__, range(len(self)))

    def among(self, wanted: Set[RaceId]) -> Truths:
        """For each race, whether its id is one of the wanted."""
        found = np.isin(self.hashes, np.fromiter(map(hash, wanted), np.int64, len(wanted)))
        for number in np.flatnonzero(found).tolist():
            found[number] = self[number] in wanted
        return found


def shared_ids(several: Iterable[RaceIds]) -> frozenset[RaceId]:
    """The ids that occur more than once in all."""
    all_ids = [*several]
    hashes = np.sort(np.concatenate([np.empty(0, np.int64), *(ids.hashes for ids in all_ids)]))
    repeated = hashes[1:][hashes[1:] == hashes[:-1]]
    times = Counter(
        ids[number] for ids in all_ids for number in np.flatnonzero(np.isin(ids.hashes, repeated)).tolist()
    )
    return frozenset(name for name, count in times.items() if count > 1)


def unique_ids(ids: Iterable[RaceId], key_of: Callable[[int], str]) -> RaceIds:
    """The ids; those that several races share get the source's key, by the number of the race."""
    packed = RaceIds(ids)
    shared = shared_ids([packed])
    if not shared:
        return packed
    used = set(packed.hashes.tolist())
    renamed: dict[int, RaceId] = {}
    for number in np.flatnonzero(packed.among(shared)).tolist():
        key = key_of(number)
        while hash(own := _followed(packed[number], key)) in used:
            key = f"{key} {number}"
        used.add(hash(own))
        renamed[number] = own
    return RaceIds(renamed.get(number, name) for number, name in enumerate(packed))


def _followed(name: RaceId, key: str) -> RaceId:
    end = f"-{key_slug(key)}"
    if _HASHED.search(name) and _HASHED.fullmatch(end):
        return RaceId(_HASHED.sub(f"-{_hash(name + end)}", name))
    return short(name, "", end)


_HASHED = re.compile(r"-[0-9a-f]{8}$")
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")
_LEAST = "abc"


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=4).hexdigest()

"""Ids of recovered races: stable between builds, readable, and of a limited length."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

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


def make_unique(ids: list[RaceId], key_of: Callable[[int], str]) -> None:
    """Append the source's key (by the number of the race) to the ids that several races share, in place."""
    used = set(ids)
    if len(used) == len(ids):
        return
    times = Counter(ids)
    for number, name in enumerate(ids):
        if times[name] == 1:
            continue
        key = key_of(number)
        while (own := _followed(name, key)) in used:
            key = f"{key} {number}"
        used.add(own)
        ids[number] = own


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

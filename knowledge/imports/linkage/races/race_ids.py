"""The ids of recovered races: the same from build to build, and short enough for a button to hold."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

from knowledge.models.base import RaceId
from knowledge.names import fold

LONGEST = 70
"""In letters. Discord's buttons hold 100, and a question may name a race and an athlete."""
_LONGEST_KEY = 20


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """The folded words of a text with hyphens."""
    return _NOT_A_SLUG.sub("-", fold(text)).strip("-")


def key_slug(key: str) -> str:
    """What stands in an id for a source's own key of a race."""
    readable = slug(key) if len(key) <= _LONGEST_KEY else ""
    return readable or _stamp(key)


def wind_slug(wind: str) -> str:
    """What stands in an id for a wind, where only that tells a race from another: `wind-minus-0-4`."""
    sign = "minus-" if wind.startswith(("-", "−")) else ""
    return f"wind-{sign}{slug(wind)}"


def short(start: str, venue: str, end: str) -> RaceId:
    """An id of these three parts; of one that is too long the venue is cut, and a stamp stands for it all.

    That stamp takes the place of one that the end has.
    """
    whole = f"{start}{venue}{end}"
    if len(whole) <= LONGEST:
        return RaceId(whole)
    stamp = f"-{_stamp(whole)}"
    end = _STAMPED.sub("", end)
    room = LONGEST - len(start) - len(end) - len(stamp)
    if room >= len(_LEAST):
        return RaceId(f"{start}{venue[:room].rstrip('-')}{end}{stamp}")
    return RaceId(f"{start}{venue}{end}"[: LONGEST - len(stamp)].rstrip("-") + stamp)


def make_unique(ids: list[RaceId], key_of: Callable[[int], str]) -> None:
    """Follow the ids that several races have by what stands for the source's key of each."""
    taken = set(ids)
    if len(taken) == len(ids):
        return
    times = Counter(ids)
    for number, name in enumerate(ids):
        if times[name] == 1:
            continue
        key = key_of(number)
        while (own := _followed(name, key)) in taken:
            key = f"{key} {number}"
        taken.add(own)
        ids[number] = own


def _followed(name: RaceId, key: str) -> RaceId:
    end = f"-{key_slug(key)}"
    if _STAMPED.search(name) and _STAMPED.fullmatch(end):
        return RaceId(_STAMPED.sub(f"-{_stamp(name + end)}", name))
    return short(name, "", end)


_STAMPED = re.compile(r"-[0-9a-f]{8}$")
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")
_LEAST = "abc"


def _stamp(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=4).hexdigest()

"""Ids of merged entities: bounded slugs, made unique by a number. Places and athletes share them."""

import re
from functools import lru_cache

from knowledge.names import fold

LONGEST_SLUG = 60
"""Longest id of a place, a competition or an edition, in characters. Chosen by hand."""
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")

folded = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=4096)
def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """The folded words of a text with hyphens, at most `longest` characters; `unnamed` without any word."""
    return _NOT_A_SLUG.sub("-", folded(text)).strip("-")[:longest].strip("-") or "unnamed"


def free_slug(base: str, used: set[str]) -> str:
    """The slug, followed by a number where it is in use. The result is added to `used`."""
    slug, number = base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    used.add(slug)
    return slug

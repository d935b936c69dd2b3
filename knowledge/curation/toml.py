"""Parse untrusted TOML within bounds, in time linear in its length."""

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import tomli

DEEPEST = 16
"""Nesting of tables, arrays and key parts. Facts need 5."""
MOST_KEYS = 500
"""Keys of one table. Facts need about 10, translations and codes more."""
MOST_ATHLETES = 5_000
"""Tables of the file of a nation, one an athlete: three times the most there are. Chosen by hand."""
LARGEST_NUMBER = 2**63 - 1
"""The largest integer that TOML guarantees."""
_SMALLER = "a number of at most 18 digits"

TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+(?:"{3,5}|\\?\Z)?'
    r"|'''(?:[^']++|'{1,2}(?!'))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|(?P<comment>#[^\n]*+)"
    r"|(?P<mark>[\[\]{}=,.\n])",
    re.DOTALL,
)
"""Strings, comments and punctuation. An unclosed string is a token too, so no character is read twice."""


class TomlError(ValueError):
    """A text is not TOML or exceeds a bound. `found` and `expected` are as in a `Problem`."""

    def __init__(self, found: str, expected: str = "TOML, with texts and marks in quotes") -> None:
        super().__init__(f"It {found}; expected {expected}")
        self.found = found
        self.expected = expected
        at = re.search(r"at line (\d+)", found)
        self.line = int(at[1]) if at else None


def parse_toml(text: str, most_keys: int = MOST_KEYS, *, bounded: bool = False) -> dict[str, Any]:
    """Parse TOML. Raises TomlError when the text is not TOML or exceeds a bound.

    `most_keys` bounds the outermost table, MOST_KEYS those inside it; `bounded` text is known to exceed none.
    The reader takes time quadratic in the parts of a key, and recurses into arrays: both are bounded first.
    """
    if not bounded:
        _check_depth(text)
    try:
        table = tomli.loads(text)
    except RecursionError:
        raise _too_deep(None) from None
    except ValueError as error:
        if str(error).startswith("Exceeds the limit"):  # Python's, of the digits that it makes a number of
            raise TomlError("holds a number that is too large", _SMALLER) from None
        raise TomlError(f"is not TOML ({error})") from None
    if not bounded:
        _check_values(table, most_keys)
    return table


def _check_depth(text: str) -> None:
    depth = parts = 0
    for token in TOKEN.finditer(text):
        mark = token["mark"]
        if mark is None:
            continue
        if mark == ".":
            parts += 1
        else:
            parts = 0
            depth = max(0, depth + (mark in "[{") - (mark in "]}"))
        if parts >= DEEPEST or depth > DEEPEST:
            raise _too_deep(text.count("\n", 0, token.start()) + 1)


def _too_deep(line: int | None) -> TomlError:
    error = TomlError("is nested too deeply", f"at most {DEEPEST} tables or lists inside one another")
    error.line = line
    return error


def _check_values(table: dict[str, Any], most_keys: int) -> None:
    if len(table) > most_keys:
        raise TomlError(f"has {len(table):,} keys", f"at most {most_keys:,} in one table")
    for name, value in _values(table, "", 0):
        if name and isinstance(value, dict) and len(value) > MOST_KEYS:
            raise TomlError(f"has {len(value):,} keys in {name}", f"at most {MOST_KEYS} in one table")
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise TomlError(f"holds a number that is too large, in {name}", _SMALLER)
        if isinstance(value, float) and not math.isfinite(value):
            raise TomlError(f"holds a number that is none or endless, in {name}", "a number with an end")


def _values(value: Any, name: str, depth: int) -> Iterator[tuple[str, Any]]:
    yield name, value
    if depth > 3 * DEEPEST:
        raise _too_deep(None)
    inner: Iterable[tuple[object, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value, 1)
    for key, one in inner:
        yield from _values(one, f"{name}.{key}" if name else str(key), depth + 1)

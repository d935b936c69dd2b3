"""Recognise plain TOML: text that needs none of the slow checks. Nearly all files of facts are plain."""

import re

from knowledge.curation.toml import DEEPEST, MOST_ATHLETES, MOST_KEYS

_TEXT = re.compile(r'"([^"\\\n]*+)"')
"""A text on one line without escapes."""
_UNUSUAL = tuple(
    map(re.compile, (r"[\"'\\#]", r"[=\[,]\s*[+-]?(?:inf|nan|0[xob])", r"[0-9_]{18}", r"\d[eE]"))
)
"""Outside texts: other quotes, escapes and comments; numbers that are not short and decimal. One regular
expression for all takes twice the time."""
_MANY_PARTS = re.compile(rf"(?:\.[^.\[\]{{}}=,\n]*+){{{DEEPEST}}}")
_INNER_TABLE = re.compile(r"^\[.*\.", re.MULTILINE)
_NOT_BRACKETS = re.compile(r"[^\[\]{}]+")


def is_plain(text: str, *, of_athletes: bool = False) -> bool:
    """Whether a text has no comment, no invisible or blank text, and exceeds no bound of `parse_toml`.

    A text `of_athletes` may have MOST_ATHLETES tables.
    False where it can't be told cheaply. A few searches in C are many times as fast as looking at each value.
    """
    if not text.replace("\n", "").isprintable():
        return False
    pieces = _TEXT.split(text)
    structure, texts = "".join(pieces[::2]), pieces[1::2]
    return (
        _has_few_keys(structure, of_athletes=of_athletes)
        and not any(unusual.search(structure) for unusual in _UNUSUAL)
        and _MANY_PARTS.search(structure) is None
        and _is_shallow(structure)
        and not _has_blank(texts)
    )


def _has_few_keys(structure: str, *, of_athletes: bool) -> bool:
    """Whether no table can have too many keys: each is before a `=`, or in a heading."""
    tables = structure.split("\n[")
    if not of_athletes:
        return structure.count("=") + len(tables) <= MOST_KEYS
    inner = len(_INNER_TABLE.findall(structure))
    return len(tables) < MOST_ATHLETES and inner + max(table.count("=") for table in tables) < MOST_KEYS


def _has_blank(texts: list[str]) -> bool:
    """Whether a text is empty, or begins or ends with a space."""
    lines = "\n".join(("", *texts, ""))
    return "\n " in lines or " \n" in lines or (bool(texts) and "\n\n" in lines)


def _is_shallow(structure: str) -> bool:
    """Whether brackets are balanced and nest at most DEEPEST times: each pass removes the innermost pairs."""
    brackets = _NOT_BRACKETS.sub("", structure)
    for _ in range(DEEPEST):
        if not brackets:
            return True
        brackets = brackets.replace("[]", "").replace("{}", "")
    return not brackets

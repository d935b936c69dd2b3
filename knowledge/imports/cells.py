"""Cells of a CSV that a spreadsheet can't take for a formula, and that are read back to the letter.

A spreadsheet may run a cell that begins with `=`, `+`, `-` or `@`, a tab or a line end. Such a cell gets an
apostrophe in front. So does one that has apostrophes before such a sign already, which makes taking one off
exact. An apostrophe before anything else (`'s-Hertogenbosch`) stays as it is, in and out.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The signs, also in full width, behind any apostrophes."""
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def defused(text: str) -> str:
    """The cell for a text."""
    return f"'{text}" if _FORMULA.match(text) else text


def defused_number(text: str) -> str:
    """The cell of a column of numbers: `-0.3` is a number and no formula; anything else is defused."""
    return text if _NUMBER.fullmatch(text) else defused(text)


def plain(cell: str) -> str:
    """The text of a cell, without the apostrophe that `defused` puts in front."""
    return cell[1:] if _DEFUSED.match(cell) else cell

"""Markdown for Discord: text escaped to show as written, and the rows of a table as lines."""

import re
import unicodedata
from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple
from urllib.parse import quote

from knowledge.models.card import Row, Table

PHONE = 36
"""Characters that a phone shows on a line, about. Tables with longer rows get two lines a row."""
SHORT = 16
"""Characters of the longest faint cell that is kept on one line, such as a date. Chosen by hand."""

# Markdown anywhere in a line. `<` opens mentions, timestamps, custom emoji, slash command mentions and
# autolinks; `[` opens links; `@` makes @everyone and @here.
_ANYWHERE = re.compile(r"[\\*_~`|<\[@]")
# Markdown only at the start of a line: headings, small text, quotes and lists.
_AT_START = re.compile(r"^(?:-?#{1,3}(?=\s|$)|-(?=[-\s]|$)|\+(?=\s|$)|>|\d+(?=[.)](?:\s|$)))")
_LINK = re.compile(r"(?<=[A-Za-z]):(?=//)")
_SPECIAL = re.compile(f"{_ANYWHERE.pattern}|{_LINK.pattern}|{_AT_START.pattern}")
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp", "Co", "Cn"}
"""Unicode categories of controls, surrogates, line separators, private and unassigned characters."""
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text as one printable line: controls become spaces, direction overrides are removed.

    Runs of spaces become one space.
    """
    if not text.isprintable():
        kept = (character for character in text if character not in _DIRECTION_OVERRIDES)
        text = "".join(
            " " if unicodedata.category(character) in _UNPRINTABLE else character for character in kept
        )
    return " ".join(text.split())


def escape(text: str) -> str:
    """The text as one line of markdown that Discord shows as the text itself."""
    text = clean(text)
    if not _SPECIAL.search(text):
        return text
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    return _AT_START.sub(_escape_start, _LINK.sub(r"\:", text))


def _escape_start(match: re.Match[str]) -> str:
    sign = match[0]
    # A digit can't be escaped; the punctuation after the number can.
    return f"{sign}\\" if sign[0].isdigit() else "".join(f"\\{character}" for character in sign)


def small(text: str) -> str:
    """A line of markdown in small print."""
    return f"-# {text}"


def bold(text: str) -> str:
    """Markdown in bold."""
    return f"**{text}**"


_ADDRESS = re.compile(r"https?://[!-;=?-~]+")
"""Printable ASCII without spaces and angle brackets, which would end the address."""
_SAFE = "!#$%&'*+,/:;=?@[]~"
"""Punctuation that an address keeps: all but brackets, which would end the link, and quotation marks."""


def link(text: str, url: str) -> str:
    """A link under a text that is escaped already; the text alone where the address can't be linked."""
    address = quote(url, safe=_SAFE) if url.isprintable() and " " not in url else ""
    if not _ADDRESS.fullmatch(address):
        return text
    # A bracket would end the text of the link, a parenthesis its address.
    text = text.replace("\\[", "(").replace("]", ")")
    return f"[{text}](<{address}>)"


class Cell(NamedTuple):
    """A cell with text: the index of its column, the column's heading, the text and its weight."""

    column: int
    heading: str
    text: str
    weight: Literal["strong", "normal", "faint"]

    @property
    def drawn(self) -> str:
        """The cell in markdown."""
        if self.weight == "strong":
            return bold(escape(self.text))
        return self.aside if self.weight == "faint" else escape(self.text)

    @property
    def aside(self) -> str:
        """The cell in markdown; a short text, such as a date, does not break."""
        short = len(self.text) <= SHORT
        return escape(self.text).replace(" ", "\N{NO-BREAK SPACE}") if short else escape(self.text)

    @property
    def labelled(self) -> str:
        """The cell with its heading, for a place outside its column; faint cells need no heading."""
        return self.aside if self.weight == "faint" else escape(f"{self.heading} {self.text}")


def table_lines(table: Table) -> tuple[str, ...]:
    """One text a row: a line, and where rows are long a second one in small print. Empty rows are left out.

    Discord has no columns, and code blocks wrap on a phone.
    """
    rows = [_cells(table, row) for row in table.rows]
    strong = max(
        (index for index, column in enumerate(table.columns) if column.weight == "strong"), default=0
    )
    split = bool(rows) and median(sum(len(cell.text) + 1 for cell in cells) for cells in rows) > PHONE
    drawn = (
        _row_text(*(_split(cells, strong) if split else (cells, [])), row, strong)
        for cells, row in zip(rows, table.rows, strict=True)
    )
    return tuple(text for text in drawn if text)


def _cells(table: Table, row: Row) -> list[Cell]:
    columns = zip(row.cells, table.columns, strict=False)
    return [
        Cell(index, column.heading, text, column.weight)
        for index, (cell, column) in enumerate(columns)
        if (text := clean(cell))
    ]


def _split(cells: Sequence[Cell], strong: int) -> tuple[list[Cell], list[Cell]]:
    """The cells of the first line and of the second.

    On the first: those that are not faint, up to one cell after the last strong column.
    """
    weighty = [cell for cell in cells if cell.weight != "faint"]
    last = next((cell.column for cell in weighty if cell.column > strong), strong)
    above = [cell for cell in weighty if cell.column <= last]
    return above, [cell for cell in cells if cell not in above]


def _row_text(above: Sequence[Cell], below: Sequence[Cell], row: Row, strong: int) -> str:
    """A row: words up to the last strong column, later cells after dots, then a line in small print."""
    words = " ".join(cell.drawn for cell in above if cell.column <= strong)
    line = " · ".join(filter(None, [words, *(cell.drawn for cell in above if cell.column > strong)]))
    if row.marked and line:
        line = f"▸ {line}"
    asides = [cell.labelled for cell in below]
    if note := escape(row.note or ""):
        asides.append(note)
    return "\n".join(part for part in (line, small(" · ".join(asides)) if asides else "") if part)

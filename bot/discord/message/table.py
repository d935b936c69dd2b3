"""Rows of a table as lines: Discord has no columns, and code blocks wrap on a phone."""

from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple

from bot.discord.message.escape import clean, escape
from knowledge.models.card import Row, Table

# About what a phone shows on a line. Tables with longer rows have two lines a row: the rest in small print.
PHONE = 36
SHORT = 16


class Cell(NamedTuple):
    """A cell that holds something: in which column, what it is, and how much it matters."""

    place: int
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
        """The cell as an aside: a date or a gap stays on one line."""
        short = len(self.text) <= SHORT
        return escape(self.text).replace(" ", "\N{NO-BREAK SPACE}") if short else escape(self.text)

    @property
    def labelled(self) -> str:
        """The cell where its place does not say what it is: with its heading, unless it is an aside."""
        return self.aside if self.weight == "faint" else escape(f"{self.heading} {self.text}")


def small(text: str) -> str:
    """A line in small print."""
    return f"-# {text}"


def bold(text: str) -> str:
    """Escaped text in bold."""
    return f"**{text}**"


def table_lines(table: Table) -> tuple[str, ...]:
    """One text a row, with what matters less below it in small print; rows without any text are left out."""
    rows = [_cells(table, row) for row in table.rows]
    strong = max(
        (place for place, column in enumerate(table.columns) if column.weight == "strong"), default=0
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
        Cell(place, column.heading, text, column.weight)
        for place, (cell, column) in enumerate(columns)
        if (text := clean(cell))
    ]


def _split(cells: Sequence[Cell], strong: int) -> tuple[list[Cell], list[Cell]]:
    """On the line: all that is not faint, up to one cell after the last strong one. Below: the rest."""
    weighty = [cell for cell in cells if cell.weight != "faint"]
    behind = next((cell.place for cell in weighty if cell.place > strong), strong)
    above = [cell for cell in weighty if cell.place <= behind]
    return above, [cell for cell in cells if cell not in above]


def _row_text(above: Sequence[Cell], below: Sequence[Cell], row: Row, strong: int) -> str:
    """Words up to the last strong column, what follows set off by dots, and the rest in small print."""
    words = " ".join(cell.drawn for cell in above if cell.place <= strong)
    line = " · ".join(filter(None, [words, *(cell.drawn for cell in above if cell.place > strong)]))
    if row.marked and line:
        line = f"▸ {line}"
    asides = [cell.labelled for cell in below]
    if note := escape(row.note or ""):
        asides.append(note)
    return "\n".join(part for part in (line, small(" · ".join(asides)) if asides else "") if part)

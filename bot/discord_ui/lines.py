"""Rows of a table as lines: Discord has no columns, and code blocks wrap on a phone."""

from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple

from bot.discord_ui.escape import clean, escape
from knowledge.models.card import Row, Table

# About what a phone shows on a line. Tables with longer rows have two lines a row: the rest in small print.
PHONE = 44
SHORT = 16


class Cell(NamedTuple):
    """A cell that holds something, what it is, and how much it matters."""

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
    split = bool(rows) and median(sum(len(cell.text) + 1 for cell in cells) for cells in rows) > PHONE
    drawn = (_row_text(cells, row, split=split) for cells, row in zip(rows, table.rows, strict=True))
    return tuple(text for text in drawn if text)


def _cells(table: Table, row: Row) -> tuple[Cell, ...]:
    pairs = zip(row.cells, table.columns, strict=False)
    return tuple(Cell(column.heading, text, column.weight) for cell, column in pairs if (text := clean(cell)))


def _row_text(cells: Sequence[Cell], row: Row, *, split: bool) -> str:
    above, below = _split(cells) if split else (cells, ())
    line = _side_by_side(above)
    if row.marked and line:
        line = f"▸ {line}"
    asides = [cell.labelled for cell in below]
    if note := escape(row.note or ""):
        asides.append(note)
    return "\n".join(part for part in (line, small(" · ".join(asides)) if asides else "") if part)


def _split(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """On the line: all that is not faint, up to one cell after the last strong one. Below: the rest."""
    weighty = [place for place, cell in enumerate(cells) if cell.weight != "faint"]
    strong = _last_strong([cells[place] for place in weighty])
    above = set(weighty[: strong + 2])
    return (
        [cell for place, cell in enumerate(cells) if place in above],
        [cell for place, cell in enumerate(cells) if place not in above],
    )


def _side_by_side(cells: Sequence[Cell]) -> str:
    """What comes up to the last strong cell as words, what follows set off by dots."""
    strong = _last_strong(cells)
    words = [cell.drawn for cell in cells]
    return " · ".join([" ".join(words[: strong + 1]), *words[strong + 1 :]])


def _last_strong(cells: Sequence[Cell]) -> int:
    return max((place for place, cell in enumerate(cells) if cell.weight == "strong"), default=0)

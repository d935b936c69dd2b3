"""Rows of a table as lines: Discord has no columns, and code blocks wrap on a phone."""

from bot.discord_ui.escape import escape
from knowledge.models.card import Column, Row, Table


def small(text: str) -> str:
    """A line in small print."""
    return f"-# {text}"


def bold(text: str) -> str:
    """Escaped text in bold."""
    return f"**{text}**"


def table_lines(table: Table) -> tuple[str, ...]:
    """One text a row, with the row's note below it; rows without any text are left out."""
    return tuple(text for text in (row_text(table.columns, row) for row in table.rows) if text)


def row_text(columns: tuple[Column, ...], row: Row) -> str:
    """A row: what comes up to the last strong cell side by side, what follows set off by dots."""
    cells = [
        (column.weight, escape(cell))
        for column, cell in zip(columns, row.cells, strict=False)
        if cell.strip()
    ]
    strong = max((place for place, (weight, _) in enumerate(cells) if weight == "strong"), default=0)
    words = [bold(text) if weight == "strong" else text for weight, text in cells if text]
    line = " · ".join([" ".join(words[: strong + 1]), *words[strong + 1 :]])
    if row.marked and line:
        line = f"▸ {line}"
    note = escape(row.note) if row.note else ""
    return "\n".join(part for part in (line, small(note) if note else "") if part)

"""CSV of other people: a header that is looked for by name, then one list of cells a row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.imports.files import Member, lines
from knowledge.imports.part import ImportRefused, shown


@dataclass(frozen=True, slots=True)
class Table:
    """The columns by their names, and the rows with the line each ends on, read as they are asked for."""

    columns: dict[str, int]
    width: int
    rows: Iterator[tuple[int, list[str]]]


def table(member: Member, needed: tuple[str, ...]) -> Table:
    """Open a CSV with at least the columns `needed`; raises ImportRefused, also while rows are read."""
    rows = _rows(member)
    _, header = next(rows, (0, []))
    columns = {name.strip(): at for at, name in enumerate(header)}
    missing = [name for name in needed if name not in columns]
    if missing:
        hint = "; it is separated by semicolons, commas are expected" if ";" in "".join(header[:1]) else ""
        raise ImportRefused(f"{shown(member.name)} has no column {missing[0]} in its first line{hint}.")
    return Table(columns, len(header), rows)


def _rows(member: Member) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines(member), strict=True)
    while True:
        try:
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
        except csv.Error as error:
            where = f"{shown(member.name)}, line {reader.line_num:,}"
            why = "a quote isn't closed there, or a line doesn't end as it should"
            if "field limit" in str(error):
                why = f"a field has more than {csv.field_size_limit():,} characters, or a quote isn't closed"
            raise ImportRefused(f"{where}: {why}.") from None
        return

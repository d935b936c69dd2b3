"""A card: an answer in words, for every front. Text here is plain; each front escapes it in its own way."""

from typing import Literal

from pydantic import SerializeAsAny

from knowledge.models.base import Model
from knowledge.models.question import Question


class Column(Model):
    """A column of a table.

    `weight` is how much its cells matter: fronts may draw `strong` bold and `faint` small. `align` is for
    fronts that draw columns; `heading` too.
    """

    heading: str
    align: Literal["left", "right"] = "left"
    weight: Literal["strong", "normal", "faint"] = "normal"


class Row(Model):
    """A line of a table: a cell a column (empty where there is nothing), and what stands below it."""

    cells: tuple[str, ...]
    note: str | None = None
    marked: bool = False


class Table(Model):
    """Rows under columns. A front that runs out of space cuts rows from the end and says how many."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Section(Model):
    """A part of a card: a heading, sentences, a table; each may be missing."""

    heading: str | None = None
    lines: tuple[str, ...] = ()
    table: Table | None = None


class Next(Model):
    """A question that the reader may want next, with its label.

    `short_label` is for fronts without room for the whole label, if there is a shorter one.
    """

    label: str
    short_label: str | None = None
    question: SerializeAsAny[Question]


class NextGroup(Model):
    """Next questions of one sort, the most important first. `heading` states the sort: `Other editions`.

    `changes` marks those that would change what this answer assumed: they replace the card in place.
    """

    heading: str
    items: tuple[Next, ...]
    changes: bool = False


class Card(Model):
    """All that is shown. `tone` tells an answer from a choice to make, a miss or a refusal.

    `headline` is the answer in a sentence; `assumed` what the question left open; `notes` coverage and
    disagreements; `sources` numbered as they are cited; `footer` until when the knowledge reaches.
    """

    tone: Literal["answer", "choice", "miss", "refusal"]
    title: str
    subtitle: str | None = None
    headline: str | None = None
    assumed: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    footer: str | None = None
    next: tuple[NextGroup, ...] = ()

"""A card: an answer in words, for every front. Its text is plain; each front escapes it."""

from typing import Literal

from pydantic import SerializeAsAny

from knowledge.models.base import Model
from knowledge.models.glance import Glance
from knowledge.models.picture import Picture
from knowledge.models.question import Question


class Column(Model):
    """A column of a table.

    `weight` is the importance of its cells: fronts may draw `strong` bold and `faint` small. `heading` and
    `align` are for fronts that draw columns.
    """

    heading: str
    align: Literal["left", "right"] = "left"
    weight: Literal["strong", "normal", "faint"] = "normal"


class Row(Model):
    """A row of a table: a cell for each column (it may be empty), and a note below the row."""

    cells: tuple[str, ...]
    note: str | None = None
    marked: bool = False


class Table(Model):
    """A table. A front without enough space drops rows from the end and says how many."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Section(Model):
    """A part of a card: a heading, sentences, a table; each may be missing."""

    heading: str | None = None
    lines: tuple[str, ...] = ()
    table: Table | None = None


class Next(Model):
    """A question that the reader may ask next, with its label.

    `short_label`, if there is one, is for fronts without room for the whole label.
    """

    label: str
    short_label: str | None = None
    question: SerializeAsAny[Question]


class NextGroup(Model):
    """Next questions of one kind, most important first; `heading` names the kind: `Other editions`.

    `changes` marks questions that change an assumption of this answer: their card replaces this one.
    """

    heading: str
    items: tuple[Next, ...]
    changes: bool = False


class SourceLine(Model):
    """A source as a card names it, with its address where it has one."""

    text: str
    url: str | None = None


class Card(Model):
    """The whole reply to a question. `tone` says whether it is an answer, a choice, a miss or a refusal.

    `glance` is the first view of it, on one screen of a phone; a card without one is short enough itself. All
    other fields are the details, which hold every fact of the answer.

    `headline` is the answer in a sentence; `assumed` states what the question left open; `notes` are about
    coverage and disagreements; `sources` are in the order of their citation numbers; `footer` gives the date
    until which the knowledge reaches.
    """

    tone: Literal["answer", "choice", "miss", "refusal"]
    title: str
    glance: Glance | None = None
    subtitle: str | None = None
    headline: str | None = None
    assumed: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    picture: Picture | None = None
    sources: tuple[SourceLine, ...] = ()
    footer: str | None = None
    next: tuple[NextGroup, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether the card tells results: an answer, or a choice that shows what can be chosen."""
        return self.tone == "answer" or self.glance is not None

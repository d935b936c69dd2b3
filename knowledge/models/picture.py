"""Pictures as data: what is drawn, in the reader's language. Fronts draw it; nothing here knows how.

Values are in the unit of `Mark.value`, and labels are marks as published. `alt` tells
the same in words.
"""

from typing import Annotated, Literal

from pydantic import Field

from knowledge.models.base import Model
from knowledge.models.facts import Medal


class SeasonPoint(Model):
    """The best mark of a season."""

    year: int
    value: int
    label: str


class RecordLine(Model):
    """A mark to compare with, drawn as a line: `9.58 Bolt, 2009`."""

    value: int
    label: str


class ProgressionPicture(Model):
    """The best marks of an athlete's seasons, oldest first. `best` is one of them.

    `title` is the event, `name` the family name. Fronts draw better marks higher.
    """

    kind: Literal["progression"] = "progression"
    alt: str
    title: str
    name: str
    points: tuple[SeasonPoint, ...]
    best: SeasonPoint
    record: RecordLine | None = None
    lower_is_better: bool


class MarginBar(Model):
    """The margin of one race of two athletes, and the athlete ahead: None in a tie."""

    year: int
    ahead: Literal["first", "second"] | None
    value: int
    label: str


class HeadToHeadPicture(Model):
    """The margins of two athletes in one discipline, oldest race first.

    `first` and `second` are the family names.
    """

    kind: Literal["head_to_head"] = "head_to_head"
    alt: str
    first: str
    second: str
    margins: tuple[MarginBar, ...]


class GapRow(Model):
    """An athlete or a team, and the gap to the winner; the winner's label is the mark."""

    name: str
    value: int
    label: str
    medal: Medal | None = None


class GapsPicture(Model):
    """The gaps to the winner of the first of a race, by place; the first row is the winner's."""

    kind: Literal["gaps"] = "gaps"
    alt: str
    rows: tuple[GapRow, ...]


Picture = Annotated[ProgressionPicture | HeadToHeadPicture | GapsPicture, Field(discriminator="kind")]
"""Any picture."""

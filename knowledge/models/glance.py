"""A glance: the answer at first sight, on one screen of a phone. Its text is plain; each front escapes it."""

from typing import Literal

from pydantic import SerializeAsAny

from knowledge.models.base import Model
from knowledge.models.picture import Picture
from knowledge.models.question import Question


class GlanceRow(Model):
    """One line of a glance: a sign (medal, place, square), a mark, a text, an aside.

    A front draws the marks of a part in letters of one width, so that they line up. Where `text` is too wide
    for a line, `short` replaces it. `strong` rows may be drawn bold.
    """

    sign: str = ""
    mark: str = ""
    text: str = ""
    short: str = ""
    aside: str = ""
    strong: bool = False


class GlancePart(Model):
    """A part of a glance: a heading, rows, sentences, small print; each may be missing."""

    heading: str | None = None
    rows: tuple[GlanceRow, ...] = ()
    lines: tuple[str, ...] = ()
    small: tuple[str, ...] = ()


class GlanceButton(Model):
    """A question that is offered beside a glance.

    With `changes` its answer replaces this one: it changes an assumption.
    """

    label: str
    question: SerializeAsAny[Question]
    changes: bool = False


class Glance(Model):
    """The first view of an answer.

    `size` of the title is `large` where the title is the answer itself (a score, a name). `insight` is what a
    commentator would add. `small` is small print: assumptions first, then earlier winners, coverage and
    disagreements. `picture` is given where it says more than rows would. `details` is the label under which
    everything else is found, None where nothing is.
    """

    title: str
    size: Literal["large", "normal"] = "normal"
    subtitle: str | None = None
    parts: tuple[GlancePart, ...] = ()
    insight: str | None = None
    small: tuple[str, ...] = ()
    picture: Picture | None = None
    details: str | None = None
    buttons: tuple[GlanceButton, ...] = ()

"""Answers as data: what `ask --json` prints under `answer`, and what cards are drawn from.

`VERSION` counts the changes of these models that a reader would have to follow: a field renamed, removed or
given another meaning. New fields do not count. Marks keep their published text beside an exact integer.
"""

from datetime import date
from typing import Final, Literal

from knowledge.models.base import Model
from knowledge.models.facts import Source

VERSION: Final = 2


class Answer(Model):
    """What every answer says about itself.

    `version` is that of these models, `knowledge` that of the facts. `reaches` is the day of the last race
    known, `sources` all that the answer rests on, in order of first use.
    """

    version: Literal[2] = VERSION
    knowledge: str
    reaches: date | None
    sources: tuple[Source, ...]

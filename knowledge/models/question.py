"""What every kind of question shares: its question, its answer, and the words that call it.

`VERSION` counts the changes of the answers' models that a reader of `ask --json` would have to follow: a
field renamed, removed or given another meaning. New fields do not count.
"""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from knowledge.models.base import Model
from knowledge.models.facts import Source


class Question(Model):
    """A question with ids in its slots.

    `kind` names its kind in the registry. Fields of this type are annotated `SerializeAsAny`, so that a dump
    has the fields of the concrete question.
    """

    kind: str

    @property
    @abstractmethod
    def text(self) -> str:
        """The canonical text, without the kind; parsing it as this kind gives an equal question."""

    @property
    def command(self) -> str:
        """The question as users type it: a slash, the kind and the text."""
        return f"/{self.kind} {self.text}".rstrip()

    @property
    def narrowed(self) -> bool:
        """Whether conditions restrict the races that the question is about."""
        return False


def years_text(first: int | None, last: int | None) -> list[str]:
    """The text of a span of years: `2024`, `2022-2024`, `since 2022`, `until 2024`; or nothing."""
    if first is None and last is None:
        return []
    if first is None:
        return [f"until {last}"]
    if last is None:
        return [f"since {first}"]
    return [str(first) if first == last else f"{first}-{last}"]


@dataclass(frozen=True)
class CommandWords:
    """The words of one kind of question.

    `name` is the command, without its slash, and the `kind` of its questions; `aliases` are accepted too.
    `summary` (a few words) and `description` (at most 100 characters) say what is asked. `option` is the name
    of the text that follows the command; None where none does. `example` and `short_example` are questions
    as they are typed, where there is one worth showing; `help` are the lines of the help: what is typed, and
    what that asks. `empty` is the refusal of a question that names no athlete or race; `too_many`, with
    `{typed}`, that of too many athletes, where more than one is allowed. `about_athletes` says that a name
    that is not found was an athlete's.
    """

    name: str
    summary: str
    description: str
    help: tuple[tuple[str, str], ...]
    option: str | None = None
    option_description: str = ""
    example: str | None = None
    short_example: str | None = None
    empty: str = ""
    too_many: str | None = None
    aliases: tuple[str, ...] = ()
    about_athletes: bool = False


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

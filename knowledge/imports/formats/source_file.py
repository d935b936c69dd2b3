"""The one interface that every format is read through."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Source
from knowledge.models.observation import Observation, Refusal
from knowledge.names.text.normalize import MAX_WORDS, tokens

Row = Observation | Refusal


class ImportRefused(KnowledgeError):  # noqa: N818 -- it is the file that is refused, nothing is at fault
    """A whole file can't be taken. The message is one sentence that names the file and says why.

    `part` is the name of the part whose rows were being read; empty where it didn't come to that.
    """

    part = ""


class Unreadable(ValueError):  # noqa: N818 -- reads as a word where it is raised and caught
    """A value of one row can't be read. The message says why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a source.

    `name` is stable inside its source (`men/100-metres.csv`), `size` its bytes, for progress. `rows` reads it
    from the start each time it is called and raises ImportRefused when the file turns out to be damaged, at
    any row: nothing of the file may then be kept. `read` tells how many of its bytes were read so far.
    """

    name: str
    size: int
    rows: Callable[[], Iterator[Row]]
    read: Callable[[], int]


class Format(Protocol):
    """A way of writing results, and the source that is known to use it."""

    @property
    def name(self) -> str:
        """What the operator types: `world-athletics-toplists`."""

    @property
    def source(self) -> Source:
        """Where rows of this format come from."""

    @property
    def cut_off(self) -> bool:
        """Whether it lists the best marks only, so that a race ends where the list does."""

    def parts(self, path: Path) -> Iterator[Part]:
        """The files of a zip, a folder or a single file, in a stable order; raises ImportRefused."""


MAX_FIELD = 10_000


def shown(text: str) -> str:
    """A value as it may stand in a report: one line, of a bearable length."""
    short = text if len(text) <= 120 else text[:119] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


def checked(text: str, what: str) -> str:
    """A text without outer spaces, refused when it is far too long or holds control characters."""
    if len(text) > MAX_FIELD:
        raise Unreadable(f"The {what} has {len(text):,} characters; at most {MAX_FIELD:,} are taken.")
    text = text.strip()
    if not text.isprintable():
        raise Unreadable(f"The {what} holds a line break or another control character.")
    return text


def checked_name(text: str) -> str:
    """The name of a person, refused when it has more words than anybody's."""
    words = len(tokens(text))
    if words > MAX_WORDS:
        raise Unreadable(f"The name has {words:,} words; at most {MAX_WORDS} are taken.")
    return text

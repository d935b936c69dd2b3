"""The interface of a format: files of a source, read row by row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Source
from knowledge.models.observation import Observation, Refusal
from knowledge.names.text.normalize import MAX_WORDS, tokens

Row = Observation | Refusal
RowT = TypeVar("RowT")


class ImportRefused(KnowledgeError):  # noqa: N818 -- the file is refused; the program is not at fault
    """A whole file is refused. The message is one sentence that names the file and the reason.

    `part` is the name of the file whose rows were being read; empty before the first row of a file.
    """

    part = ""


class Unreadable(ValueError):  # noqa: N818 -- reads as a word where it is raised and caught
    """A value of one row cannot be parsed. The message is a sentence with the reason."""


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[RowT]):
    """One file of a source, with rows that are observations or enrichments.

    `name` is stable within the source (`men/100-metres.csv`). `size` is in bytes, for the progress display.
    `rows` reads the file from the start at each call; it raises ImportRefused at any row where the file turns
    out to be damaged, and then no row of the file may be kept. `read` returns the bytes read so far.
    """

    name: str
    size: int
    rows: Callable[[], Iterator[RowT | Refusal]]
    read: Callable[[], int]


class Format(Protocol):
    """A file format for results, and the one source that uses it."""

    @property
    def name(self) -> str:
        """The operator's name for the format: `world-athletics-toplists`."""

    @property
    def source(self) -> Source:
        """The source of all rows in this format."""

    @property
    def cut_off(self) -> bool:
        """Whether files list the best marks only, so that each race is cut off at the list's limit."""

    def files(self, path: Path) -> Iterator[SourceFile[Observation]]:
        """The files of a zip, a folder or a single file, in a stable order.

        Raises ImportRefused: when the path holds no file of this format, or one that may not be opened.
        """


MAX_FIELD = 10_000
"""Longest text of one field, in characters. Chosen by hand."""
_SHOWN = 120
"""Longest value quoted in a report, in characters. Chosen by hand."""


def shown(text: str) -> str:
    """A value as quoted in a report: one line of at most `_SHOWN` characters, unprintable ones replaced."""
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


def checked(text: str, what: str) -> str:
    """A text without outer spaces.

    Raises Unreadable: when it is longer than MAX_FIELD or contains a control character.
    """
    if len(text) > MAX_FIELD:
        raise Unreadable(f"The {what} has {len(text):,} characters; at most {MAX_FIELD:,} are taken.")
    text = text.strip()
    if not text.isprintable():
        raise Unreadable(f"The {what} holds a line break or another control character.")
    return text


def checked_name(text: str) -> str:
    """The name of a person, unchanged. Raises Unreadable: when it has more than MAX_WORDS tokens."""
    words = len(tokens(text))
    if words > MAX_WORDS:
        raise Unreadable(f"The name has {words:,} words; at most {MAX_WORDS} are taken.")
    return text

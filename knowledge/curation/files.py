"""List the files of a data folder and read their text, within bounds."""

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from knowledge.curation.facts import ATHLETES, DECISIONS, FOLDERS
from knowledge.models.base import Model
from knowledge.models.errors import KnowledgeError


class Problem(Model):
    """A problem in a file of facts.

    `file` is relative to the data folder, `entity` the id of an athlete in a file of many. `found` states
    what is wrong, `expected` what belongs there, `fix` what to do where that is known.
    """

    file: str
    line: int | None = None
    entity: str | None = None
    value: str | None = None
    found: str
    expected: str
    fix: str | None = None

    def __str__(self) -> str:
        """The problem on one line."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        entity = "" if self.entity is None else f" {_short(self.entity)}:"
        value = "" if self.value is None else f" {_short(self.value)!r}"
        fix = f" Fix: {self.fix}." if self.fix else ""
        return f"{where}:{entity}{value} {self.found}; expected {self.expected}.{fix}"


def _short(value: str, limit: int = 80) -> str:
    return value if len(value) <= limit else f"{value[: limit - 1]}…"


LARGEST_FILE = 1_000_000
"""In bytes: three times the nation with most athletes. Chosen by hand."""


class File(Model):
    """A file of facts: its name relative to the data folder, the folder of its kind, and the id in its name.

    The id is that of its entity or, of a file of athletes, their nation. `parent` is the folder in between,
    which only races have.
    """

    name: str
    folder: str
    parent: str
    id: str


def find_files(data: Path) -> tuple[list[File], list[Problem]]:
    """All files of facts in a data folder in order, and problems of other files.

    Raises KnowledgeError when there is no such folder or no fact in it.
    """
    if not data.is_dir():
        raise KnowledgeError(f"There is no data folder at {data}.")
    files: list[File] = []
    problems: list[Problem] = []
    try:
        for name in _names(data):
            _sort_in(name, files, problems)
    except OSError as error:
        raise KnowledgeError(f"The data folder {data} can't be read: {error.strerror}.") from error
    if not files and not problems:
        raise KnowledgeError(f"The data folder {data} holds no facts.")
    return files, problems


def read_text(data: Path, name: str) -> str | Problem:
    """The text of a file, or the problem that prevents reading it."""
    # Path.open takes three times as long, and there are thousands of files. A pipe is opened without waiting.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(f"{data}/{name}", flags)
        try:
            kind = os.fstat(descriptor)
            if not stat.S_ISREG(kind.st_mode):
                found = "is a folder" if stat.S_ISDIR(kind.st_mode) else "is not a plain file"
                return Problem(file=name, found=found, expected="a TOML file")
            content = os.read(descriptor, LARGEST_FILE + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        found = f"can't be read ({error.strerror})"
        return Problem(file=name, found=found, expected="a file that this user may read")
    if len(content) > LARGEST_FILE:
        size = f"at most {LARGEST_FILE:,} bytes"
        return Problem(file=name, found="is too large to be facts", expected=size)
    if content.startswith(BOM_UTF8):
        fix = "save it as UTF-8 without one"
        return Problem(
            file=name, line=1, found="begins with a byte order mark", expected="plain UTF-8", fix=fix
        )
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(file=name, line=line, found="is not UTF-8", expected="text in UTF-8")


def _names(data: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(data, onerror=_refuse):
        folders[:] = sorted(folder for folder in folders if not folder.startswith((".", "__")))
        inside = Path(parent).relative_to(data)
        # A folder named like a file is listed as one, so that reading it reports the problem.
        misnamed = [folder for folder in folders if folder.endswith(".toml")]
        folders[:] = [folder for folder in folders if folder not in misnamed]
        listed = sorted(name for name in (*names, *misnamed) if not name.startswith("."))
        yield from ((inside / name).as_posix() for name in listed)


def _at(folder: str) -> str:
    return f"{folder}/<nation>.toml" if folder == ATHLETES else f"{folder}/<id>.toml"


def _refuse(error: OSError) -> None:
    raise error


def _sort_in(name: str, files: list[File], problems: list[Problem]) -> None:
    *folders, last = name.split("/")
    if not folders and last == "README.md":
        return
    if not last.endswith(".toml"):
        problems.append(Problem(file=name, found="is not a file of facts", expected="a name ending in .toml"))
    elif folders == [DECISIONS]:
        return
    elif not folders or folders[0] not in FOLDERS:
        expected = f"a file in one of {', '.join(FOLDERS)}"
        problems.append(Problem(file=name, found="is in no known folder", expected=expected))
    elif len(folders) != (2 if folders[0] == "races" else 1):
        expected = "races/<edition>/<race>.toml" if folders[0] == "races" else _at(folders[0])
        problems.append(Problem(file=name, found="is at the wrong depth", expected=expected))
    else:
        parent = folders[1] if len(folders) == 2 else ""
        files.append(File(name=name, folder=folders[0], parent=parent, id=last.removesuffix(".toml")))

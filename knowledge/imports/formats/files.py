"""Reads untrusted files within bounds: members of zips and folders, text lines, JSON and CSV."""

import csv
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from knowledge.imports.formats.source_file import ImportRefused, shown

MAX_UNPACKED = 64 * 2**20
MAX_STREAMED = 4 * 2**30
MAX_DOCUMENT = 32 * 2**20
MAX_MEMBERS = 5_000
"""Largest file from a zip, largest streamed file and largest JSON document, in bytes, and most files of a zip
or folder. Chosen by hand."""
MAX_LINE = 200_000
"""Longest line, in characters. Chosen by hand."""
_BLOCK = 2**16
"""Characters read at once."""
MAX_RATIO = 100
"""Highest compression ratio in a zip. Lists of results have a ratio of about 4."""
FREE_RATIO_BELOW = 2**20
"""Unpacked size, in bytes, up to which any ratio is allowed."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(slots=True)
class Member:
    """A file of a zip or a folder, or a single file. `name` is its path inside, with `/`."""

    name: str
    size: int
    opener: Callable[[], IO[bytes]]
    opened: IO[bytes] | None = None

    def open(self) -> IO[bytes]:
        """Open the file at its start."""
        self.opened = self.opener()
        return self.opened

    def read(self) -> int:
        """Bytes read since it was last opened; 0 before."""
        if self.opened is None:
            return 0
        return self.size if self.opened.closed else self.opened.tell()


def members(path: Path, suffix: str, *, most: int = MAX_UNPACKED) -> tuple[Member, ...]:
    """The files ending in `suffix` of a zip, a folder or a single file, sorted by name.

    Names contain at least the file's folder, which tells men's from women's lists. `most` is the largest size
    of a file, in bytes; in a zip it is always MAX_UNPACKED.

    Raises ImportRefused: when there is no such file, or one is too large or unsafe.
    """
    try:
        if path.is_dir():
            members_found = _in_folder(path, suffix, most)
        elif not path.is_file():
            raise ImportRefused(f"There is no file or folder {path}.")
        elif path.suffix.lower() == suffix:
            members_found = [_on_disk(path, f"{path.resolve().parent.name}/{path.name}", most)]
        else:
            members_found = _in_zip(path, suffix)
    except OSError as problem:
        raise ImportRefused(f"{path} can't be opened: {problem.strerror or problem}.") from None
    if not members_found:
        raise ImportRefused(f"{path} holds no {suffix} files.")
    return tuple(sorted(members_found, key=lambda member: member.name))


def _on_disk(path: Path, name: str, most: int) -> Member:
    size = path.stat().st_size
    if size > most:
        raise ImportRefused(f"{shown(name)} has {size:,} bytes; at most {most:,} are taken.")
    return Member(name, size, lambda: path.open("rb"))


def _in_folder(folder: Path, suffix: str, most: int) -> list[Member]:
    in_folder = []
    for path in folder.rglob(f"*{suffix}"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(folder).as_posix()
            named = inside if "/" in inside else f"{folder.resolve().name}/{inside}"
            in_folder.append(_on_disk(path, named, most))
            if len(in_folder) > MAX_MEMBERS:
                raise ImportRefused(f"{folder} holds more than {MAX_MEMBERS:,} files.")
    return in_folder


def _in_zip(path: Path, suffix: str) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except _DAMAGE:
        raise ImportRefused(f"{path} is neither a {suffix} file nor a zip that can be read.") from None
    if len(entries) > MAX_MEMBERS:
        raise ImportRefused(f"{path} holds more than {MAX_MEMBERS:,} files.")
    packed = [_packed(path, entry) for entry in entries if entry.filename.lower().endswith(suffix)]
    names = [member.name for member in packed]
    if len(set(names)) < len(names):
        raise ImportRefused(f"{path} holds two files of one name.")
    return packed


def _packed(path: Path, entry: zipfile.ZipInfo) -> Member:
    name, where = entry.filename, f"{path}: {shown(entry.filename)}"
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or "\\" in name or ":" in name or not name.isprintable():
        raise ImportRefused(f"{where} lies outside the zip.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ImportRefused(f"{where} is a link, not a file.")
    if entry.flag_bits & 0x1:
        raise ImportRefused(f"{where} is encrypted.")
    if entry.file_size > MAX_UNPACKED:
        raise ImportRefused(
            f"{where} unpacks to {entry.file_size:,} bytes; at most {MAX_UNPACKED:,} are taken."
        )
    if entry.file_size > max(FREE_RATIO_BELOW, MAX_RATIO * entry.compress_size):
        raise ImportRefused(f"{where} unpacks to more than {MAX_RATIO} times its size.")

    def open_entry() -> IO[bytes]:
        # zipfile stops at the size that the entry states, which was bounded above.
        with zipfile.ZipFile(path) as archive:
            return archive.open(entry)

    return Member(name, entry.file_size, open_entry)


@contextmanager
def refusing_damage(name: str) -> Iterator[None]:
    """Turn the errors that a damaged file causes into ImportRefused with one sentence."""
    try:
        yield
    except UnicodeDecodeError:
        raise ImportRefused(f"{shown(name)} is not text in UTF-8.") from None
    except _DAMAGE as problem:
        why = problem.strerror if isinstance(problem, OSError) else shown(str(problem))
        raise ImportRefused(f"{shown(name)} can't be read: {(why or 'it is damaged').rstrip('.')}.") from None


def lines(member: Member) -> Iterator[str]:
    """The lines of a UTF-8 text with their ends, without a byte order mark.

    Raises ImportRefused: when the file is damaged, is not UTF-8 or has a line longer than MAX_LINE.
    """
    with refusing_damage(member.name):
        opened = member.open()
    tail = ""
    with opened, io.TextIOWrapper(opened, encoding="utf-8-sig", newline="") as text:
        while True:
            # Around each read and not around `yield`: errors of the caller are not the file's.
            with refusing_damage(member.name):
                block = text.read(_BLOCK)
            *whole, tail = (tail + block).split("\n")
            if len(tail) > MAX_LINE or max(map(len, whole), default=0) > MAX_LINE:
                raise ImportRefused(f"{shown(member.name)} has a line of more than {MAX_LINE:,} characters.")
            yield from [line + "\n" for line in whole]
            if not block:
                break
    if tail:
        yield tail


def document(member: Member) -> Any:
    """A JSON document. Raises ImportRefused: when it is damaged, no JSON or larger than MAX_DOCUMENT."""
    name = shown(member.name)
    with refusing_damage(member.name):
        with member.open() as opened:
            content = opened.read(MAX_DOCUMENT + 1)
        if len(content) > MAX_DOCUMENT:
            raise ImportRefused(f"{name} has more than {MAX_DOCUMENT:,} bytes.")
        text = content.decode("utf-8-sig")
        try:
            return json.loads(text)
        except json.JSONDecodeError as problem:
            raise ImportRefused(f"{name}, line {problem.lineno:,} is not JSON: {problem.msg}.") from None
        except ValueError:  # Python's limit for the digits of an integer
            raise ImportRefused(f"{name} holds a number that is too large.") from None
        except RecursionError:
            raise ImportRefused(f"{name} is nested too deep.") from None


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The columns of a CSV file by name, and its rows, read lazily, with the line on which each ends."""

    columns: dict[str, int]
    width: int
    rows: Iterator[tuple[int, list[str]]]


def table(member: Member, needed: tuple[str, ...]) -> CsvTable:
    """Open a CSV file with at least the columns `needed`.

    Raises ImportRefused: when a column is missing; iterating the rows raises it when the file is damaged.
    """
    rows = _rows(member)
    _, header = next(rows, (0, []))
    columns = {name.strip(): at for at, name in enumerate(header)}
    missing = [name for name in needed if name not in columns]
    if missing:
        hint = "; it is separated by semicolons, commas are expected" if ";" in "".join(header[:1]) else ""
        raise ImportRefused(f"{shown(member.name)} has no column {missing[0]} in its first line{hint}.")
    return CsvTable(columns, len(header), rows)


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


_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""Text that a spreadsheet may execute: the signs, also in full width, after any apostrophes."""
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def defused(text: str) -> str:
    """The CSV cell of a text, with an apostrophe before a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def defused_number(text: str) -> str:
    """The CSV cell of a number: `-0.3` is no formula; any other text is defused."""
    return text if _NUMBER.fullmatch(text) else defused(text)


def plain(cell: str) -> str:
    """The text of a CSV cell, without the apostrophe that `defused` adds."""
    return cell[1:] if _DEFUSED.match(cell) else cell

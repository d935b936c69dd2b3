"""The cache of parsed files: their entities by content, so that only changed files are parsed again.

The first line names the code that parsed; then a line a file has its folder, its digest and its entities as
JSON. A line is read when its file is, so that not all JSON is in memory as values at once.
"""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from xxhash import xxh3_128

from knowledge import models
from knowledge.curation.facts import FOLDERS, Entity

_Key = tuple[str, str]
"""The folder and the digest of a file."""


class ParseCache:
    """The entities of files without problems, by folder and digest; unused entries are dropped."""

    def __init__(self, content: bytes | memoryview = b"") -> None:
        """Read what `content` returned; an invalid cache, or one that other code wrote, counts as empty."""
        code, _, lines = bytes(content).partition(b"\n")
        self._before: dict[_Key, bytes] = {}
        self._kept: dict[_Key, bytes] = {}
        self._added = False
        if code == _code().encode():
            for line in lines.splitlines():
                folder, digest, entities = line.split(b" ", 2)
                self._before[folder.decode(), digest.decode()] = entities

    @property
    def has_changed(self) -> bool:
        """Whether entries were added or dropped."""
        return self._added or len(self._kept) != len(self._before)

    def get(self, folder: str, digest: str) -> tuple[Entity, ...] | None:
        """The entities of a file with this digest; None where it was not parsed before."""
        written = self._before.get((folder, digest))
        if written is None:
            return None
        try:
            entities: tuple[Entity, ...] = _entities(folder).validate_json(written)
        except ValidationError:
            return None
        self._kept[folder, digest] = written
        return entities

    def add(self, folder: str, digest: str, entities: tuple[Entity, ...]) -> None:
        """Keep the entities of a file that has no problem."""
        written = _entities(folder).dump_json(entities, by_alias=True, exclude_defaults=True)
        self._kept[folder, digest] = written
        self._added = True

    def content(self) -> bytes:
        """The entries that were read or added, for another process."""
        lines = [f"{folder} {digest} ".encode() + kept for (folder, digest), kept in self._kept.items()]
        return b"\n".join((_code().encode(), *lines))


@cache
def _entities(folder: str) -> TypeAdapter[Any]:
    of_all: Any = FOLDERS[folder]  # a type by name
    return TypeAdapter(tuple[of_all, ...])


def digest_of(name: str, text: str, measures: str) -> str:
    """The digest of all that the entities of a file are made of; `measures` are those that its marks need."""
    return xxh3_128(f"{measures}\n{name}\n{text}".encode()).hexdigest()


@cache
def _code() -> str:
    """The digest of the code that parses: of this room and of the models."""
    digest = xxh3_128()
    for folder in (Path(__file__).parent, Path(models.__file__).parent):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()

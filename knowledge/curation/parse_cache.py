"""The cache of parsed files: their entities by content, so that only changed files are parsed again.

The first line names the code that parsed; then a line a file has its folder, its digest and its entities as
JSON. A line is read when its file is, so that not all JSON is in memory as values at once. Where all these
files passed the checks together, one more line has what the checks need not find again.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from xxhash import xxh3_128

from knowledge import models
from knowledge.curation.facts import FOLDERS, Alike, Entity, Passed
from knowledge.names import text

_Key = tuple[str, str]
"""The folder and the digest of a file."""
_PASSED: _Key = ("passed", "-")
"""The key of the line that all files passed the checks."""
_PAIRS = TypeAdapter(Alike)


class ParseCache:
    """The entities of files without problems, by folder and digest; unused entries are dropped."""

    def __init__(self, content: bytes | memoryview = b"") -> None:
        """Read what `content` returned; an invalid cache, or one that other code wrote, counts as empty."""
        code, _, lines = bytes(content).partition(b"\n")
        self._before: dict[_Key, bytes] = {}
        self._kept: dict[_Key, bytes] = {}
        self._added: dict[str, set[str]] = {}
        if code == _code().encode():
            for line in lines.splitlines():
                folder, digest, entities = line.split(b" ", 2)
                self._before[folder.decode(), digest.decode()] = entities
        self._passed_before = self._passed = self._before.pop(_PASSED, None)

    @property
    def has_changed(self) -> bool:
        """Whether entries were added or dropped, or the checks found something else."""
        same_files = not self._added and len(self._kept) == len(self._before)
        return not same_files or self._passed != self._passed_before

    def passed(self) -> Passed | None:
        """What passed the checks before, once all files were read; None where a file did not."""
        if self._passed_before is None:
            return None
        try:
            pairs = _PAIRS.validate_json(self._passed_before)
        except ValidationError:
            return None
        before, now = (Counter(folder for folder, _ in files) for files in (self._before, self._kept))
        unchanged = (one for one in FOLDERS if before[one] == now[one] and one not in self._added)
        return Passed(frozenset(unchanged), frozenset(self._added.get("races", ())), pairs)

    def keep_passed(self, pairs: Alike | None) -> None:
        """Keep that all files that were read passed the checks; None where they did not."""
        self._passed = None if pairs is None else _PAIRS.dump_json(pairs)

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
        self._added.setdefault(folder, set()).update(str(entity.id) for entity in entities)

    def content(self) -> bytes:
        """The entries that were read or added, for another process."""
        entries = self._kept if self._passed is None else {**self._kept, _PASSED: self._passed}
        lines = [f"{folder} {digest} ".encode() + kept for (folder, digest), kept in entries.items()]
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
    """The digest of the code that parses and checks: of this room, of the models and of texts of names."""
    digest = xxh3_128()
    for room in (__file__, models.__file__, text.__file__):
        for path in sorted(Path(str(room)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()

"""The cache of parsed files: their entities by content, so that only changed files are parsed again."""

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from xxhash import xxh3_128

from knowledge import models
from knowledge.curation.facts import Entity
from knowledge.models.base import Model
from knowledge.models.facts import (
    Athlete,
    City,
    Competition,
    Discipline,
    Edition,
    Nation,
    Race,
    Source,
)


class _Entries(Model):
    """The entities of files by the digest of each file, a mapping for each folder; `code` parsed them."""

    code: str
    nations: dict[str, tuple[Nation, ...]] = Field(default_factory=dict)
    sources: dict[str, tuple[Source, ...]] = Field(default_factory=dict)
    cities: dict[str, tuple[City, ...]] = Field(default_factory=dict)
    disciplines: dict[str, tuple[Discipline, ...]] = Field(default_factory=dict)
    competitions: dict[str, tuple[Competition, ...]] = Field(default_factory=dict)
    editions: dict[str, tuple[Edition, ...]] = Field(default_factory=dict)
    athletes: dict[str, tuple[Athlete, ...]] = Field(default_factory=dict)
    races: dict[str, tuple[Race, ...]] = Field(default_factory=dict)


class ParseCache:
    """The entities of files without problems, by folder and digest; unused entries are dropped."""

    def __init__(self, content: bytes | memoryview | None = None) -> None:
        """Read what `content` returned; an invalid cache, or one that other code wrote, counts as empty."""
        self._before = _Entries(code=_code())
        self._kept: dict[str, dict[str, tuple[Entity, ...]]] = {}
        self._added = False
        if content is not None:
            try:
                before = _Entries.model_validate_json(bytes(content))
            except ValidationError:
                return
            if before.code == self._before.code:
                self._before = before

    @property
    def has_changed(self) -> bool:
        """Whether entries were added or dropped."""
        kept = sum(map(len, self._kept.values()))
        return self._added or kept != sum(len(getattr(self._before, folder)) for folder in _FOLDERS)

    def get(self, folder: str, digest: str) -> tuple[Entity, ...] | None:
        """The entities of a file with this digest; None where it was not parsed before."""
        entities: tuple[Entity, ...] | None = getattr(self._before, folder).get(digest)
        if entities is not None:
            self._kept.setdefault(folder, {})[digest] = entities
        return entities

    def add(self, folder: str, digest: str, entities: tuple[Entity, ...]) -> None:
        """Keep the entities of a file that has no problem."""
        self._kept.setdefault(folder, {})[digest] = entities
        self._added = True

    def content(self) -> bytes:
        """The entries that were read or added, for another process."""
        kept = _Entries.model_construct(code=self._before.code, **self._kept)  # type: ignore[arg-type] # fields by name
        return kept.model_dump_json(by_alias=True, exclude_defaults=True).encode()


_FOLDERS = tuple(name for name in _Entries.model_fields if name != "code")


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

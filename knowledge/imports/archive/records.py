"""What the archive hands out, and what it reports of an import."""

from dataclasses import dataclass
from typing import NamedTuple

from knowledge.models.base import SourceId
from knowledge.models.observation import Observation, Refusal


class Changes(NamedTuple):
    """How many rows of a part did what to the archive."""

    new: int = 0
    same: int = 0
    corrected: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of the rows of one part.

    `corrected` rows were there with other values, `withdrawn` ones stand in the part no longer. `refused`
    holds the first of `refused_count`.
    """

    source_id: SourceId
    part: str
    new: int
    same: int
    corrected: int
    withdrawn: int
    refused_count: int
    refused: tuple[Refusal, ...]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.new + self.same + self.corrected + self.refused_count

    @property
    def changed(self) -> bool:
        """Whether the archive says anything else than before."""
        return bool(self.new or self.corrected or self.withdrawn)


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A part that is in the archive: the rows it has there, and how many its last import refused."""

    source_id: SourceId
    name: str
    rows: int
    refused: int


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """An observation where it is kept.

    `id` stays with the row through corrections. Equal `race_id` (or `athlete_id`) say that one part printed
    the race (or person) alike; across parts they say nothing. They are keys of this archive alone.
    """

    id: int
    race_id: int
    athlete_id: int | None
    source_id: SourceId
    part: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class Correction:
    """What a row said, and what it says since: None where it was withdrawn. `revision` counts up."""

    source_id: SourceId
    part: str
    revision: int
    before: Observation
    after: Observation | None

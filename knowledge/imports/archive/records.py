"""Records that the archive returns: rows, corrections, and reports of imports."""

from dataclasses import dataclass
from typing import NamedTuple

from knowledge.models.base import SourceId
from knowledge.models.observation import Observation, Refusal


class Changes(NamedTuple):
    """The numbers of rows of a file by their effect on the archive."""

    new: int = 0
    same: int = 0
    corrected: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """The report of the import of one file, with numbers of rows.

    `corrected` rows had other values before, `withdrawn` rows are no longer in the file. `refused` has the
    first of `refused_count` refusals.
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
        """The number of rows read."""
        return self.new + self.same + self.corrected + self.refused_count

    @property
    def changed(self) -> bool:
        """Whether the import changed any row of the archive."""
        return bool(self.new or self.corrected or self.withdrawn)


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file in the archive, with its number of rows and of the refusals of its last import."""

    source_id: SourceId
    name: str
    rows: int
    refused: int


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """An observation with its keys in this archive.

    `id` stays the same through corrections. Rows of one file with equal `race_id` (or `athlete_id`) print the
    race (or athlete) alike. Keys of different files are not comparable.
    """

    id: int
    race_id: int
    athlete_id: int | None
    source_id: SourceId
    part: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class Correction:
    """A row before and after a change; `after` is None for a withdrawn row. `revision` increases."""

    source_id: SourceId
    part: str
    revision: int
    before: Observation
    after: Observation | None

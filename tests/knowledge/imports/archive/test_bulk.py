"""What a large import needs, and what it leaves as it was."""

import gc
import tracemalloc
from pathlib import Path

from knowledge.imports.archive import Archive
from tests.knowledge.imports.archive.parts import LISTS, many


def test_garbage_is_collected_as_before_once_an_import_ends(archive: Archive) -> None:
    before = gc.get_threshold()
    with archive.importing():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before


def test_memory_does_not_grow_with_the_parts(tmp_path: Path) -> None:
    archive = Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite'}")

    def peak(parts: int) -> int:
        tracemalloc.start()
        with archive.importing():
            for number in range(parts):
                archive.import_file(LISTS, many(f"{parts} {number}.csv", 600))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)
    few, more = peak(2), peak(12)
    archive.close()
    assert more < few + 2**20

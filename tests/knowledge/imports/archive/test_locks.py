"""One process imports at a time."""

import pytest

from knowledge.imports.archive import Archive
from knowledge.models.errors import KnowledgeError
from tests.knowledge.imports.archive.parts import LISTS, part, row


def test_one_imports_at_a_time(archive: Archive, url: str) -> None:
    rival = Archive.open(url)
    with archive.importing():
        with pytest.raises(KnowledgeError, match="Another process imports"), rival.importing(wait=0.2):
            pass
        archive.import_file(LISTS, part("a.csv", row(1)))
    assert rival.import_file(LISTS, part("a.csv", row(1))).same == 1
    rival.close()

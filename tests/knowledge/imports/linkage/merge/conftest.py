"""Imports of one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.knowledge.imports.linkage.merge.imports import Imports


@pytest.fixture
def imports(invented: Path, tmp_path: Path) -> Iterator[Imports]:
    made = Imports(invented, tmp_path)
    yield made
    made.close()

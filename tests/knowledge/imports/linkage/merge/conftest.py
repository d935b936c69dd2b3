"""Imports of one test."""

from pathlib import Path

import pytest

from tests.knowledge.imports.linkage.merge.imports import Imports


@pytest.fixture
def imports(invented: Path, tmp_path: Path) -> Imports:
    return Imports(invented, tmp_path)

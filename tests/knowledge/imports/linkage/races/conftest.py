"""The invented facts, read once."""

from pathlib import Path

import pytest

from knowledge.curation import Facts, read


@pytest.fixture(scope="session")
def facts(invented: Path) -> Facts:
    """The invented facts."""
    return read(invented)[0]

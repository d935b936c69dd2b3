"""What tests of every room stand on."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def invented() -> Path:
    """The folder of the invented knowledge base: people and meetings that don't exist."""
    return Path(__file__).parent / "data"

"""What tests of every room stand on."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


# No test speaks TLS, and each connection to PostgreSQL would read the certificates of the system: 40 ms.
os.environ |= {"SSL_CERT_FILE": os.devnull, "SSL_CERT_DIR": os.devnull}

# No test knows what people chose on this machine.
os.environ["BELL_LAP_PREFERENCES"] = os.devnull + "/preferences.sqlite"


_HERE = Path(__file__).parent
_SYSTEM = tuple(
    _HERE / path
    for path in (
        "wire",
        "bot/cli",
        "bot/discord/openapi",
        "test_docs.py",
        "knowledge/imports/archive",
        "knowledge/store/test_server.py",
        "knowledge/store/test_server_answers.py",
        "knowledge/test_damaged_cache.py",
    )
)
"""Folders and files of tests that `make unit` leaves out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the whole system, which take most of the time."""
    for item in items:
        if any(item.path.is_relative_to(path) for path in _SYSTEM):
            item.add_marker("system")


@pytest.fixture(scope="session")
def invented() -> Path:
    """The folder of the invented knowledge base: people and meetings that don't exist."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def curated_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the curated facts, so that they are compiled once; not to be damaged."""
    return tmp_path_factory.mktemp("curated")

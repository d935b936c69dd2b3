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


@pytest.fixture(scope="session")
def invented() -> Path:
    """The folder of the invented knowledge base: people and meetings that don't exist."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def curated_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the curated facts, so that they are compiled once; not to be damaged."""
    return tmp_path_factory.mktemp("curated")

"""The description, read once; without the file these tests are skipped, and say why."""

import pytest

from tests.bot.discord.openapi.description import FILE, MISSING, Description


@pytest.fixture(scope="session")
def description() -> Description:
    if not FILE.exists():
        pytest.skip(MISSING)
    return Description()

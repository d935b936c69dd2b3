"""Questions as people type them, with what a good answer must show, asked of the curated knowledge.

The list is not part of the project; where it is absent these tests are skipped by name.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.discord.client import create_client
from bot.settings import Settings
from bot.terminal.render import draw
from knowledge.ask import DATA, Knowledge, open_knowledge, split_command
from tests.wire.running import point_at, running
from tests.wire.server import TOKEN, FakeDiscord

QUESTIONS = Path(__file__).parents[2] / "shared" / "questions" / "dev.tsv"
TODAY = date(2026, 11, 22)


def _rows() -> list[dict[str, str]]:
    if not QUESTIONS.is_file():
        return []
    with QUESTIONS.open(encoding="utf-8", newline="") as lines:
        return [
            {"question": row[0], "outcome": row[1], "says": row[2], "never": row[3] if len(row) > 3 else ""}
            for row in list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
        ]


ABSENT = pytest.mark.skipif(not QUESTIONS.is_file(), reason=f"the questions are not here: {QUESTIONS.name}")
EACH = pytest.mark.parametrize("row", _rows(), ids=lambda row: row["question"])
OPTIONS = {"result": "race", "athlete": "name", "h2h": "athletes"}


@pytest.fixture(scope="module")
def curated(curated_cache: Path) -> Iterator[Knowledge]:
    opened = open_knowledge(DATA, curated_cache)
    yield opened
    opened.kb.close()


def _shows(text: str, row: dict[str, str]) -> None:
    for said in row["says"].split(" ;; "):
        assert re.search(said, text, re.IGNORECASE), said
    if row["never"]:
        assert not re.search(row["never"], text, re.IGNORECASE)


@ABSENT
@EACH
def test_a_question_is_answered_as_it_should(curated: Knowledge, row: dict[str, str]) -> None:
    reply = curated.ask(*split_command(row["question"]), TODAY)
    assert reply.outcome in row["outcome"].split("|")
    _shows(draw(reply.card), row)


@ABSENT
@EACH
async def test_a_question_is_answered_so_in_discord(
    curated: Knowledge, row: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command, _, typed = row["question"].removeprefix("/").partition(" ")
    async with FakeDiscord() as fake:
        point_at(fake, monkeypatch)
        client = create_client(Settings(discord_token=SecretStr(TOKEN)), curated)
        async with running(client, fake):
            reply = await fake.slash(command, {OPTIONS[command]: typed})
    _shows(reply.text, row)

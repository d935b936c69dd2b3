"""What buttons and menus of messages sent on 28 November 2026 carry is understood as it was then."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.discord.callbacks import BUTTON, MENU
from bot.discord.limits import CUSTOM_ID, size
from knowledge.ask import DATA, Knowledge, open_knowledge, split_command

SENT = json.loads((Path(__file__).parent / "old_messages.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def curated(curated_cache: Path) -> Knowledge:
    return open_knowledge(DATA, curated_cache)


def test_every_custom_id_is_known() -> None:
    for custom_id in SENT["buttons"]:
        assert BUTTON.fullmatch(custom_id), custom_id
        assert size(custom_id) <= CUSTOM_ID
    for custom_id in SENT["menus"]:
        assert MENU.fullmatch(custom_id), custom_id


def test_every_question_asks_what_it_asked(curated: Knowledge) -> None:
    carried = [custom_id.partition(":")[2] for custom_id in SENT["buttons"]]
    carried += [value for values in SENT["menus"].values() for value in values]
    for question in carried:
        reply = curated.ask(*split_command(question), TODAY)
        assert reply.question is not None, question
        assert reply.question.command == question

"""A conversation with knowledge that only echoes."""

from typing import cast

import pytest

from bot.live_knowledge import LiveKnowledge
from bot.terminal.chat import Conversation
from knowledge.ask import Knowledge
from tests.bot.terminal.echo import TODAY, Echo


@pytest.fixture
def echo() -> Knowledge:
    return cast("Knowledge", Echo())


@pytest.fixture
def talk(echo: Knowledge) -> Conversation:
    return Conversation(LiveKnowledge(echo), lambda: TODAY)

"""What is slow the first time is done before the first question, and a fault in it ends nothing."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from bot.discord.warm import steps, warm
from bot.locale import LANGUAGES
from knowledge.ask import COMMANDS, Knowledge, open_knowledge

TODAY = date(2026, 1, 2)


class Broken:
    """Knowledge that only counts, and fails."""

    asked = 0

    def about_card(self, language: str) -> None:
        self.asked += 1
        raise ValueError(language)


def test_each_kind_is_asked_in_each_language(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = open_knowledge(invented, tmp_path)
    asked: set[tuple[str | None, str]] = set()
    ask = knowledge.ask

    def noted(kind: str | None, text: str, today: date, language: str) -> object:
        reply = ask(kind, text, today, language)
        assert reply.outcome == "answer"
        asked.add((kind, language))
        return reply

    monkeypatch.setattr(knowledge, "ask", noted)
    pictures = [step(knowledge) for step in steps(TODAY)]
    assert asked == {(kind, language) for kind in COMMANDS for language in LANGUAGES}
    assert any(pictures)
    knowledge.close()


def test_a_question_that_fails_keeps_nothing_from_starting() -> None:
    broken = Broken()
    warm(cast("Knowledge", broken), TODAY)
    assert broken.asked == len(COMMANDS) * len(LANGUAGES)

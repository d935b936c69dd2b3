"""What is slow the first time is done before the first question, and a fault in it ends nothing."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from structlog.testing import capture_logs

from bot.discord.warm import steps, warm
from bot.locale import LANGUAGES
from knowledge.ask import COMMANDS, Knowledge, open_knowledge

TODAY = date(2026, 1, 2)


class Broken:
    """Knowledge that only counts, and fails."""

    asked = 0

    def fail(self, *_: object) -> None:
        self.asked += 1
        raise ValueError

    ask = complete = about_card = fail


def test_each_kind_is_asked_in_each_language_and_completed(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = open_knowledge(invented, tmp_path)
    asked: set[tuple[str | None, str]] = set()
    completed: set[str] = set()
    ask, complete = knowledge.ask, knowledge.complete

    def noted(kind: str | None, text: str, today: date, language: str) -> object:
        asked.add((kind, language))
        return ask(kind, text, today, language)

    def noted_completion(kind: str, text: str, today: date, limit: int) -> object:
        completed.add(kind)
        return complete(kind, text, today, limit)

    monkeypatch.setattr(knowledge, "ask", noted)
    monkeypatch.setattr(knowledge, "complete", noted_completion)
    with capture_logs() as logs:
        warm(knowledge, TODAY)
    assert asked == {(kind, language) for kind in COMMANDS for language in LANGUAGES}
    assert completed == set(COMMANDS) - {"random"}
    assert not logs


def test_completions_are_told_from_questions() -> None:
    every = list(steps(TODAY))
    assert not every[0].completes
    assert sum(step.completes for step in every) == 9


def test_a_fault_keeps_nothing_from_starting() -> None:
    broken = Broken()
    with capture_logs() as logs:
        warm(cast("Knowledge", broken), TODAY)
    assert broken.asked == len(logs) == len(list(steps(TODAY)))

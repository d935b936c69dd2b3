"""A knowledge whose work is held up until a test lets it go on."""

import asyncio
import threading
from datetime import date

import pytest

from knowledge.ask import Knowledge, Reply, Suggestion


class Held:
    """Holds up every text; `began` is set when the first one is, `worked` are the texts in their order."""

    def __init__(self, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began = asyncio.Event()
        self.go_on = threading.Event()
        self.worked: list[str] = []
        self.fault: Exception | None = None
        self._loop = asyncio.get_running_loop()
        self._ask, self._complete = knowledge.ask, knowledge.complete
        self.holds = {"ask", "complete"}
        monkeypatch.setattr(knowledge, "ask", self.ask)
        monkeypatch.setattr(knowledge, "complete", self.complete)

    def ask(
        self, kind: str | None, text: str, today: date, language: str = "en", *, details: bool = True
    ) -> Reply:
        self._hold("ask", f"/{kind} {text}")
        return self._ask(kind, text, today, language, details=details)

    def complete(
        self, kind: str, text: str, today: date, limit: int = 25, language: str = "en"
    ) -> list[Suggestion]:
        self._hold("complete", text)
        return self._complete(kind, text, today, limit, language)

    def _hold(self, what: str, text: str) -> None:
        self.worked.append(text)
        if what in self.holds:
            self._loop.call_soon_threadsafe(self.began.set)
            assert self.go_on.wait(60)
        if self.fault is not None:
            raise self.fault

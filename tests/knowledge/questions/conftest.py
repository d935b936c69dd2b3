"""Questions of the invented facts, also with imported rows beside them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import Knowledge, open_knowledge
from knowledge.imports import import_files
from knowledge.models.outcome import Understanding, Understood
from knowledge.names import NameIndex
from knowledge.questions.parse import split_command, understand
from knowledge.store import KnowledgeBase

Beside = Callable[[str], Knowledge]


@pytest.fixture(scope="module")
def beside(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Beside:
    """Open the invented facts with the rows of a results-csv file beside them."""

    def opened(rows: str) -> Knowledge:
        folder = tmp_path_factory.mktemp("beside")
        (folder / "rows.csv").write_text(rows, encoding="utf-8")
        url = f"sqlite:///{folder / 'archive.sqlite'}"
        list(import_files(url, "results-csv", [folder / "rows.csv"], lambda _: None, lambda *_: None))
        return open_knowledge(invented, folder / "cache", url)

    return opened


@pytest.fixture(scope="module")
def knowledge(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Open the invented facts."""
    return open_knowledge(invented, tmp_path_factory.mktemp("cache"))


class Parser:
    """Parses a typed question on 1 March 2025."""

    def __init__(self, kb: KnowledgeBase, index: NameIndex) -> None:
        self._kb = kb
        self._index = index

    def __call__(self, text: str) -> Understanding:
        """The outcome, whichever it is."""
        return understand(self._kb, self._index, *split_command(text), date(2025, 3, 1))

    def understood(self, text: str) -> Understood:
        """The outcome of a text that is a question."""
        outcome = self(text)
        assert isinstance(outcome, Understood), outcome
        return outcome


@pytest.fixture(scope="module")
def parse(kb: KnowledgeBase, index: NameIndex) -> Parser:
    """Parse a typed question."""
    return Parser(kb, index)

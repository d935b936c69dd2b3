"""The invented facts with imported rows beside them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.ask import Knowledge, open_knowledge
from knowledge.imports import import_files

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
def knowledge(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """Open the invented facts."""
    opened = open_knowledge(invented, tmp_path_factory.mktemp("cache"))
    yield opened
    opened.close()

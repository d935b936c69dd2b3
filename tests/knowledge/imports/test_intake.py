"""What is asked of an import and is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.imports.intake import forget, import_files
from knowledge.models.errors import KnowledgeError


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda url: list(import_files(url, "no-such", [], print, print)), "There is no format 'no-such'"),
        (lambda url: forget(url, "no-such"), "No source 'no-such' was imported; nothing was imported yet"),
    ],
)
def test_what_is_not_there_is_said(tmp_path: Path, call: Callable[[str], object], why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        call(f"sqlite:///{tmp_path / 'imports.sqlite'}")

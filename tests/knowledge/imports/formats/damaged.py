"""Whole files of every format, for damage, and what a refusal looks like."""

import json

from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import LIST
from tests.paths import ROOT

LISTS = "world-athletics-toplists"


def own_csv() -> str:
    return (ROOT / "docs/results-template.csv").read_text(encoding="utf-8")


WHOLE: dict[str, tuple[str, str]] = {
    LISTS: ("women/100-metres.csv", LIST),
    "paris-2024": ("results.csv", samples.PARIS_RESULTS),
    "tilastopaja": ("games.json", json.dumps(samples.championship(), indent=1)),
    "results-csv": ("mine.csv", own_csv()),
}


def is_one_sentence(text: str) -> None:
    assert text.endswith((".", "?"))
    assert "\n" not in text
    assert len(text) < 500

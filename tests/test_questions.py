"""Questions as people type them, with what a good answer must show, asked of the curated knowledge.

The list is not part of the project; where it is absent these tests are skipped by name.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from bot.terminal import draw
from knowledge.ask import DATA, Knowledge, open_knowledge

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


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return open_knowledge(DATA, tmp_path_factory.mktemp("cache"))


@pytest.mark.skipif(not QUESTIONS.is_file(), reason=f"the list of questions is not here: {QUESTIONS.name}")
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["question"])
def test_a_question_is_answered_as_it_should(curated: Knowledge, row: dict[str, str]) -> None:
    reply = curated.ask(row["question"], TODAY)
    text = draw(reply.card)
    assert reply.outcome in row["outcome"].split("|")
    for said in row["says"].split(" ;; "):
        assert re.search(said, text, re.IGNORECASE), said
    if row["never"]:
        assert not re.search(row["never"], text, re.IGNORECASE)

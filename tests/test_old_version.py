"""An archive and decisions that an older version wrote are opened, built and answered as they were then."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.ask import Knowledge, open_knowledge, split_command
from knowledge.imports.archive import Archive
from knowledge.imports.linkage.people import read_decisions
from knowledge.models.card import Card
from knowledge.review import pairs_to_review

WRITTEN = Path(__file__).parent / "old_version"
ANSWERS: dict[str, dict[str, Any]] = json.loads((WRITTEN / "answers.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 28)
CORRECTED = "results-csv/club/rows.csv: 3:54.00 to 3:54.10"
WITHDRAWN = "results-csv/club/rows.csv: 3:59.00 withdrawn"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("old") / "imports.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((WRITTEN / "archive.sql").read_text(encoding="utf-8"))
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def facts(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(invented, tmp_path_factory.mktemp("old") / "facts"))
    shutil.copytree(WRITTEN / "decisions", folder / "decisions")
    return folder


@pytest.fixture(scope="module")
def knowledge(facts: Path, url: str, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return open_knowledge(facts, tmp_path_factory.mktemp("old-cache"), url)


def test_the_archive_is_whole_and_keeps_its_history(url: str) -> None:
    archive = Archive.open(url)
    assert archive.verify().whole
    assert [(part.source_id, part.name, part.rows) for part in archive.parts()] == [
        ("results-csv", "club/rows.csv", 7),
        ("world-athletics-toplists", "men/one-mile.csv", 3),
        ("wikidata", "club/answer.json", 3),
    ]
    changes = [
        f"{one.source_id}/{one.part}: {one.before.mark} "
        + (f"to {one.after.mark}" if one.after else "withdrawn")
        for one in archive.corrections()
    ]
    assert changes == [CORRECTED, WITHDRAWN]
    archive.close()


def test_the_decisions_are_read_as_they_were_meant(facts: Path) -> None:
    decisions, problems = read_decisions(facts)
    assert problems == ()
    assert sorted(decision.same for decision in decisions.by_pair.values()) == [False, True, True]


def test_what_was_decided_is_not_asked_again(knowledge: Knowledge) -> None:
    assert list(pairs_to_review(knowledge.kb)) == []
    merged = knowledge.about().merged
    assert merged is not None
    assert (merged.printed, merged.agreeing, merged.differing, merged.added) == (9, 0, 1, 1)


@pytest.mark.parametrize("question", ANSWERS)
def test_a_question_has_the_answer_that_it_had(knowledge: Knowledge, question: str) -> None:
    reply = knowledge.ask(*split_command(question), TODAY)
    assert reply.question is not None
    assert _shown(reply.outcome, reply.question.command, reply.card) == ANSWERS[question]


def _shown(outcome: str, question: str, card: Card) -> dict[str, Any]:
    tables = [section.table for section in card.sections if section.table]
    return {
        "outcome": outcome,
        "question": question,
        "headline": card.headline,
        "rows": [list(row.cells) for table in tables for row in table.rows],
        "notes": list(card.notes),
        "sources": [source.text for source in card.sources],
    }

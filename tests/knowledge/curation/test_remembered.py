"""Files that were parsed before are not parsed again, unless anything that they are made of has changed."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from knowledge.curation import Entity, Problem, Remembered, read
from knowledge.curation import remembered as module
from knowledge.curation.files import File
from knowledge.curation.parse import parse_file
from knowledge.models.mark import Measure
from tests.knowledge.curation.broken import MILE, NORWAY, spoil

TIME = "disciplines/mile.toml"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed."""
    names: list[str] = []

    def parse(
        file: File, text: str, measures: Mapping[str, Measure]
    ) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        names.append(file.name)
        return parse_file(file, text, measures)

    monkeypatch.setattr(sys.modules["knowledge.curation.read"], "parse_file", parse)
    return names


def before(data: Path) -> bytes:
    remembered = Remembered()
    read(data, remembered)
    assert remembered.has_changed
    return remembered.content()


def test_what_is_remembered_is_what_was_read(invented: Path, parsed: list[str]) -> None:
    content = before(invented)
    parsed.clear()
    remembered = Remembered(content)
    assert read(invented, remembered) == read(invented)
    assert not remembered.has_changed
    assert remembered.content() == content


def test_a_file_that_changed_is_parsed_again(invented: Path, tmp_path: Path, parsed: list[str]) -> None:
    content = before(invented)
    parsed.clear()
    data = spoil(invented, tmp_path, NORWAY, "1998-03-04", "1998-03-05")
    remembered = Remembered(content)
    facts, _ = read(data, remembered)
    assert parsed == [NORWAY]
    assert any(athlete.born == "1998-03-05" for athlete in facts.athletes)
    assert remembered.has_changed


def test_a_file_with_a_problem_is_always_parsed(invented: Path, tmp_path: Path, parsed: list[str]) -> None:
    data = spoil(invented, tmp_path, MILE, '"3:50.02"', '"fast"')
    content = before(data)
    parsed.clear()
    _, problems = read(data, Remembered(content))
    assert parsed == [MILE]
    assert [problem.file for problem in problems] == [MILE]


def test_a_discipline_that_is_measured_otherwise_has_its_marks_parsed_again(
    invented: Path, tmp_path: Path, parsed: list[str]
) -> None:
    content = before(invented)
    parsed.clear()
    data = spoil(invented, tmp_path, TIME, 'measure = "time"', 'measure = "distance"')
    _, problems = read(data, Remembered(content))
    assert any(problem.file == MILE and "is not a mark" in problem.found for problem in problems)


def test_a_file_that_is_gone_is_forgotten(invented: Path, tmp_path: Path) -> None:
    content = before(invented)
    data = spoil(invented, tmp_path, NORWAY, "1998-03-04", "1998-03-05")
    (data / NORWAY).unlink()
    remembered = Remembered(content)
    read(data, remembered)
    assert remembered.has_changed
    assert b"tomas-arvell" not in Remembered(remembered.content()).content().partition(b'"races"')[0]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b'{"code": "x", "races": {"y": [1]}}', b"\xff"])
def test_what_is_no_memory_is_forgotten(content: bytes, invented: Path) -> None:
    assert read(invented, Remembered(content)) == read(invented)


def test_what_other_code_parsed_is_forgotten(
    invented: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = before(invented)
    parsed.clear()
    monkeypatch.setattr(module, "_code", lambda: "other")
    read(invented, Remembered(content))
    assert len(parsed) > 1

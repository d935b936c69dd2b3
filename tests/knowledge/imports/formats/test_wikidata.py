"""Answers of Wikidata's query service, on invented athletes."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.imports.formats import Enrichment, ImportRefused
from knowledge.imports.formats.wikidata import enrichment_files
from knowledge.models.observation import Refusal


def _read(tmp_path: Path, *bindings: Any) -> list[Enrichment | Refusal]:
    path = tmp_path / "answer.json"
    answer = {"head": {"vars": ["athlete", "waid"]}, "results": {"bindings": list(bindings)}}
    path.write_text(json.dumps(answer), encoding="utf-8")
    [part] = enrichment_files(path)
    return list(part.rows())


def _binding(**values: str) -> dict[str, dict[str, str]]:
    bound = {name: {"type": "literal", "value": value} for name, value in values.items()}
    return {"athlete": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"}, **bound}


def test_a_spelling_a_birth_date_and_an_id(tmp_path: Path) -> None:
    binding = _binding(waid="14200001", born="1996-09-12T00:00:00Z", precision="11", name="Ада Свифт")
    binding["name"]["xml:lang"] = "ru"
    assert _read(tmp_path, binding) == [
        Enrichment("binding 1", "Q1", "14200001", "Ада Свифт", "ru", "1996-09-12"),
    ]


def test_a_birth_date_is_no_more_exact_than_it_is_known(tmp_path: Path) -> None:
    rows = _read(
        tmp_path,
        _binding(waid="1", born="1996-01-01T00:00:00Z", precision="9"),
        _binding(waid="1", born="1996-05-01T00:00:00Z", precision="10"),
        _binding(waid="1", born="1990-01-01T00:00:00Z", precision="8"),
        _binding(waid="1", born="1996-01-01T00:00:00Z"),
        _binding(waid="1", born="http://www.wikidata.org/.well-known/genid/1"),
    )
    assert [row.born for row in rows if isinstance(row, Enrichment)] == [
        "1996",
        "1996-05",
        None,
        "1996",
        None,
    ]


def test_rows_that_find_nobody_or_break_the_format_are_refused(tmp_path: Path) -> None:
    rows = _read(
        tmp_path,
        _binding(name="Ada Swift"),
        _binding(waid="x1"),
        _binding(waid="1", name="a " * 12 + "b"),
        _binding(waid="1", born="12.9.1996"),
        {"waid": {"type": "literal", "value": "1"}},
        {**_binding(), "waid": "1"},
        7,
    )
    assert all(isinstance(row, Refusal) for row in rows)
    assert len({row.why for row in rows if isinstance(row, Refusal)}) == 7


def test_without_an_id_a_name_and_a_full_birth_date_do(tmp_path: Path) -> None:
    [row] = _read(tmp_path, _binding(name="Ada Swift", born="1996-09-12T00:00:00Z", precision="11"))
    assert isinstance(row, Enrichment)
    assert (row.world_athletics, row.name, row.born) == (None, "Ada Swift", "1996-09-12")


def test_a_damaged_answer_of_wikidata(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    for content in (
        b"",
        b"[]",
        b"{}",
        b'{"results": {"bindings": 3}}',
        b"\xff\xfe",
        b"[" * 10**5,
        b"9" * 10**4,
    ):
        path.write_bytes(content)
        with pytest.raises(ImportRefused):
            [list(part.rows()) for part in enrichment_files(path)]

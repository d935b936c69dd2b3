"""No cell that leaves is a formula for a spreadsheet, and every one comes in again to the letter."""

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from knowledge.imports.formats import write_results
from knowledge.imports.formats.files import defused, defused_number, plain
from knowledge.models.observation import Observation, SeenAthlete
from tests.knowledge.imports.archive.parts import RACE, athlete, row
from tests.knowledge.imports.formats.samples import results

texts = some.text("'=+-@\t\r ab1;\\,\"\uff1d", max_size=8)
words = some.text("'=+-@ ab1;\\,\"\uff1dé", max_size=8).map(lambda text: f"{text}x".strip())


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    for cell in (defused(text), defused_number(text)):
        assert plain(cell) == text
    assert defused(text)[:1] not in set("=+-@\t\r\uff1d")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@home", "'@home"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("''-", "'''-"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'", "'"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_only_what_would_be_a_formula_is_defused(text: str, cell: str) -> None:
    assert defused(text) == cell


@pytest.mark.parametrize(("text", "cell"), [("-0.3", "-0.3"), ("+1.3", "+1.3"), ("-0.3+A1", "'-0.3+A1")])
def test_a_negative_wind_is_a_number(text: str, cell: str) -> None:
    assert defused_number(text) == cell
    assert defused(text) == f"'{text}"


def _athletes(name: str, family: str, spelling: str, number: str) -> SeenAthlete:
    ids = (("mine", number), (f"a{number}", name))
    return replace(athlete(), name=name, family=family, spellings=(spelling, family), ids=ids)


people = some.builds(_athletes, words, words, words, words.map(lambda text: text.replace(":", "")))
races = some.builds(
    lambda place, venue, name, key: RACE._replace(
        stadium=place, venue=venue, competition=name, key=key, wind_mps="-0.3"
    ),
    *(words, words, words, words),
)
written = some.builds(
    lambda race, person, key, notes: row(1, race=race, athlete=person, key=key, notes=notes, wind_mps="-1.2"),
    *(races, people, words, some.lists(words, max_size=3).map(tuple)),
)


def _out_and_in(seen: Observation) -> tuple[list[list[str]], list[Observation]]:
    out = io.StringIO(newline="")
    write_results([seen], out)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "own.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
        return list(csv.reader(io.StringIO(out.getvalue()))), results("results-csv", Path(folder))


@given(written)
def test_any_result_comes_in_as_it_left(seen: Observation) -> None:
    (header, cells), [read] = _out_and_in(seen)
    assert read._replace(row="") == seen._replace(row="")
    for column, cell in zip(header, cells, strict=True):
        assert cell[:1] not in set("=+@\uff1d"), column
        assert not cell.startswith("-") or column in {"wind", "race_wind"}


def test_a_team_comes_in_as_it_left() -> None:
    seen = row(1, athlete=None, team="@lions", team_nation="NOR")
    _, [read] = _out_and_in(seen)
    assert read.team == "@lions"

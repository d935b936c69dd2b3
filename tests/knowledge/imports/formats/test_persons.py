"""Names of people as outside files print them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.imports.formats.persons import spoken_name
from knowledge.imports.formats.source_file import Unreadable
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import refusals


def test_nobody_has_a_name_of_many_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    header = "date,venue,discipline,category,name,place,mark,nation,spellings\n"
    row = "2024-08-25,Rome (ITA),5000m,men,Abe Long,1,13:00.00,KEN,{}\n"
    path.write_text(header + row.format("A. Long") + row.format("a-" * 12 + "b"), encoding="utf-8")
    [refused] = refusals("results-csv", path)
    assert refused.why == "The name has 13 words; at most 12 are taken."
    supplied = samples.write_championship(tmp_path)
    text = supplied.read_text(encoding="utf-8").replace('"Ada Swift-Lane"', f'"{"a " * 12}b"')
    supplied.write_text(text, encoding="utf-8")
    assert [one.why for one in refusals("tilastopaja", supplied)] == [refused.why]


@given(st.from_regex(r"\A[A-Z][a-zé]{0,4}[A-Z]? [A-ZÉßCM]{1,5}\Z"))
def test_the_short_way_to_read_a_name_reads_what_the_long_way_does(text: str) -> None:
    # A word without letters says nothing, and sends the name the long way.
    assert spoken_name(text) == spoken_name(f"{text} .")


@pytest.mark.parametrize(
    ("text", "name", "family"),
    [
        ("Joshua CHEPTEGEI", "Joshua Cheptegei", "Cheptegei"),
        ("ARENAS Lorena", "Lorena Arenas", "Arenas"),
        ("del REAL Diego", "Diego del Real", "del Real"),
        ("Carlos de la TORRE", "Carlos de la Torre", "de la Torre"),
        ("Florence GRIFFITH-JOYNER", "Florence Griffith-Joyner", "Griffith-Joyner"),
        ("Sonia O'SULLIVAN", "Sonia O'Sullivan", "O'Sullivan"),
        ("Rahab Watetu NDUNG'U", "Rahab Watetu Ndung'u", "Ndung'u"),
        ("D'Ana MCCARTY", "D'Ana McCarty", "McCarty"),
        ("Lisa M. SALOMÓN", "Lisa M. Salomón", "Salomón"),
        ("Anita WEIß", "Anita Weiß", "Weiß"),
        ("Evin DEMİR", "Evin Demir", "Demir"),
        ("LJ VAN ZYL", "LJ Van Zyl", "Van Zyl"),
        ("RITU DHIMAN", "Ritu Dhiman", "Dhiman"),
        ("K.S. PRANAV", "K.S. Pranav", "Pranav"),
        (". RAHUL", "Rahul", None),
    ],
)
def test_names(text: str, name: str, family: str | None) -> None:
    assert spoken_name(text) == (name, family)


@pytest.mark.parametrize("text", ["", " ", ".", "2007-12-31 LAURA", "12", "a " * 12 + "LAURA"])
def test_no_names(text: str) -> None:
    with pytest.raises(Unreadable):
        spoken_name(text)

"""A file in the canonical form: everything in it stays, and comments are not lost."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curation import FOLDERS, format_file
from knowledge.curation.format import format_folder, write_table
from knowledge.models.errors import KnowledgeError
from tests.knowledge.curation.broken import spoil

MESSY = """
# A remark that stays? No: an empty line stands before it.
"""


RACE = """# Curated by hand.
results = [ {athlete="b", place=2, nation='KEN',mark='8:10.00', notes=[ "PB" ]},
  {nation="KEN", athlete="c", status="DNF"}, {athlete="a", place=1, nation="KEN", mark="8:09.00"} ]
date=2024-09-13
round = 'final'
edition = "x-2024"
[[claims]]
status = "unverified"
about = "say \\"this\\""
sayings = [{says="it", source="s"}]
[coverage]
kind = "complete"
"""


CANONICAL = """# Curated by hand.
edition = "x-2024"
round = "final"
date = 2024-09-13
coverage = { kind = "complete" }
results = [
  { place = 1, athlete = "a", nation = "KEN", mark = "8:09.00" },
  { place = 2, athlete = "b", nation = "KEN", mark = "8:10.00", notes = ["PB"] },
  { athlete = "c", nation = "KEN", status = "DNF" },
]

[[claims]]
about = "say \\"this\\""
status = "unverified"
sayings = [
  { source = "s", says = "it" },
]
"""


def test_a_messy_file_becomes_canonical() -> None:
    assert format_file(RACE, "races") == CANONICAL
    assert format_file(CANONICAL, "races") == CANONICAL


ATHLETES = """note = "?"
[b-two.ids]
x = "1"
[b-two]
sex = "F"
name = "B Two"
[[b-two.claims]]
about = "it"
[a-one]
name = "A One"
"""


CANONICAL_ATHLETES = """note = "?"

[a-one]
name = "A One"

[b-two]
name = "B Two"
sex = "F"

[b-two.ids]
x = "1"

[[b-two.claims]]
about = "it"
"""


def test_athletes_stand_in_the_order_of_their_ids() -> None:
    assert format_file(ATHLETES, "athletes") == CANONICAL_ATHLETES
    assert format_file(CANONICAL_ATHLETES, "athletes") == CANONICAL_ATHLETES


def test_unknown_keys_are_not_dropped() -> None:
    assert tomllib.loads(format_file('zoo = 1\nname = "Brussels"\n', "cities")) == {
        "zoo": 1,
        "name": "Brussels",
    }


@pytest.mark.parametrize("text", [MESSY, 'name = "A # B" # why\n', 'a = [\n  "x", # here\n]\n'])
def test_a_comment_that_would_be_lost_is_refused(text: str) -> None:
    with pytest.raises(KnowledgeError, match="would be lost"):
        format_file(text, "cities")


def test_a_hash_in_a_text_is_no_comment() -> None:
    assert format_file('name = "A # B"\n', "cities") == 'name = "A # B"\n'


def test_what_is_not_toml_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="This is not TOML"):
        format_file("name = ", "cities")


def test_the_invented_files_are_canonical(invented: Path) -> None:
    assert format_folder(invented, write=False) == ((), ())


def test_a_folder_is_checked_and_put_right(invented: Path, tmp_path: Path) -> None:
    name = "cities/vallorne.toml"
    data = spoil(invented, tmp_path, name, 'name = "Vallorne"\n', "name   =  'Vallorne'\n")
    spoil(invented, tmp_path, "athletes/GBR.toml", 'name = "Ben', 'name == "Ben')
    before = (data / name).read_text(encoding="utf-8")
    changed, problems = format_folder(data, write=False)
    assert changed == (name,)
    assert [problem.file for problem in problems] == ["athletes/GBR.toml"]
    assert (data / name).read_text(encoding="utf-8") == before
    format_folder(data, write=True)
    assert (data / name).read_bytes() == (invented / name).read_bytes()
    assert format_folder(data, write=False)[0] == ()


TEXTS = st.text(max_size=20)


FLAT = st.one_of(TEXTS, st.integers(-(2**40), 2**40), st.booleans(), st.dates())


VALUES = st.recursive(
    FLAT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["name", "names", "venues", "claims", "codes", "results", "odd key", "é"]), VALUES
    ),
    st.sampled_from(sorted(set(FOLDERS) - {"races"})),
)
def test_whatever_is_in_a_file_stays_in_it(table: dict[str, object], kind: str) -> None:
    text = write_table(table, kind)
    assert tomllib.loads(text) == table
    assert write_table(tomllib.loads(text), kind) == text

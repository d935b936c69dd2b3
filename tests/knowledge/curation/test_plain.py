"""Text that needs no slow check is told from text that does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curation.plain import is_plain
from knowledge.curation.toml import TomlError, parse_toml
from knowledge.curation.toml_source import comment_lines, strange_texts
from tests.knowledge.curation.test_toml import HOSTILE

NOT_PLAIN = {
    "a comment": "# why\n",
    "a comment behind a value": 'a = "b" # why\n',
    "an escape": 'a = "\\u0007"\n',
    "a text of many lines": 'a = """\nb"""\n',
    "a literal text": "a = '[['\n",
    "an empty text": 'a = ""\n',
    "a space first": 'a = " b"\n',
    "a space last": 'a = ["b ", "c"]\n',
    "a space alone": 'a = " "\n',
    "an invisible character": 'a = "b\u200bc"\n',
    "an invisible character outside": "a = 1\u00a0\n",
    "a number without end": "a = [1, +inf]\n",
    "no number": "a = nan\n",
    "a number that grows": "a = 1e999\n",
    "a number that is too large": f"a = {'9' * 19}\n",
    "a large number in groups": f"a = {'_'.join(['999'] * 7)}\n",
    "a number that grows, in capitals": "a = 1E999\n",
    "a hexadecimal number": "a = 0xff\n",
    "many keys": "".join(f"a{number} = 1\n" for number in range(501)),
    "many parts": f"{'.'.join('a' * 17)} = 1\n",
    "many lists": f"a = {'[' * 17}{']' * 17}\n",
    "brackets without end": "[[[\n",
}


@pytest.mark.parametrize("case", NOT_PLAIN)
def test_what_needs_a_slow_check_is_not_plain(case: str) -> None:
    assert not is_plain(NOT_PLAIN[case])


@pytest.mark.parametrize("case", HOSTILE)
def test_what_exceeds_a_bound_is_not_plain(case: str) -> None:
    assert not is_plain(HOSTILE[case][0])


def test_the_invented_files_are_plain(invented: Path) -> None:
    for path in invented.rglob("*.toml"):
        of_athletes = path.parent.name == "athletes"
        assert is_plain(path.read_text(encoding="utf-8"), of_athletes=of_athletes), path


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("".join(f"[a{number}]\nb = 1\nc = 2\n" for number in range(4_000)), True),
        ("".join(f"[a{number}]\n" for number in range(5_001)), False),
        ("[a]\n" + "".join(f"b{number} = 1\n" for number in range(501)), False),
        ("".join(f"[a.b{number}]\n" for number in range(501)), False),
        ("".join(f"a{number} = 1\n" for number in range(501)), False),
    ],
)
def test_a_file_of_athletes_may_have_many_tables(text: str, plain: bool) -> None:
    assert is_plain(text, of_athletes=True) is plain


PIECES = [
    '"',
    "'",
    "\\",
    "#",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\n",
    " ",
    "a",
    "b1",
    "1",
    "9" * 9,
    "e",
    '"x"',
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_plain_text_passes_every_slow_check(text: str) -> None:
    if is_plain(text) or is_plain(text, of_athletes=True):
        assert comment_lines(text) == []
        try:
            table = parse_toml(text)
        except TomlError as error:
            assert error.found.startswith("is not TOML")  # noqa: PT017 - most texts are none
        else:
            assert list(strange_texts(table)) == []

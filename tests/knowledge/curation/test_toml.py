"""TOML that nests without end or holds numbers without end is one sentence, at a bounded cost."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import tomli

from knowledge.curation import check_folder, toml
from knowledge.curation.format import format_folder
from knowledge.curation.read import MOST_PROBLEMS
from knowledge.curation.toml import TomlError, parse_toml
from knowledge.imports import read_decisions

DEEP = "is nested too deeply; expected at most 16 tables or lists inside one another."


MANY = "expected at most 500 in one table."


MANY_ATHLETES = "expected at most 5,000 in one table."


OUTERMOST = ("6,000 tables", "30,000 dotted keys")


LARGE = "expected a number of at most 18 digits."


ENDLESS = "expected a number with an end."


HOSTILE = {
    "50,000 nested tables": (f"[{'.'.join(['a'] * 50_000)}]\n", DEEP),
    "6,000 tables": ("".join(f"[a{number}]\n" for number in range(6_000)), MANY),
    "50,000 nested inline tables": (f"x = {'{a=' * 50_000}1{'}' * 50_000}", DEEP),
    "30,000 parts": (f"{'.'.join(['a'] * 30_000)} = 1\n", DEEP),
    "30,000 quoted parts": (".".join(['"a"'] * 30_000) + " = 1\n", DEEP),
    "30,000 dotted keys": ("".join(f"a{number}.b = 1\n" for number in range(30_000)), MANY),
    "600 dotted keys of one": ("".join(f"a.b{number} = 1\n" for number in range(600)), MANY),
    "50,000 nested arrays": (f"x = {'[' * 50_000}{']' * 50_000}", DEEP),
    "300 nested arrays": (f"x = {'[' * 300}{']' * 300}", DEEP),
    "5,000 digits": (f"born = {'9' * 5_000}", LARGE),
    "900,000 hexadecimal digits": (f"born = 0x{'f' * 900_000}", LARGE),
    "4,000 digits": (f"born = {'9' * 4_000}", LARGE),
    "a mark": (f"results = [{{ place = 1, mark = 0x{'f' * 9_000} }}]", LARGE),
    "endless": ("born = 1e999999", ENDLESS),
    "no number": ("results = [{ place = nan }]", ENDLESS),
    "minus endless": ("born = -inf", ENDLESS),
}


PLACES = ("athletes/ODD.toml", "races/harbour-mile-2024/odd.toml", "decisions/odd.toml")


@pytest.fixture
def data(invented: Path, tmp_path: Path) -> Path:
    shutil.copytree(invented, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("case", HOSTILE)
def test_what_no_facts_need_is_one_sentence(case: str, name: str, data: Path) -> None:
    text, expected = HOSTILE[case]
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(text, encoding="utf-8")
    problems = [*check_folder(data)[1], *read_decisions(data)[1]]
    assert [problem.file for problem in problems] == [name]
    if name.startswith("athletes/") and expected == MANY:
        expected = MANY_ATHLETES if case in OUTERMOST else MANY
    assert str(problems[0]).endswith(expected)
    assert len(str(problems[0])) < 200
    formatted = format_folder(data, write=False)[1]
    assert [problem.file for problem in formatted] == ([] if name.startswith("decisions") else [name])


@pytest.mark.parametrize("case", [case for case, (_, expected) in HOSTILE.items() if expected == DEEP])
def test_the_reader_never_sees_what_it_is_slow_or_recursive_on(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def loads(text: str) -> dict[str, Any]:
        read.append(text)
        return {}

    monkeypatch.setattr(tomli, "loads", loads)
    with pytest.raises(TomlError):
        parse_toml(HOSTILE[case][0])
    assert read == []


@pytest.mark.parametrize(
    "text",
    [
        'note = "' + "[.{" * 50 + '"\n',
        f"note = '{'a.' * 50}'\n",
        'note = """a "quoted" ' + "[" * 50 + ' \\""" """""\nx = 1.5\n',
        f"note = '''it's {'.' * 50}'''''\n",
        f"# {'a.' * 50}\nx = 1\n",
        "x = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5]\n",
        f"{'.'.join(['a'] * 15)} = 1\n",
    ],
)
def test_dots_and_brackets_of_texts_nest_nothing(text: str) -> None:
    assert parse_toml(text) == tomli.loads(text)


@pytest.mark.parametrize("text", ['\\"""\n', '"""\\', "'''", '"', '"""a"" ', "'", "'''a'' \n"])
def test_every_letter_is_looked_at_once(text: str) -> None:
    # What tokens cover never overlaps, and what is never closed is a token: so no search starts in vain.
    many = text * 2_000
    covered = sum(len(token[0]) for token in toml.TOKEN.finditer(many))
    outside = sum(many.count(letter) for letter in "ab \\")
    assert len(many) - outside <= covered <= len(many)


def test_of_very_many_problems_the_first_are_told(data: Path) -> None:
    (data / "races" / "harbour-mile-2024" / "odd.toml").write_text("[[claims]]\n" * 5_000, encoding="utf-8")
    _, problems = check_folder(data)
    assert len(problems) == MOST_PROBLEMS + 1
    assert str(problems[-1]).endswith("more problems; expected a file of facts.")

"""Questions at the command line, answered from the invented knowledge base."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Typed

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/athlete harrow", 0),
        ("ben harrow", 0),
        ("/athlete benamar", 3),
        ("/athlete nobody-of-this-name", 4),
        ("/h2h", 5),
        ("", 5),
        ("/unheard-of", 5),
    ],
)
def test_the_exit_code_tells_what_came_of_it(bell_lap: Typed, text: str, code: int) -> None:
    result = bell_lap("ask", text)
    assert result.exit_code == code, result.output
    assert result.stdout.strip()
    assert result.stderr == ""


def test_quotes_are_optional(bell_lap: Typed) -> None:
    assert (
        bell_lap("ask", "/athlete", "ben", "harrow").output == bell_lap("ask", "/athlete ben harrow").output
    )


def test_help_and_about_are_shown_as_everywhere_else(bell_lap: Typed) -> None:
    about, help_ = bell_lap("ask", "/about"), bell_lap("ask", "/help")
    assert (about.exit_code, help_.exit_code) == (0, 0)
    assert "/h2h" in help_.stdout
    assert "/h2h" not in about.stdout
    assert bell_lap("ask", "--json", "/about").exit_code == 5


def test_json_is_one_object_with_all_that_a_program_needs(bell_lap: Typed) -> None:
    result = bell_lap("ask", "--json", "/athlete harrow")
    reply = json.loads(result.stdout)
    assert list(reply) == [
        *("version", "outcome", "kind", "question", "understood"),
        *("answer", "choices", "sources", "text"),
    ]
    assert (reply["version"], reply["outcome"], reply["kind"]) == (2, "answer", "athlete")
    assert reply["question"] == "/athlete ben-harrow"
    assert reply["understood"][0]["id"] == "ben-harrow"
    assert reply["understood"][0]["said"] is True
    assert reply["answer"]
    assert reply["sources"]
    assert reply["text"] == bell_lap("ask", "/athlete harrow").stdout.rstrip("\n")


def test_json_of_a_choice_names_questions_that_can_be_asked(bell_lap: Typed) -> None:
    result = bell_lap("ask", "/athlete benamar", "--json")
    reply = json.loads(result.stdout)
    assert (result.exit_code, reply["outcome"], reply["answer"]) == (3, "ambiguous", None)
    questions = [choice["question"] for choice in reply["choices"]]
    assert questions == ["/athlete ali-benamar-1996", "/athlete ali-benamar-2001"] or len(questions) == 2
    assert all(bell_lap("ask", question).exit_code == 0 for question in questions)


def test_french(bell_lap: Typed) -> None:
    english, french = (bell_lap("ask", "--lang", lang, "/athlete harrow").stdout for lang in ("en", "fr"))
    assert english != french


@pytest.mark.parametrize(
    "text", ["\0", "\x1b[31m/athlete harrow", "@everyone **x**", "x" * 6000, "\udcff", "٣"]
)
@pytest.mark.parametrize("as_json", [False, True])
def test_odd_text_is_answered_and_harmless(bell_lap: Typed, text: str, as_json: bool) -> None:
    result = bell_lap("ask", *(["--json"] if as_json else []), "--", text)
    assert result.exit_code in {0, 3, 4, 5}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.stdout)
    assert len(result.stdout) < 20_000


def test_lines_from_a_pipe_are_answered_one_by_one(process: Process, bell_lap: Typed) -> None:
    ended = process(stdin=b"/athlete harrow\r\n\n/athlete \xff\x00\x1b[31m\n/quit\n/athlete vaage\n")
    assert (ended.returncode, ended.stderr) == (0, b"")
    text = ended.stdout.decode()
    assert text.startswith(bell_lap("ask", "/athlete harrow").stdout.rstrip("\n") + "\n\n")
    assert "\x1b" not in text
    assert "Ingrid" not in text


def test_nothing_in_nothing_out(process: Process) -> None:
    for arguments in ((), ("chat",)):
        ended = process(*arguments)
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_without_facts_there_is_one_sentence(
    bell_lap: Typed, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("BELL_LAP_DATA", str(tmp_path / "nowhere"))
    for arguments in (["ask", "x"], ["chat"], ["knowledge", "check"], ["knowledge", "stats"]):
        result = bell_lap(*arguments)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("There is no data folder at ")
        assert result.stderr.count("\n") == 1


def test_asking_loads_nothing_of_discord(process: Process) -> None:
    program = (
        "import sys; from bot.cli.app import app; app(['ask', '/athlete harrow'], standalone_mode=False);"
        "heavy = {'discord', 'aiohttp', 'prompt_toolkit', 'structlog', 'rich', 'babel'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ended = process(script=f'"$PY" -c "{program}"')
    assert ended.stdout.decode().splitlines()[-1] == "[]"

"""Starting: what happens without a command, with a wrong one, and when something is in the way."""

import gc
import json
import subprocess
from collections.abc import Callable

import pytest

import bot.__main__
import bot.cli.app
import bot.cli.chat
import bot.cli.discord
import bot.settings
from bot.cli import endings as faults
from bot.cli.group import LazyGroup
from bot.errors import SettingsError
from knowledge.models.errors import KnowledgeError
from tests.bot.cli.conftest import Typed

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMANDS = (
    ["ask"],
    ["chat"],
    ["run"],
    ["sync"],
    ["invite"],
    ["knowledge"],
    ["knowledge", "check"],
    ["knowledge", "format"],
    ["knowledge", "build"],
    ["knowledge", "stats"],
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(bell_lap: Typed, command: list[str]) -> None:
    result = bell_lap(*command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_the_list_of_commands_is_not_cut_short(bell_lap: Typed) -> None:
    for arguments in ([], ["knowledge"]):
        assert "..." not in bell_lap(*arguments, "--help", env={"COLUMNS": "80"}).output.split("Commands:")[1]


@pytest.mark.parametrize(
    "arguments",
    [["asj"], ["ask"], ["ask", "--jsn", "x"], ["sync", "--guild", "home"], ["sync", "--guild", "0"]],
)
def test_a_wrong_command_is_usage(bell_lap: Typed, arguments: list[str]) -> None:
    assert bell_lap(*arguments).exit_code == 2


@pytest.mark.parametrize(("token", "started"), [("", "chat"), ("a.b.c", "run")])
def test_without_a_command_the_token_decides(
    bell_lap: Typed, environment: pytest.MonkeyPatch, token: str, started: str
) -> None:
    calls: list[str] = []
    environment.setattr(bot.cli.chat, "chat", lambda: calls.append("chat"))
    environment.setattr(bot.cli.discord, "run", lambda: calls.append("run"))
    environment.setenv("DISCORD_TOKEN", token)
    assert bell_lap().exit_code == 0
    assert calls == [started]


@pytest.mark.parametrize("arguments", [[], ["ask", "x"], ["run"], ["knowledge", "stats"]])
def test_a_bad_setting_is_one_sentence(
    bell_lap: Typed, environment: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    environment.setenv("BELL_LAP_LOG_LEVEL", "loud")
    result = bell_lap(*arguments)
    assert result.exit_code == 1
    assert result.stderr == "BELL_LAP_LOG_LEVEL is 'loud'; it must be debug, info, warning or error.\n"


def test_a_fault_is_a_sentence_and_at_debug_a_traceback(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise KeyError("gone")

    environment.setattr(bot.cli.app, "app", broken)
    for level, traceback in (("info", False), ("debug", True)):
        environment.setenv("BELL_LAP_LOG_LEVEL", level)
        with pytest.raises(SystemExit) as ended:
            bot.__main__.main()
        assert ended.value.code == 1
        errors = capsys.readouterr().err
        assert errors.startswith("Bell Lap has a fault: KeyError: 'gone'\n")
        assert ("Traceback" in errors) is traceback
    gc.enable()


def test_garbage_is_collected_seldom_and_once_everything_is_loaded(process: Process) -> None:
    program = (
        "import gc, bot.cli.ask_once as q, bot.__main__ as m, sys; say = q.say;"
        "q.say = lambda text: (say(text), print(gc.isenabled(), gc.get_threshold()[0]));"
        "sys.argv[1:] = ['ask', '/athlete harrow']; m.main()"
    )
    assert process(script=f'"$PY" -c "{program}"').stdout.endswith(b"\nTrue 10000\n")


def test_the_threads_of_numpy_are_one_unless_the_operator_says_otherwise(process: Process) -> None:
    program = "import os, bot.__main__ as m, atexit; v = 'OPENBLAS_NUM_THREADS';"
    program += "atexit.register(lambda: print(os.environ[v])); m.main()"
    for said, used in (("-u", b"1"), ("OPENBLAS_NUM_THREADS=3", b"3")):
        word = f"{said} OPENBLAS_NUM_THREADS" if said == "-u" else said
        ended = process(script=f'env {word} "$PY" -c "{program}" ask /athlete harrow')
        assert ended.stdout.splitlines()[-1] == used


def test_a_fault_is_told_even_when_settings_are_bad(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise SettingsError("bad")

    environment.setattr(bot.settings, "load_settings", refuse)
    faults.report(ValueError("x\x1b[31m"))
    assert capsys.readouterr().err.startswith(
        "Bell Lap has a fault: ValueError: x\N{REPLACEMENT CHARACTER}[31m\n"
    )


def test_knowledge_that_cannot_be_used_is_no_fault_of_bell_lap(capsys: pytest.CaptureFixture[str]) -> None:
    faults.report(KnowledgeError("The database is broken."))
    assert capsys.readouterr().err == "The database is broken.\n"


def test_a_reader_who_leaves_is_no_error(process: Process) -> None:
    lines = b"/athlete harrow\n" * 400
    ended = process(script='{ "$PY" -m bot chat; echo "code $?" >&2; } | head -n 1', stdin=lines)
    assert ended.stderr == b"code 0\n"
    assert ended.stdout.count(b"\n") == 1


def test_a_full_disk_is_one_sentence(process: Process) -> None:
    ended = process(script='"$PY" -m bot ask /athlete harrow > /dev/full')
    assert ended.returncode == 1
    assert ended.stderr == b"Bell Lap was stopped by the system: No space left on device.\n"


def test_closed_streams_are_no_fault(process: Process) -> None:
    ended = process(script='"$PY" -m bot ask /athlete harrow >&-; echo "code $?"; "$PY" -m bot <&-')
    assert (ended.stdout, ended.stderr) == (b"code 0\n", b"")


def test_an_old_terminal_gets_question_marks_and_whole_json(process: Process) -> None:
    asked = 'PYTHONIOENCODING=latin-1 "$PY" -m bot ask /athlete harrow'
    text = process(script=asked)
    assert text.returncode == 0
    assert b"?? Ben Harrow" in text.stdout
    reply = json.loads(process(script=f"{asked} --json").stdout)
    assert "\U0001f1ec\U0001f1e7 Ben Harrow" in reply["text"]


@pytest.mark.parametrize("group", [bot.cli.app.Commands, bot.cli.app.KnowledgeCommands])
def test_the_list_of_commands_has_the_first_sentence_of_each_help(group: type[LazyGroup]) -> None:
    commands = group(name="group")
    for name, row in group.lazy.items():
        assert commands.get_command(None, name).get_short_help_str(200) == row.summary


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["--help"], set()),
        (["knowledge", "--help"], set()),
        (["ask", "--help"], {"ask", "ask_once", "context"}),
    ],
)
def test_help_imports_only_the_command_that_it_is_for(
    process: Process, arguments: list[str], loaded: set[str]
) -> None:
    program = (
        "import atexit, sys, bot.__main__ as m; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); m.main()"
    )
    modules = set(process(script=f'"$PY" -c "{program}" {" ".join(arguments)}').stderr.decode().split())
    shared = {"app", "endings", "group", "output"}
    assert {
        name.removeprefix("bot.cli.") for name in modules if name.startswith("bot.cli.")
    } - shared == loaded
    assert not modules & {"dotenv", "discord", "sqlalchemy", "rich", "prompt_toolkit"}

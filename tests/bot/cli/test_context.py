"""What a chat stands on: knowledge that follows what is built while somebody asks."""

import shutil
import time
from pathlib import Path

import pytest

from bot.cli.context import open_live_knowledge
from bot.live_knowledge import LiveKnowledge
from knowledge.ask import open_knowledge
from tests.bot.cli.conftest import Typed


def version(current: LiveKnowledge) -> str:
    knowledge = current.newest
    return knowledge.about().version


def test_what_is_built_meanwhile_is_taken_up(
    invented: Path, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    data, cache = shutil.copytree(invented, tmp_path / "facts"), tmp_path / "cache"
    environment.setenv("BELL_LAP_DATA", str(data))
    environment.setenv("BELL_LAP_CACHE", str(cache))
    environment.setenv("BELL_LAP_REFRESH", "0.01")
    with open_live_knowledge() as current:
        before = version(current)
        (data / "nations" / "TUN.toml").write_text('name = "Tunisia"\n', encoding="utf-8")
        built = open_knowledge(data, cache)
        end = time.monotonic() + 60
        while (now := version(current)) == before and time.monotonic() < end:
            time.sleep(0.01)
        assert now == built.about().version != before


def test_where_the_facts_have_a_problem_what_was_built_last_answers_and_says_so(
    invented: Path, tmp_path: Path, environment: pytest.MonkeyPatch, bell_lap: Typed
) -> None:
    data = shutil.copytree(invented, tmp_path / "facts")
    environment.setenv("BELL_LAP_DATA", str(data))
    environment.setenv("BELL_LAP_CACHE", str(tmp_path / "cache"))
    before = bell_lap("ask", "/athlete arvell")
    (data / "nations" / "TUN.toml").write_text("name = 1", encoding="utf-8")
    after = bell_lap("ask", "/athlete arvell")
    assert (after.exit_code, after.stdout) == (0, before.stdout)
    [line] = after.stderr.splitlines()
    assert "run `bell-lap knowledge check`" in line
    assert "answers come from what was built last on" in line
    assert "can't be read just now; these are as of" in bell_lap("ask", "/about").stdout
    for command in ("check", "build"):
        assert bell_lap("knowledge", command).exit_code == 1


def test_where_nothing_was_built_before_a_problem_ends_it(
    invented: Path, tmp_path: Path, environment: pytest.MonkeyPatch, bell_lap: Typed
) -> None:
    data = shutil.copytree(invented, tmp_path / "facts")
    (data / "nations" / "TUN.toml").write_text("name = 1", encoding="utf-8")
    environment.setenv("BELL_LAP_DATA", str(data))
    environment.setenv("BELL_LAP_CACHE", str(tmp_path / "cache"))
    result = bell_lap("ask", "/athlete arvell")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("run `bell-lap knowledge check` to see them.\n")

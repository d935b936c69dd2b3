"""What a chat stands on: knowledge that follows what is built while somebody asks."""

import shutil
import time
from pathlib import Path

import pytest

from bot.cli.opening import kept_current
from bot.current import Current
from knowledge.ask import open_knowledge


def version(current: Current) -> str:
    with current.taken() as knowledge:
        return knowledge.about().version


def test_what_is_built_meanwhile_is_taken_up(
    invented: Path, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    data, cache = shutil.copytree(invented, tmp_path / "facts"), tmp_path / "cache"
    environment.setenv("BELL_LAP_DATA", str(data))
    environment.setenv("BELL_LAP_CACHE", str(cache))
    environment.setenv("BELL_LAP_REFRESH", "0.01")
    with kept_current() as current:
        before = version(current)
        (data / "nations" / "TUN.toml").write_text('name = "Tunisia"\n', encoding="utf-8")
        built = open_knowledge(data, cache)
        end = time.monotonic() + 60
        while (now := version(current)) == before and time.monotonic() < end:
            time.sleep(0.01)
        assert now == built.about().version != before
        built.close()

"""The command line as somebody types it, on the invented knowledge base."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app

Typed = Callable[..., Result]
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the invented database is kept, compiled once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def environment(
    invented: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    """Nothing set but the invented facts; no `.env` in reach."""
    for name in ("DISCORD_TOKEN", "BELL_LAP_LOG_LEVEL", "BELL_LAP_LOG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BELL_LAP_DATA", str(invented))
    monkeypatch.setenv("BELL_LAP_CACHE", str(cache))
    monkeypatch.setenv("BELL_LAP_DATABASE", f"sqlite:///{tmp_path / 'imports.sqlite'}")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
def bell_lap() -> Typed:
    """Run `bell-lap` with these arguments, in this process."""
    return lambda *arguments, **options: CliRunner().invoke(app, list(arguments), **options)


@pytest.fixture
def process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run `python -m bot` with these arguments, in a process of its own."""

    def run(*arguments: str, stdin: bytes = b"", script: str = "") -> "subprocess.CompletedProcess[bytes]":
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PY": sys.executable}
        command = ["/bin/sh", "-c", script] if script else [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, input=stdin, capture_output=True, env=environment, timeout=60, check=False
        )

    return run

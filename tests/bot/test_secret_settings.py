"""A `.env` that others can read is warned about, once, and no secret is shown."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from bot.cli.app import LOGGED, app
from bot.cli.discord import _in_discord
from bot.secret_settings import exposed, password_of, secrets_of

TOKEN = "not-a-real.token.at-all"  # noqa: S105 - invented
WARNING = "Others on this machine can read .env, which holds a secret: run `chmod 600 .env`."


@pytest.fixture(autouse=True)
def _only_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "BELL_LAP_DATABASE", "BELL_LAP_DATABASE_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def _env(text: str, mode: int) -> Path:
    file = Path(".env")
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


@pytest.mark.parametrize(
    "line",
    [
        f"DISCORD_TOKEN={TOKEN}",
        f"discord_token='{TOKEN}'",
        "POSTGRES_PASSWORD=word",
        "BELL_LAP_DATABASE=postgresql://bell_lap:word@database/bell_lap",
    ],
)
@pytest.mark.parametrize(("mode", "warned"), [(0o644, True), (0o640, True), (0o604, True), (0o600, False)])
def test_only_what_others_can_read_is_warned_about(line: str, mode: int, warned: bool) -> None:
    assert exposed(_env(f"{line}\n", mode)) == (WARNING if warned else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DISCORD_TOKEN=\n",
        "BELL_LAP_LOG_LEVEL=info\n",
        "BELL_LAP_DATABASE=postgresql://bell_lap@database/bell_lap\n",
        "BELL_LAP_DATABASE=postgresql://[half/bell_lap\n",
    ],
)
def test_a_file_without_a_secret_may_be_read_by_all(text: str) -> None:
    assert exposed(_env(text, 0o644)) is None


def test_no_file_no_warning() -> None:
    assert exposed(Path(".env")) is None


def test_windows_has_other_permissions(monkeypatch: pytest.MonkeyPatch) -> None:
    file = _env(f"DISCORD_TOKEN={TOKEN}\n", 0o644)
    monkeypatch.setattr("bot.secret_settings.os.name", "nt")
    assert exposed(file) is None


def test_commands_warn_once_on_stderr() -> None:
    _env(f"DISCORD_TOKEN={TOKEN}\n", 0o644)
    result = CliRunner().invoke(app, ["invite", "--application", "81384788765712384"])
    assert result.exit_code == 0, result.output
    assert result.stderr == f"{WARNING}\n"
    assert TOKEN not in result.output


def test_the_bot_warns_once_in_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELL_LAP_LOG_FORMAT", "json")
    _env(f"DISCORD_TOKEN={TOKEN}\nBELL_LAP_DATABASE=postgresql://u:a%20word@host/d\n", 0o644)
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    with _in_discord():
        structlog.get_logger("bot").info(f"at postgresql://u:a%20word@host/d, which is 'a word' or {TOKEN}")
    warned, said = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (warned["event"], warned["level"], warned["why"]) == ("settings.exposed", "warning", WARNING)
    assert said["event"] == "at postgresql://u:[secret]@host/d, which is '[secret]' or [secret]"


def test_without_a_command_too_it_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _env(f"DISCORD_TOKEN={TOKEN}\n", 0o644)
    ran: list[str] = []
    monkeypatch.setattr("bot.cli.discord.run", lambda: ran.append("run"))
    result = CliRunner().invoke(app, [])
    assert (ran, result.stderr) == (["run"], "")
    assert LOGGED == ("run", "sync")


def test_the_password_of_a_url() -> None:
    assert password_of("postgresql://u:a%20word@host/d") == "a%20word"
    assert [password_of(url) for url in ("sqlite:////x", "postgresql://u@h/d", "", "://[")] == [""] * 4
    assert secrets_of(TOKEN, "postgresql://u:word@host/d") == (TOKEN, "word")
    assert secrets_of("", "sqlite:////x") == ()

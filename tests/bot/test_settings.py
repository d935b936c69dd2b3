"""Settings come from the environment and `.env`, and bad ones are told in a sentence."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

NAMES = (
    "DISCORD_TOKEN",
    "BELL_LAP_DATA",
    "BELL_LAP_CACHE",
    "BELL_LAP_DATABASE",
    "BELL_LAP_REFRESH",
    "BELL_LAP_LOG_LEVEL",
    "BELL_LAP_LOG_FORMAT",
)
TOKEN = "not-a-real.token.at-all"  # noqa: S105 - invented


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BELL_LAP_DATA", str(tmp_path / "facts"))
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    settings = load_settings()
    assert settings.discord_token.get_secret_value() == ""
    assert settings.cache.name == "bell-lap"
    assert settings.database.startswith("sqlite:///")
    assert (settings.log_level, settings.log_format, settings.refresh) == ("info", "text", 15)


def test_the_environment_wins_over_the_file_even_when_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\nBELL_LAP_LOG_FORMAT=json\n", encoding="utf-8")
    assert load_settings().discord_token.get_secret_value() == TOKEN
    monkeypatch.setenv("DISCORD_TOKEN", "")
    settings = load_settings()
    assert settings.discord_token.get_secret_value() == ""
    assert settings.log_format == "json"


def test_an_empty_path_is_the_default_and_a_home_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELL_LAP_CACHE", "")
    assert load_settings().cache != Path()
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.setenv("BELL_LAP_CACHE", "~/bell")
    assert load_settings().cache == Path("/home/someone/bell")


def test_the_token_is_stripped_and_never_shown() -> None:
    settings = Settings.model_validate({"discord_token": f" {TOKEN} "})
    assert settings.discord_token.get_secret_value() == TOKEN
    assert TOKEN not in repr(settings) + str(settings) + settings.model_dump_json()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "BELL_LAP_LOG_LEVEL",
            "loud",
            "BELL_LAP_LOG_LEVEL is 'loud'; it must be debug, info, warning or error.",
        ),
        ("BELL_LAP_LOG_FORMAT", "xml", "BELL_LAP_LOG_FORMAT is 'xml'; it must be text or json."),
        (
            "BELL_LAP_REFRESH",
            "-1",
            "BELL_LAP_REFRESH is '-1'; it must be a number of seconds from 0 to 86400.",
        ),
        (
            "BELL_LAP_REFRESH",
            "often",
            "BELL_LAP_REFRESH is 'often'; it must be a number of seconds from 0 to 86400.",
        ),
        (
            "DISCORD_TOKEN",
            "two words",
            "DISCORD_TOKEN holds characters that no token has; "
            "copy it again from Discord's developer portal.",
        ),
        (
            "BELL_LAP_CACHE",
            "~nobody-of-this-name/x",
            "BELL_LAP_CACHE is '~nobody-of-this-name/x', and there is no such home folder.",
        ),
    ],
)
def test_a_bad_value_is_told_in_a_sentence(
    name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == sentence


def test_all_bad_values_are_told_at_once_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELL_LAP_LOG_LEVEL", "loud")
    monkeypatch.setenv("DISCORD_TOKEN", "my secret")
    with pytest.raises(SettingsError, match=r"DISCORD_TOKEN .*; BELL_LAP_LOG_LEVEL") as caught:
        load_settings()
    assert "my secret" not in str(caught.value)


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env is not text"):
        load_settings()

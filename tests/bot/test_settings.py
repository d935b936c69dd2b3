"""Settings come from the environment and `.env`, and bad ones are told in a sentence."""

import os
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.secret_settings import IN_FILES
from bot.settings import Settings, files_of, load_settings, preferences_url

NAMES = (
    "DISCORD_TOKEN",
    "BELL_LAP_DATA",
    "BELL_LAP_CACHE",
    "BELL_LAP_DATABASE",
    "BELL_LAP_REFRESH",
    "BELL_LAP_LOG_LEVEL",
    "BELL_LAP_LOG_FORMAT",
    "DISCORD_TOKEN_FILE",
    "BELL_LAP_DATABASE_FILE",
    "BELL_LAP_PREFERENCES",
    "BELL_LAP_SUPPORT",
    "BELL_LAP_PRIVACY_URL",
    "BELL_LAP_TERMS_URL",
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


def test_preferences_are_kept_beside_the_archive_or_where_the_operator_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert preferences_url(load_settings()).endswith("/bell-lap/preferences.sqlite")
    monkeypatch.setenv("BELL_LAP_DATABASE", f"sqlite:///{tmp_path}/imports.sqlite")
    assert preferences_url(load_settings()) == f"sqlite:///{tmp_path}/preferences.sqlite"
    beside = {"imports.sqlite", "imports.sqlite-wal", "preferences.sqlite", "preferences.sqlite-wal"}
    assert {tmp_path / name for name in beside} <= {*files_of(load_settings())}
    monkeypatch.setenv("BELL_LAP_DATABASE", "postgresql://bell_lap@database/bell_lap")
    assert preferences_url(load_settings()) == "postgresql://bell_lap@database/bell_lap"
    monkeypatch.setenv("BELL_LAP_PREFERENCES", f"{tmp_path}/own.sqlite")
    assert preferences_url(load_settings()) == f"sqlite:///{tmp_path}/own.sqlite"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("https://example.org/help?to=bell#top", "https://example.org/help?to=bell#top"),
        ("http://example.org", "http://example.org"),
        ("help.desk+bell_lap@example.org", "help.desk+bell_lap@example.org"),
        ("mailto:help@example.org", "help@example.org"),
    ],
)
def test_the_support_is_a_page_or_an_email_address(
    typed: str, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELL_LAP_SUPPORT", typed)
    assert load_settings().support == taken


@pytest.mark.parametrize(
    "address",
    [
        "example.org/terms",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://exa mple.org",
        "https://example.org:port/",
        "https://[example.org/",
        "https://example.org/<b>",
        "https://example.org/" + "x" * 300,
    ],
)
def test_a_page_that_no_button_can_open_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BELL_LAP_SUPPORT", "BELL_LAP_TERMS_URL"):
        monkeypatch.setenv(name, address)
        with pytest.raises(SettingsError, match=f"^{name} is .* must be the address of a page"):
            load_settings()
        monkeypatch.delenv(name)


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
            "BELL_LAP_SUPPORT",
            "help at example.org",
            "BELL_LAP_SUPPORT is 'help at example.org'; it must be the address of a page, "
            "as https://example.org/help, or an e-mail address.",
        ),
        (
            "BELL_LAP_PRIVACY_URL",
            "privacy@example.org",
            "BELL_LAP_PRIVACY_URL is 'privacy@example.org'; it must be the address of a page, "
            "as https://example.org/privacy.",
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


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_secrets_may_be_in_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    url = "postgresql://bell_lap:a%20word@database/bell_lap"
    (tmp_path / "token").write_text(TOKEN + end, encoding="utf-8", newline="")
    (tmp_path / "url").write_text(url + end, encoding="utf-8", newline="")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    (tmp_path / ".env").write_text(f"BELL_LAP_DATABASE_FILE={tmp_path / 'url'}\n", encoding="utf-8")
    monkeypatch.setenv("BELL_LAP_DATABASE", "")
    settings = load_settings()
    assert settings.discord_token.get_secret_value() == TOKEN
    assert settings.database == url
    assert "a%20word" not in repr(settings)


@pytest.mark.parametrize("name", IN_FILES)
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "can't be read from the file that {name}_FILE names (No such file or directory)."),
        (b"", "can't be read: the file that {name}_FILE names is empty."),
        (b" \n", "can't be read: the file that {name}_FILE names is empty."),
        (b"s" * 4_097, "can't be read: the file that {name}_FILE names has more than 4,096 bytes."),
        (b"s\xff", "can't be read: the file that {name}_FILE names is not text in UTF-8."),
        (b"s\0s", "can't be read: the file that {name}_FILE names holds more than one line of text."),
        (b"s\ns\n", "can't be read: the file that {name}_FILE names holds more than one line of text."),
    ],
)
def test_a_file_of_a_secret_that_is_no_use_is_a_sentence(
    name: str, content: bytes | None, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "secret"))
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == f"{name} {sentence.format(name=name)}"


def test_a_pipe_or_folder_is_no_file_of_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        monkeypatch.setenv("DISCORD_TOKEN_FILE", str(path))
        with pytest.raises(SettingsError, match=r"DISCORD_TOKEN_FILE names no plain file\.$"):
            load_settings()


@pytest.mark.parametrize("name", IN_FILES)
def test_a_secret_and_its_file_are_not_both_set(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(TOKEN, encoding="utf-8")
    (tmp_path / ".env").write_text(f"{name}={TOKEN}\n", encoding="utf-8")
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "secret"))
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == f"{name} is set, and so is {name}_FILE; set one of them."

"""The environment and `.env`, read without anything heavy: the same places as the settings have."""

import os
import threading
from pathlib import Path

import pytest

from bot.environment import Places, places, values
from bot.settings import load_settings


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith(("BELL_LAP_", "DISCORD_TOKEN")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_names_in_the_file_may_be_in_small_letters_and_others_do_not_count(tmp_path: Path) -> None:
    text = "bell_lap_data=facts\nBELL_LAP_CACHE=\nHOME=/nowhere\n"
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    assert values() == {"BELL_LAP_DATA": "facts"}


def test_the_file_may_be_a_pipe_and_is_read_as_unicode(tmp_path: Path) -> None:
    pipe = tmp_path / ".env"
    os.mkfifo(pipe)
    text = "BELL_LAP_DATA=Données\n".encode()
    writer = threading.Thread(target=pipe.write_bytes, args=(text,), daemon=True)
    writer.start()
    read = values()
    if writer.is_alive():
        pipe.unlink()
    assert read == {"BELL_LAP_DATA": "Données"}


@pytest.mark.parametrize("name", ["BELL_LAP_DATABASE", "BELL_LAP_DATABASE_FILE"])
def test_the_places_are_those_of_the_settings(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/own.sqlite"
    (tmp_path / "url").write_text(f"{url}\n", encoding="utf-8")
    monkeypatch.setenv(name, url if name == "BELL_LAP_DATABASE" else str(tmp_path / "url"))
    for cache in ("", "~/bell"):
        monkeypatch.setenv("BELL_LAP_CACHE", cache)
        found, settings = places(values()), load_settings()
        assert found == Places(settings.data, settings.cache, settings.database)
        assert found.archive_file == tmp_path / "own.sqlite"

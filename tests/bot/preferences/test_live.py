"""Preferences in memory: never slow, never failing, and told when they can't be kept."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.preferences import (
    NOTHING,
    Chosen,
    LivePreferences,
    Preferences,
    PreferencesError,
    live,
    server_subject,
    user_subject,
)
from bot.preferences.store import PreferenceStore

ALICE, BOB, SERVER = user_subject(1), user_subject(2), server_subject(1)


@pytest.fixture
def store(tmp_path: Path) -> PreferenceStore:
    return PreferenceStore(f"sqlite:///{tmp_path / 'preferences.sqlite'}")


@pytest.fixture
async def preferences(store: PreferenceStore) -> AsyncIterator[LivePreferences]:
    opened = LivePreferences(lambda: store)
    yield opened
    opened.close()


@pytest.fixture
def hanging(store: PreferenceStore, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Reading hangs until the event is set."""
    monkeypatch.setattr(live, "LONGEST", 0.05)
    monkeypatch.setattr(live, "LONGEST_START", 0.05)
    goes_on = threading.Event()
    read_all = store.read_all
    monkeypatch.setattr(store, "read_all", lambda known: goes_on.wait(20) and read_all(known))
    return goes_on


async def test_the_choices_of_others_do_not_count(preferences: LivePreferences) -> None:
    await preferences.save(ALICE, {"language": "fr"})
    await preferences.save(SERVER, {"compact": False})
    assert preferences.of(ALICE, None, "en-US") == Preferences("fr")
    assert preferences.of(ALICE, SERVER, "en-US") == Preferences("fr", compact=False)
    assert preferences.of(BOB, SERVER, "en-US") == Preferences("en", compact=False)
    assert preferences.of(BOB, server_subject(2), "en-US") == Preferences()


async def test_a_restart_knows_what_was_chosen(preferences: LivePreferences, store: PreferenceStore) -> None:
    await preferences.save(ALICE, {"compact": False})
    again = LivePreferences(lambda: store)
    assert again.chosen(ALICE) == NOTHING
    await again.start()
    assert again.chosen(ALICE) == Chosen(compact=False)


async def test_changes_of_another_process_show_at_the_interval(
    preferences: LivePreferences, store: PreferenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert live.SECONDS_BETWEEN_READS < 60
    monkeypatch.setattr(live, "SECONDS_BETWEEN_READS", 0.01)
    other = LivePreferences(lambda: store)
    keeping = asyncio.create_task(preferences.keep())
    await other.save(ALICE, {"language": "fr"})
    await _until(lambda: preferences.chosen(ALICE) == Chosen("fr"))
    await other.forget(ALICE)
    await _until(lambda: preferences.chosen(ALICE) == NOTHING)
    keeping.cancel()


async def test_a_store_that_hangs_delays_no_start_and_no_question(
    preferences: LivePreferences, hanging: threading.Event
) -> None:
    with capture_logs() as logs:
        await asyncio.wait_for(preferences.start(), 5)
    assert [entry["event"] for entry in logs] == ["preferences.slow"]
    assert preferences.of(ALICE, SERVER, "fr") == Preferences("fr")
    hanging.set()


async def test_a_change_that_is_given_up_is_not_made_later(
    preferences: LivePreferences, store: PreferenceStore, hanging: threading.Event
) -> None:
    await preferences.start()
    with pytest.raises(PreferencesError):
        await preferences.save(ALICE, {"compact": False})
    hanging.set()
    assert await preferences.read(ALICE) == NOTHING
    assert store.read(ALICE) == NOTHING


async def test_a_damaged_store_means_defaults_and_one_line_in_the_log(
    preferences: LivePreferences, store: PreferenceStore
) -> None:
    store.address.path.write_bytes(b"no database at all" * 100)
    with capture_logs() as logs:
        await preferences.start()
        assert len(logs) == 1
        await preferences.start()
        with pytest.raises(PreferencesError):
            await preferences.save(ALICE, {"language": "fr"})
    assert preferences.of(ALICE, SERVER, "en-US") == Preferences()
    assert [entry["event"] for entry in logs] == ["preferences.failed"]
    assert "not a database" in logs[0]["reason"]
    assert str(ALICE.id) not in str(logs)


async def test_what_was_read_last_holds_while_the_store_is_gone(
    preferences: LivePreferences, store: PreferenceStore
) -> None:
    await preferences.save(ALICE, {"language": "fr"})
    intact = store.address.path.read_bytes()
    store.address.path.write_bytes(b"no database at all" * 100)
    await preferences.start()
    assert preferences.chosen(ALICE) == Chosen("fr")
    store.address.path.write_bytes(intact)
    await preferences.save(BOB, {"language": "fr"})
    await preferences.start()
    assert preferences.chosen(BOB) == Chosen("fr")


async def test_what_is_forgotten_is_gone_from_memory_and_store(
    preferences: LivePreferences, store: PreferenceStore
) -> None:
    await preferences.save(ALICE, {"language": "fr"})
    await preferences.save(BOB, {"language": "fr"})
    await preferences.forget(ALICE)
    assert preferences.chosen(ALICE) == NOTHING
    assert store.read_all().choices == {BOB: Chosen("fr")}


async def _until(condition: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came")

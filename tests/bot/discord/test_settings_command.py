"""`/settings`: each press is saved for whom it should be, shown, exported and forgotten."""

import json
from pathlib import Path
from typing import cast

import discord
import pytest
import simcord
from structlog.testing import LogCapture

from bot.discord.client import BellLap
from bot.preferences import NOTHING, Chosen, server_subject, user_subject
from bot.preferences.store import PreferenceStore
from tests.bot.discord.conftest import new_client
from tests.bot.discord.fakes import FakeKnowledge
from tests.bot.discord.seen import buttons, shown, text, walk

MINE = "settings-menu:me:"
SERVERS = "settings-menu:server:"


@pytest.fixture
def manager(env: simcord.Env, guild: simcord.GuildHandle) -> simcord.MemberActor:
    role = guild.create_role("desk", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(env.create_user("manager"), roles=[role])


@pytest.fixture
def store(preferences: Path) -> PreferenceStore:
    """The store as another process sees it."""
    return PreferenceStore(f"sqlite:///{preferences}")


@pytest.fixture
def damaged(preferences: Path) -> None:
    preferences.parent.mkdir()
    preferences.write_bytes(b"no database at all" * 100)


def menus(result: simcord.InteractionResult) -> dict[str, str]:
    """The menus by what they carry, and the option that each shows as chosen."""
    return {
        part["custom_id"]: next(option["value"] for option in part["options"] if option.get("default"))
        for part in walk(shown(result).components)
        if part["type"] == 3
    }


async def test_a_press_is_saved_and_shown_at_once(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, store: PreferenceStore
) -> None:
    panel = await alice.slash(channel, "settings")
    assert panel.ephemeral
    assert "Nothing is kept about you." in text(panel)
    assert set(menus(panel).values()) == {"default"}

    await alice.select(shown(panel), ["full"], custom_id=f"{MINE}compact")
    assert menus(panel)[f"{MINE}compact"] == "full"
    await alice.select(shown(panel), ["public"], custom_id=f"{MINE}private_details")
    await alice.select(shown(panel), ["fr"], custom_id=f"{MINE}language")

    assert "Vos réglages" in text(panel)
    assert "Conservés" in text(panel)
    assert store.read_all().choices == {
        user_subject(alice.id): Chosen("fr", compact=False, private_details=False)
    }
    await alice.select(shown(panel), ["default"], custom_id=f"{MINE}compact")
    assert store.read(user_subject(alice.id)) == Chosen("fr", private_details=False)


async def test_the_others_keep_their_own(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    panel = await alice.slash(channel, "settings")
    await alice.select(shown(panel), ["fr"], custom_id=f"{MINE}language")
    of_bob = await bob.slash(channel, "settings")
    assert "Your settings" in text(of_bob)
    assert set(menus(of_bob).values()) == {"default"}


async def test_only_who_may_manage_the_server_changes_it(
    alice: simcord.MemberActor,
    manager: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
    store: PreferenceStore,
) -> None:
    assert not any(one.startswith(SERVERS) for one in menus(await alice.slash(channel, "settings")))
    panel = await manager.slash(channel, "settings")
    await manager.select(shown(panel), ["full"], custom_id=f"{SERVERS}compact")
    assert menus(panel)[f"{SERVERS}compact"] == "full"
    assert menus(panel)[f"{MINE}compact"] == "default"
    assert store.read_all().choices == {server_subject(guild.id): Chosen(compact=False)}

    await manager.click(shown(panel), label="Forget this server")
    await manager.click(shown(panel), label="Forget this server")
    assert "Done: nothing is kept about this server." in text(panel)
    assert store.read_all().choices == {}


@pytest.mark.parametrize("pressed", [f"{SERVERS}compact", "settings:server:forgotten"])
async def test_a_panel_of_a_former_manager_changes_nothing(
    pressed: str,
    manager: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
    store: PreferenceStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = await manager.slash(channel, "settings")
    await manager.select(shown(panel), ["full"], custom_id=f"{SERVERS}compact")
    await manager.click(shown(panel), label="Forget this server")
    asked = shown(panel)
    if "menu" in pressed:
        await manager.click(asked, label="Keep")
    monkeypatch.setattr(discord.Permissions, "manage_guild", False)

    if "menu" in pressed:
        refused = await manager.select(asked, ["short"], custom_id=pressed)
    else:
        refused = await manager.click(asked, custom_id=pressed)

    assert "Only members who may manage this server" in text(refused)
    assert store.read(server_subject(guild.id)) == Chosen(compact=False)


async def test_another_server_has_its_own(
    env: simcord.Env, manager: simcord.MemberActor, channel: simcord.ChannelHandle, store: PreferenceStore
) -> None:
    panel = await manager.slash(channel, "settings")
    await manager.select(shown(panel), ["full"], custom_id=f"{SERVERS}compact")
    elsewhere = env.create_guild()
    owner = elsewhere.add_member(
        env.create_user("owner"),
        roles=[elsewhere.create_role("owner", permissions=discord.Permissions(manage_guild=True))],
    )
    other = await owner.slash(elsewhere.create_text_channel("track"), "settings")
    assert menus(other)[f"{SERVERS}compact"] == "default"
    await owner.select(shown(other), ["fr"], custom_id=f"{SERVERS}language")
    assert store.read(server_subject(elsewhere.id)) == Chosen("fr")
    choices = store.read_all().choices
    assert choices is not None
    assert len(choices) == 2


async def test_the_export_is_all_that_is_kept(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, env: simcord.Env
) -> None:
    panel = await alice.slash(channel, "settings")
    nothing = await alice.click(shown(panel), label="What is kept about me")
    assert text(nothing) == "Nothing is kept about you."
    await alice.select(shown(panel), ["public"], custom_id=f"{MINE}private_details")

    exported = await alice.click(shown(panel), label="What is kept about me")

    assert shown(exported).ephemeral
    [file] = shown(exported).attachments
    assert file.filename == "bell-lap.json"
    assert json.loads(await file.read()) == {
        "bot": "Bell Lap",
        "discord_user_id": str(alice.id),
        "settings": {"private_details": False},
    }
    of_bob = await bob.slash(channel, "settings")
    assert text(await bob.click(shown(of_bob), label="What is kept about me")) == "Nothing is kept about you."
    assert not env.errors


async def test_forgetting_is_confirmed_and_whole(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    store: PreferenceStore,
) -> None:
    for person in (alice, bob):
        panel = await person.slash(channel, "settings")
        await person.select(shown(panel), ["full"], custom_id=f"{MINE}compact")
    panel = await alice.slash(channel, "settings")
    await alice.click(shown(panel), label="Forget me")
    assert "Delete your settings?" in text(panel)
    assert store.read(user_subject(alice.id)) != NOTHING
    await alice.click(shown(panel), label="Keep")
    assert menus(panel)[f"{MINE}compact"] == "full"

    await alice.click(shown(panel), label="Forget me")
    await alice.click(shown(panel), label="Forget me")

    assert "Done: nothing is kept about you." in text(panel)
    assert menus(panel)[f"{MINE}compact"] == "default"
    assert store.read_all().choices == {user_subject(bob.id): Chosen(compact=False)}


async def test_a_panel_works_after_a_restart(
    env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    preferences: Path,
) -> None:
    panel = await alice.slash(channel, "settings")
    await alice.select(shown(panel), ["full"], custom_id=f"{MINE}compact")
    await env.restart_bot(new_client(knowledge, preferences))

    await alice.select(shown(panel), ["public"], custom_id=f"{MINE}private_details")

    assert menus(panel)[f"{MINE}compact"] == "full"
    assert menus(panel)[f"{MINE}private_details"] == "public"


async def test_what_another_process_changed_is_in_the_panel(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, store: PreferenceStore
) -> None:
    store.save(user_subject(alice.id), {"compact": False})
    assert menus(await alice.slash(channel, "settings"))[f"{MINE}compact"] == "full"


@pytest.mark.usefixtures("damaged")
async def test_a_store_that_is_damaged_is_told_in_a_sentence(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    logs: LogCapture,
    env: simcord.Env,
) -> None:
    panel = await alice.slash(channel, "settings")

    await alice.select(shown(panel), ["full"], custom_id=f"{MINE}compact")
    assert "That could not be saved just now" in text(panel)
    assert menus(panel)[f"{MINE}compact"] == "default"
    unread = await alice.click(shown(panel), label="What is kept about me")
    assert text(unread) == "Your settings can't be read just now; try again in a minute."
    await alice.click(shown(panel), label="Forget me")
    await alice.click(shown(panel), label="Forget me")
    assert "That could not be saved just now" in text(panel)

    answer = await alice.slash(channel, "result", race="harbour")
    assert "Harbour Games" in text(answer)
    assert [entry["event"] for entry in logs.entries if entry["log_level"] == "error"] == [
        "preferences.failed"
    ]
    assert not env.errors


async def test_no_id_is_logged(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, logs: LogCapture
) -> None:
    panel = await alice.slash(channel, "settings")
    await alice.select(shown(panel), ["full"], custom_id=f"{MINE}compact")
    await alice.click(shown(panel), label="What is kept about me")
    await alice.click(shown(panel), label="Forget me")
    await alice.click(shown(panel), label="Forget me")
    assert [entry["event"] for entry in logs.entries if entry["event"].startswith("settings")] == [
        "settings.shown",
        "settings.changed",
        "settings.exported",
        "settings.forgotten",
    ]
    assert str(alice.id) not in str(logs.entries)


async def test_an_option_of_another_version_is_told(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = await alice.slash(channel, "settings")
    monkeypatch.setattr("bot.discord.settings_panel.FIELDS", {})
    told = await alice.select(shown(panel), ["full"], custom_id=f"{MINE}compact")
    assert "another version" in text(told)


async def test_a_server_that_removes_the_bot_is_forgotten(
    env: simcord.Env, guild: simcord.GuildHandle, store: PreferenceStore, alice: simcord.MemberActor
) -> None:
    client = cast("BellLap", env.bot)
    await client.preferences.save(server_subject(guild.id), {"language": "fr"})
    await client.preferences.save(user_subject(alice.id), {"language": "fr"})
    joined = client.get_guild(guild.id)
    assert joined is not None
    await client.on_guild_remove(joined)
    assert store.read_all().choices == {user_subject(alice.id): Chosen("fr")}


async def test_outside_of_servers_there_are_ones_own_settings_only(env: simcord.Env) -> None:
    panel = await env.create_user("carla").slash("settings")
    assert len(menus(panel)) == 3
    assert set(buttons(panel)) == {"What is kept about me", "Forget me"}

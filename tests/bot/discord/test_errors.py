"""When something goes wrong: one sentence and a reference for the user, the rest in the log."""

import re
from typing import Any

import discord
import pytest
import simcord
from structlog.testing import LogCapture

from bot.discord import reply
from knowledge.models.errors import KnowledgeError
from tests.bot.discord.fakes import FakeKnowledge, FakeReply
from tests.bot.discord.seen import shown, text


def faults(logs: LogCapture) -> list[dict[str, Any]]:
    return [dict(entry) for entry in logs.entries if entry["event"] == "fault"]


def check(result: simcord.InteractionResult, logs: LogCapture) -> None:
    [fault] = faults(logs)
    assert result.ephemeral
    assert re.fullmatch(
        r"Something went wrong; if it happens again, mention \*\*[0-9a-f]{8}\*\*\.", text(result)
    )
    assert fault["reference"] in text(result)
    assert "secret inside" in str(fault["exc_info"])


async def test_a_fault_in_a_command(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, logs: LogCapture
) -> None:
    result = await alice.slash(channel, "result", race="boom")

    check(result, logs)
    assert len(env.errors) == 1


async def test_a_fault_behind_a_button(
    env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    logs: LogCapture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = await alice.slash(channel, "result", race="harbour")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(reply, "draw", fail)
    check(await alice.click(shown(first), label="2023"), logs)
    assert not env.errors


async def test_a_database_out_of_reach_is_not_called_a_fault(
    env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    logs: LogCapture,
) -> None:
    def fail(*_: object) -> FakeReply:
        raise KnowledgeError("No answer from secret.example: secret inside.")

    knowledge.say = fail

    result = await alice.slash(channel, "result", race="harbour")

    assert re.fullmatch(
        r"The results can't be reached just now; try again in a minute\. \(Reference: \*\*[0-9a-f]{8}\*\*\)",
        text(result),
    )
    assert "secret inside" in str(faults(logs)[0]["exc_info"])
    assert len(env.errors) == 1


@pytest.mark.usefixtures("french")
async def test_a_fault_is_told_in_french(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "Un incident" in text(await alice.slash(channel, "result", race="boom"))
    assert len(env.errors) == 1


async def test_an_interaction_that_expired_is_logged(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, logs: LogCapture
) -> None:
    env.inject_error("POST", "/interactions/*", status=404, code=10062, message="Unknown interaction")

    result = await alice.slash(channel, "result", race="harbour")

    assert result.response is None
    assert [entry["event"] for entry in logs.entries if entry["log_level"] == "warning"] == [
        "interaction.expired"
    ]
    assert not faults(logs)
    assert len(env.errors) == 1


async def test_a_message_that_discord_refuses_is_told(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, logs: LogCapture
) -> None:
    env.inject_error("POST", "/interactions/*", status=400, code=50035, message="secret inside")

    check(await alice.slash(channel, "result", race="harbour"), logs)
    assert len(env.errors) == 1


async def test_what_fails_after_the_reply_is_told_after_it(
    env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    logs: LogCapture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(reply, "_shard", fail)

    result = await alice.slash(channel, "result", race="harbour")

    assert "Harbour Games" in text(result)
    [told] = result.followups
    assert told.ephemeral
    assert faults(logs)[0]["reference"] in str(told.components)
    assert len(env.errors) == 1


async def test_a_command_that_is_no_more_is_told(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    tree: discord.app_commands.CommandTree[Any] = env.bot.tree  # type: ignore[attr-defined]  # ours has one
    tree.remove_command("result")

    assert "This command has changed" in text(await alice.slash(channel, "result", race="harbour"))
    assert await alice.autocomplete(channel, "result", "race", "ha") == []
    assert len(env.errors) == 2

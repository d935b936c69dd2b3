"""What the bot knows of an interaction: the preferences of the user in this server."""

from pathlib import Path
from typing import cast

import simcord

from bot.discord.client import BellLap
from bot.preferences import server_subject, user_subject
from tests.bot.discord.conftest import new_client
from tests.bot.discord.fakes import FakeKnowledge


async def test_the_users_choice_counts_before_the_servers_and_for_nobody_else(
    env: simcord.Env,
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
    knowledge: FakeKnowledge,
) -> None:
    preferences = cast("BellLap", env.bot).preferences
    await preferences.save(user_subject(alice.id), {"language": "fr"})
    await preferences.save(server_subject(guild.id), {"language": "en"})

    await alice.slash(channel, "result", race="harbour")
    await bob.slash(channel, "result", race="harbour")
    await alice.autocomplete(channel, "result", "race", "ha")

    assert [language for _, language in knowledge.asked[:2]] == ["fr", "en"]


async def test_answers_after_a_restart_are_as_chosen(
    env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    preferences: Path,
) -> None:
    await cast("BellLap", env.bot).preferences.save(user_subject(alice.id), {"language": "fr"})
    await env.restart_bot(new_client(knowledge, preferences))

    await alice.slash(channel, "result", race="harbour")

    assert [language for _, language in knowledge.asked] == ["fr"]

"""What holds for the whole bot: its commands, what they ask of Discord, and their words."""

from typing import Any, cast

import discord
import pytest
import simcord
from discord import app_commands

from bot.discord.client import BellLap, invite_url, sync
from bot.discord.commands import COMMANDS
from bot.locale import LANGUAGES, language_for, say, say_many
from knowledge.ask import COMMANDS as KINDS
from tests.bot.discord.conftest import new_client
from tests.bot.discord.fakes import FakeKnowledge
from tests.paths import ROOT


def descriptions() -> list[str]:
    return [
        text
        for command in COMMANDS
        for text in (command.description, *(str(parameter.description) for parameter in command.parameters))
    ]


def test_commands_are_named_once_and_as_the_readme_says() -> None:
    names = [command.name for command in COMMANDS]
    assert names == [*KINDS, "help", "about", "settings"]
    assert len(set(names)) == len(names)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    unsaid = [name for name in names if f"/{name}" not in readme]
    assert not unsaid, f"README.md does not show {unsaid}"


def test_each_question_that_takes_a_text_has_one_option_with_completion() -> None:
    for command in COMMANDS:
        words = KINDS.get(command.name)
        if words is not None and words.option is not None:
            [parameter] = command.parameters
            assert parameter.display_name == words.option
            assert parameter.type is discord.AppCommandOptionType.string
            assert parameter.autocomplete
            assert parameter.required
            assert (parameter.min_value, parameter.max_value) == (None, None)
        else:
            assert command.parameters == []


@pytest.mark.parametrize("text", descriptions())
def test_descriptions_fit_and_are_translated(text: str) -> None:
    assert 0 < len(text) <= 100
    for language in LANGUAGES:
        assert 0 < len(say(language, text)) <= 100
        assert language == "en" or say(language, text) != text


def test_languages() -> None:
    assert [language_for(code) for code in ("fr", "en-US", "en-GB", "zh-CN")] == ["fr", "en", "en", "en"]
    assert say_many("zh", "… and {n} more", "… and {n} more", 3) == "… and 3 more"


def test_the_client_asks_for_nothing_it_does_not_need() -> None:
    client = new_client(FakeKnowledge())

    assert isinstance(client, discord.AutoShardedClient)
    assert client.intents == discord.Intents(guilds=True)
    mentions: Any = client.allowed_mentions
    assert mentions.to_dict() == {"parse": []}


def test_the_invitation() -> None:
    url = invite_url(123456789012345678)

    assert "client_id=123456789012345678" in url
    assert "scope=bot+applications.commands" in url
    assert "permissions=0" in url


async def test_what_discord_is_told_of_the_commands(simcord_env: simcord.Env) -> None:
    client = cast("BellLap", simcord_env.bot)
    at_start = [request for request in simcord_env.http_requests if "commands" in request.path]
    assert {request.method for request in at_start} == {"GET"}, (
        "the commands' ids are read at start, and nothing is synced"
    )

    names = await sync(client)

    assert sorted(names) == sorted(command.name for command in COMMANDS)
    [request] = [request for request in simcord_env.http_requests if request.method == "PUT"]
    sent = cast("list[dict[str, Any]]", request.json)
    for command in sent:
        assert set(command["integration_types"]) == {0, 1}
        assert set(command["contexts"]) == {0, 1, 2}
        assert {"fr"} <= set(command["description_localizations"])
        assert not command.get("name_localizations")
        for option in command["options"]:
            assert "fr" in option["description_localizations"]


async def test_syncing_one_server_and_clearing_it(simcord_env: simcord.Env) -> None:
    client = cast("BellLap", simcord_env.bot)
    server = simcord_env.create_guild()

    assert len(await sync(client, server.id)) == len(COMMANDS)
    assert await sync(client, server.id, clear=True) == []
    assert await sync(client, clear=True) == []


async def test_every_command_translates_without_discord(simcord_env: simcord.Env) -> None:
    translator = cast("BellLap", simcord_env.bot).tree.translator
    assert translator is not None
    for command in COMMANDS:
        context: app_commands.TranslationContext[Any, Any] = app_commands.TranslationContext(
            app_commands.TranslationContextLocation.command_description, command
        )
        text = app_commands.locale_str(command.description)
        assert await translator.translate(text, discord.Locale.french, context)
        assert await translator.translate(text, discord.Locale.german, context)
        assert await translator.translate(text, discord.Locale.italian, context) is None

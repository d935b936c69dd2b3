"""What holds for the whole bot: its commands, what they ask of Discord, and their words."""

import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, cast

import discord
import pytest
import simcord
from discord import app_commands

from bot.discord import client as clients
from bot.discord.client import BellLap, create_client, invite_url, sync
from bot.discord.commands import COMMANDS
from bot.locale import LANGUAGES, language_for, say, say_many
from knowledge.ask import COMMANDS as KINDS
from knowledge.models.card import Card
from knowledge.models.glance import Glance
from knowledge.models.picture import Picture
from tests.bot.discord.conftest import new_client
from tests.bot.discord.fakes import FakeKnowledge, FakeReply, race_card
from tests.bot.pictures.made import race
from tests.paths import ROOT

if TYPE_CHECKING:
    from knowledge.ask import Knowledge


def pictured_card() -> Card:
    return race_card().model_copy(update={"glance": Glance(title="At a glance", picture=race(0, 170))})


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


def test_newer_knowledge_is_warm_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    client, newer = new_client(FakeKnowledge()), FakeKnowledge()
    monkeypatch.setattr(clients, "newer_knowledge", lambda *_: newer)
    client.updater.check()
    assert client.knowledge.newest is cast("Knowledge", newer)
    assert newer.asked


@pytest.mark.parametrize("given", [True, False])
def test_knowledge_has_no_change_after_its_opening_began(
    given: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[float] = []
    found = cast("Knowledge", FakeKnowledge())
    settings = new_client(FakeKnowledge()).settings

    def open_slowly(*where: object) -> "Knowledge":
        assert where == (settings.data, settings.cache, settings.database)
        opened.append(time.time())
        return found

    monkeypatch.setattr(clients, "open_with_subprocess_build", open_slowly)
    before = time.time()
    client = create_client(settings, found if given else None)
    assert before <= client.knowledge.opened <= (opened or [time.time()])[0]
    assert client.knowledge.newest is found


async def test_the_warm_up_takes_its_turns_in_both_queues_and_draws_what_it_was_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    knowledge = FakeKnowledge()
    knowledge.say = lambda *_: FakeReply("answer", "athlete", pictured_card())
    client, turns, drawn = new_client(knowledge), Counter[str](), list[Picture]()

    def counting(
        name: str, probe: Callable[[Callable[[], object]], Awaitable[None]]
    ) -> Callable[[Callable[[], object]], Awaitable[None]]:
        async def counted(function: Callable[[], object]) -> None:
            turns[name] += 1
            await probe(function)

        return counted

    async def draw(picture: Picture) -> None:
        drawn.append(picture)

    queues = client.queues
    monkeypatch.setattr(queues.questions, "probe", counting("questions", queues.questions.probe))
    monkeypatch.setattr(queues.completions, "probe", counting("completions", queues.completions.probe))
    monkeypatch.setattr(client.pictures, "draw", draw)
    await client.warm()
    asked = [text for text, _ in knowledge.asked if not text.startswith("complete")]
    assert turns["completions"] == len(knowledge.asked) - len(asked) == 9
    assert len(drawn) == len(asked) > 0
    queues.close()
    await client.warm()  # the bot ends meanwhile

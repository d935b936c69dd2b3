"""Slash commands as people use them, in a simulated Discord."""

import threading
from datetime import date
from typing import Any

import pytest
import simcord
from structlog.testing import LogCapture

from bot.discord.client import BellLap
from knowledge.models.base import RaceId
from knowledge.models.card import Card, Column, Row, Section, Table
from knowledge.models.glance import Glance
from knowledge.questions.result.model import ResultQuestion
from tests.bot.discord.conftest import change_payloads
from tests.bot.discord.fakes import FakeKnowledge, FakeReply, FakeSuggestion, miss_card, race_card, replace
from tests.bot.discord.seen import buttons, counted, shown, text


@pytest.mark.parametrize(
    ("command", "option"), [("result", "race"), ("athlete", "name"), ("h2h", "athletes")]
)
async def test_a_command_is_answered_at_once_and_in_public(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    command: str,
    option: str,
) -> None:
    result = await alice.slash(channel, command, **{option: "mira-vale tove-lind"})

    assert knowledge.asked == [(f"/{command} mira-vale tove-lind", "en")]
    assert not result.deferred
    assert not result.ephemeral
    assert not result.followups
    assert "Harbour Games: mira-vale tove-lind" in text(result)
    assert "**Runner Number1** **4:21.01**" in text(result)


async def test_the_knowledge_is_asked_outside_the_loop(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    await alice.slash(channel, "athlete", name="mira-vale")

    assert threading.get_ident() not in knowledge.threads


async def test_a_choice_is_for_the_asker_and_its_button_answers_in_public(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    choice = await alice.slash(channel, "athlete", name="vale")
    assert choice.ephemeral
    assert buttons(choice) == {"Mira Vale (NOR, 1999)": "ask:/athlete mira-vale"}

    answer = await alice.click(shown(choice), label="Mira Vale (NOR, 1999)")

    assert knowledge.asked[-1] == ("/athlete mira-vale", "en")
    assert not answer.ephemeral
    assert "mira-vale" in text(answer)


async def test_what_is_not_found_is_said_to_the_asker_alone(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "result", race="atlantis")

    assert result.ephemeral
    assert "atlantis" in text(result)


async def test_help_is_private_and_about_is_public(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    about = await alice.slash(channel, "about")
    assistance = await alice.slash(channel, "help")

    assert (about.ephemeral, text(about)) == (False, "## About\n-# v1")
    assert (assistance.ephemeral, text(assistance)) == (True, "## Help")


async def test_the_commands_in_the_help_are_mentions(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, client: BellLap
) -> None:
    client.command_ids["result"] = 7
    table = Table(columns=(Column(heading="", weight="strong"),), rows=(Row(cells=("/result mile",)),))
    knowledge.help_card = lambda language="en": Card(  # type: ignore[method-assign]
        tone="answer", title=language, sections=(Section(table=table),)
    )
    assert "</result:7> mile" in text(await alice.slash(channel, "help"))


async def test_completion_offers_what_the_knowledge_suggests(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    offered = await alice.autocomplete(channel, "athlete", "name", "va")

    assert knowledge.asked == [("complete athlete va", "en")]
    assert [(choice["name"], choice["value"]) for choice in offered] == [
        ("Mira Vale · NOR · 1999 · mile", "mira-vale")
    ]


async def test_completion_stays_within_what_discord_takes(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    knowledge.suggestions = (
        FakeSuggestion("long-label", "x" * 130),
        FakeSuggestion("long-pair", f"{'y' * 75} · 12 races · 2", "y" * 75, " · 2"),
        FakeSuggestion("long-name", f"{'z' * 90} · 13 Sep 2024", ending=" · 13 Sep 2024"),
        FakeSuggestion("x" * 101, "a value that can't be carried"),
        *(FakeSuggestion(f"id-{number}", f"Label {number}") for number in range(40)),
    )

    offered = await alice.autocomplete(channel, "h2h", "athletes", "x")

    assert len(offered) <= 25
    assert all(0 < len(choice[key]) <= 100 for choice in offered for key in ("name", "value"))
    assert [choice["name"] for choice in offered[:3]] == [
        f"{'x' * 79}…",
        f"{'y' * 75} · 2",
        f"{'z' * 79}… · 13 Sep 2024",
    ]


async def test_a_fault_in_completion_shows_nothing_and_is_logged(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, logs: LogCapture
) -> None:
    assert await alice.autocomplete(channel, "result", "race", "boom") == []

    assert [entry["event"] for entry in logs.entries if entry["log_level"] == "error"] == [
        "completion.failed"
    ]


@pytest.mark.usefixtures("french")
async def test_french_readers_are_answered_in_french(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    result = await alice.slash(channel, "result", race="harbour")
    await alice.autocomplete(channel, "result", "race", "ha")

    assert knowledge.asked == [("/result harbour", "fr"), ("complete result ha", "fr")]
    assert "Jeux du port" in text(result)
    assert "À propos" in text(await alice.slash(channel, "about"))


async def test_it_answers_in_direct_messages(env: simcord.Env) -> None:
    alice = env.create_user("alice")

    result = await alice.slash("result", race="harbour")
    another: simcord.InteractionResult = await alice.click(shown(result), label="Mira Vale")

    assert "Harbour Games" in text(result)
    assert "mira-vale" in text(another)


async def test_it_answers_in_a_group_where_only_the_user_installed_it(
    env: simcord.Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = env.create_user("alice")
    group = {"id": str(alice.dm_channel.id), "type": 3, "recipients": [], "name": "friends", "icon": None}
    change_payloads(
        monkeypatch, context=2, authorizing_integration_owners={"1": str(alice.id)}, channel=group
    )

    assert "Harbour Games" in text(await alice.slash("result", race="harbour"))


async def test_it_answers_in_a_server_it_is_not_in(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    alice = env.create_user("alice")
    user: dict[str, Any] = {"id": str(alice.id), "username": "alice", "discriminator": "0", "avatar": None}
    member = {"user": user, "roles": [], "flags": 0, "joined_at": "2024-01-01T00:00:00+00:00"}
    change_payloads(
        monkeypatch,
        context=0,
        authorizing_integration_owners={"1": str(alice.id)},
        guild_id="90071992547409920",
        member={**member, "deaf": False, "mute": False, "permissions": "0"},
    )

    assert "Harbour Games" in text(await alice.slash("result", race="harbour"))


@pytest.mark.parametrize(
    "typed",
    [
        "@everyone <@123456789012345678> <@&1> <#1> @here",
        "**bold** __under__ ~~gone~~ ||spoiler|| `code` ```block```",
        "# heading\n- list\n> quote\n1. one",
        "[click](https://evil.example) https://evil.example <t:0:R> <:x:123456789012345678>",
        "\u202eesrever\x00\x1b[31m",
        "x" * 6000,
        "\U0001f1f3" * 3000,
    ],
)
async def test_hostile_text_comes_back_as_plain_text(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, typed: str
) -> None:
    def echo(text: str, _language: str) -> FakeReply:
        return FakeReply("not_found", "result", miss_card(text.removeprefix("/result ")))

    knowledge.say = echo

    result = await alice.slash(channel, "result", race=typed)

    message = shown(result).message
    assert not message.mentions
    assert not message.mention_everyone
    assert "\u202e" not in text(result)
    assert "\x1b" not in text(result)
    assert len(text(result).encode("utf-16-le")) // 2 <= 4000
    # Typed line breaks don't start lines of their own.
    assert text(result).count("\n") == 1


async def test_a_completion_of_older_knowledge_is_not_remembered_of_the_newer(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newer = FakeKnowledge(suggestions=(FakeSuggestion("newer", "Newer"),))

    def replaced_meanwhile(*_: object, **__: object) -> list[FakeSuggestion]:
        replace(client, newer)
        return [FakeSuggestion("older", "Older")]

    monkeypatch.setattr(knowledge, "complete", replaced_meanwhile)
    offered = [await alice.autocomplete(channel, "athlete", "name", "va") for _ in range(2)]
    assert [[choice["name"] for choice in choices] for choices in offered] == [["Older"], ["Newer"]]


async def test_a_completion_is_remembered_by_text_language_and_day(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offered = [await person.autocomplete(channel, "athlete", "name", "va") for person in (alice, bob)]
    assert offered[0] == offered[1] != []
    assert len(knowledge.asked) == 1
    assert counted(client, "completion") == "1.0"
    await alice.autocomplete(channel, "athlete", "name", "val")
    await alice.autocomplete(channel, "h2h", "athletes", "va")
    assert len(knowledge.asked) == 3
    with monkeypatch.context() as patched:
        patched.setattr(client, "today", lambda: date(2100, 1, 1))
        await alice.autocomplete(channel, "athlete", "name", "va")
    change_payloads(monkeypatch, locale="fr")
    await alice.autocomplete(channel, "athlete", "name", "va")
    assert len(knowledge.asked) == 5


async def test_a_superseded_completion_is_not_remembered_and_a_remembered_one_supersedes(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def superseded(*_: object) -> None:
        return None

    completions, askers = client.queues.completions, list[object]()
    with monkeypatch.context() as patched:
        patched.setattr(completions, "run", superseded)
        assert await alice.autocomplete(channel, "athlete", "name", "va") == []
    assert await alice.autocomplete(channel, "athlete", "name", "va") != []
    monkeypatch.setattr(completions, "supersede", askers.append)
    assert await alice.autocomplete(channel, "athlete", "name", "va") != []
    assert askers == [(alice.id, "athlete")]


async def test_a_completion_that_failed_is_asked_anew(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    for _ in range(2):
        assert await alice.autocomplete(channel, "athlete", "name", "boom") == []
    assert len(knowledge.asked) == 2


async def test_a_question_that_no_button_carries_is_answered_in_full(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask(kind: str, text: str, _: date, language: str = "en", *, details: bool = True) -> FakeReply:
        glance = Glance(title=text, details=language)
        card = race_card().model_copy(update={"glance": glance})
        brief = Card(tone="answer", title=card.title, glance=glance)
        question = ResultQuestion(race=RaceId(f"harbour-games-{'x' * 100}"))
        return FakeReply("answer", kind, card if details else brief, question)

    monkeypatch.setattr(knowledge, "ask", ask)
    assert "Runner Number1" in text(await alice.slash(channel, "result", race="harbour"))

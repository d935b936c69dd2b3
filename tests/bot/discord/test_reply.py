"""Replies that are remembered: what is sent again as it was, and what is asked anew."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
import simcord
from structlog.testing import LogCapture

from bot.discord import picture as pictures
from bot.discord.client import BellLap
from bot.discord.interaction import Interaction
from bot.discord.picture import URL
from bot.discord.reply import _shard
from bot.discord.support import Addresses
from knowledge.models.card import Card
from knowledge.models.glance import Glance
from knowledge.models.picture import GapsPicture
from tests.bot.discord.conftest import change_payloads
from tests.bot.discord.fakes import (
    PAIR,
    RACE_2023,
    FakeKnowledge,
    FakeReply,
    FakeSuggestion,
    glanced,
    race_card,
    replace,
)
from tests.bot.discord.seen import MEDIA_GALLERY, counted, pictured, shown, text

HARBOUR = ("/result harbour", "en")
DETAILS = ("/result harbour-games-2024-women-mile", "en")


def sent(result: simcord.InteractionResult) -> tuple[bool, list[dict[str, Any]]]:
    """What a reply shows, to the letter, but for the pictures: Discord gives each file an address."""
    return result.ephemeral, without_pictures(shown(result).components)


def without_pictures(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**part, "components": without_pictures(part["components"])} if "components" in part else part
        for part in components
        if part["type"] != MEDIA_GALLERY
    ]


async def test_the_same_question_is_answered_from_memory_to_the_letter(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    logs: LogCapture,
) -> None:
    first = await alice.slash(channel, "result", race="harbour")
    again = await bob.slash(channel, "result", race="harbour")

    assert sent(again) == sent(first)
    assert knowledge.asked == [HARBOUR]
    assert client.queues.counts.answered == 1
    assert counted(client, "answer") == "1.0"
    assert b'bell_lap_questions_total{kind="result",outcome="answer"} 2.0' in client.metrics.text()
    assert [entry["outcome"] for entry in logs.entries if entry["event"] == "answered"] == ["answer"] * 2


async def test_a_choice_is_remembered_and_private(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    first = await alice.slash(channel, "athlete", name="vale")
    again = await alice.slash(channel, "athlete", name="vale")

    assert sent(again) == sent(first)
    assert again.ephemeral
    assert len(knowledge.asked) == 1


@pytest.mark.parametrize("typed", ["atlantis", "boom"])
async def test_misses_and_faults_are_asked_anew(
    env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    typed: str,
) -> None:
    for _ in range(2):
        await alice.slash(channel, "result", race=typed)

    assert len(knowledge.asked) == 2
    assert not len(client.remembered.replies)
    assert len(env.errors) == (2 if typed == "boom" else 0)


async def test_another_text_kind_language_length_or_day_is_asked_anew(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await alice.slash(channel, "result", race="harbour")
    await alice.slash(channel, "result", race="harbour ")
    await alice.slash(channel, "athlete", name="harbour")
    assert len(knowledge.asked) == 3
    with monkeypatch.context() as patched:
        patched.setattr(client, "today", lambda: date(2100, 1, 1))
        await alice.slash(channel, "result", race="harbour")
    assert len(knowledge.asked) == 4
    with monkeypatch.context() as patched:
        change_payloads(patched, locale="fr")
        assert "Jeux du port" in text(await alice.slash(channel, "result", race="harbour"))
    assert len(knowledge.asked) == 5
    await client.preferences.start()
    knowledge.say = glanced
    compact = await alice.slash(channel, "result", race="mile")
    settings = await alice.slash(channel, "settings")
    await alice.select(shown(settings), ["full"], custom_id="settings-menu:me:compact")
    full = await alice.slash(channel, "result", race="mile")
    assert text(full) != text(compact)


async def test_newer_knowledge_empties_the_memory(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, client: BellLap
) -> None:
    await alice.slash(channel, "result", race="harbour")
    await alice.autocomplete(channel, "result", "race", "ha")
    newer = replace(client, FakeKnowledge(lambda *_: FakeReply("answer", "result", race_card("Newer"))))
    newer.suggestions = (FakeSuggestion("newer", "Newer"),)
    assert not len(client.remembered.replies)

    answered = await alice.slash(channel, "result", race="harbour")
    [offered] = await alice.autocomplete(channel, "result", "race", "ha")

    assert "Newer" in text(answered)
    assert offered["name"] == "Newer"


async def test_what_older_knowledge_said_is_not_remembered_of_the_newer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, client: BellLap
) -> None:
    newer = FakeKnowledge(lambda *_: FakeReply("answer", "result", race_card("Newer")))

    def replaced_meanwhile(*_: str) -> FakeReply:
        replace(client, newer)
        return FakeReply("answer", "result", race_card("Older"))

    knowledge.say = replaced_meanwhile
    assert "Older" in text(await alice.slash(channel, "result", race="harbour"))
    assert "Newer" in text(await alice.slash(channel, "result", race="harbour"))


async def test_a_button_of_a_remembered_message_works(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.slash(channel, "result", race="harbour")
    again = await bob.slash(channel, "result", race="harbour")

    asked = await alice.click(shown(again), label="Mira Vale")
    changed = await bob.click(shown(again), label="2023")

    assert "mira-vale" in text(asked)
    assert changed.acknowledged
    assert "harbour-games-2023-women-mile" in text(again)


async def test_a_remembered_answer_replaces_the_message_of_its_asker(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    for _ in range(2):
        first = await alice.slash(channel, "result", race="harbour")
        await alice.click(shown(first), label="2023")
        assert "harbour-games-2023-women-mile" in text(first)
    assert len(knowledge.asked) == 2


async def test_a_remembered_answer_has_its_picture(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    knowledge.say = glanced
    first = await alice.slash(channel, "result", race="harbour")
    again = await alice.slash(channel, "result", race="harbour")

    assert pictured(first) == pictured(again) == [URL.removeprefix("attachment://")]
    assert shown(again).attachments[0].size == shown(first).attachments[0].size
    assert len(knowledge.asked) == 1


async def test_an_answer_that_replaces_another_has_its_picture(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    first = await alice.slash(channel, "result", race="harbour")
    knowledge.say = lambda text, language: glanced(text, language)._replace(question=RACE_2023)
    await alice.click(shown(first), label="2023")
    assert pictured(first) == ["picture.png"]


async def test_an_answer_whose_picture_failed_is_made_anew(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(picture: GapsPicture) -> bytes:
        raise OSError(picture.kind)

    knowledge.say = glanced
    with monkeypatch.context() as patched:
        patched.setattr(pictures, "_draw", fail)
        first = await alice.slash(channel, "result", race="harbour")
        details = await alice.click(shown(first), label="Details")
    assert pictured(first) == pictured(details) == []
    assert len(pictured(await alice.slash(channel, "result", race="harbour"))) == 1
    assert len(pictured(await alice.click(shown(first), label="Details"))) == 1


async def test_details_are_remembered_with_picture_report_and_rest(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
) -> None:
    client.addresses = Addresses("https://example.org/help")
    knowledge.say = glanced
    glance = await alice.slash(channel, "result", race="harbour")
    seen = []
    for person in (alice, bob):
        details = await person.click(shown(glance), label="Details")
        posted = await person.click(shown(details), label="Post here")
        rest = await person.click(shown(details), label="Show the rest")
        assert [result.ephemeral for result in (details, posted, rest)] == [True, False, True]
        assert [pictured(result) for result in (details, posted, rest)] == [["picture.png"]] * 2 + [[]]
        seen.append([sent(result) for result in (details, posted, rest)])

    assert seen[0] == seen[1]
    assert all("record=" in str(components) for _, components in seen[1])
    assert knowledge.asked.count(DETAILS) == 3
    assert counted(client, "details") == "3.0"


async def test_details_of_another_day_or_language_are_asked_anew(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    knowledge.say = glanced
    glance = await alice.slash(channel, "result", race="harbour")
    for _ in range(2):
        await alice.click(shown(glance), label="Details")
    assert knowledge.asked.count(DETAILS) == 1
    with monkeypatch.context() as patched:
        patched.setattr(client, "today", lambda: date(2100, 1, 1))
        await alice.click(shown(glance), label="Details")
    assert knowledge.asked.count(DETAILS) == 2
    change_payloads(monkeypatch, locale="fr")
    await alice.click(shown(glance), label="Details")
    assert knowledge.asked.count((DETAILS[0], "fr")) == 1


async def test_what_is_gone_is_asked_anew_and_not_taken_from_what_was_typed(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, client: BellLap
) -> None:
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card(), PAIR)
    first = await alice.slash(channel, "result", race="harbour-games-2023-women-mile")
    for _ in range(2):
        pressed = await alice.click(shown(first), label="2023")
        assert text(pressed) == "This is no longer on file; ask again with a command."
        assert pressed.ephemeral
    assert len(knowledge.asked) == 3
    assert len(client.remembered.replies) == 1


async def test_what_is_gone_is_told_to_its_asker_even_where_it_was_to_be_posted(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    knowledge.say = glanced
    glance = await alice.slash(channel, "result", race="harbour")
    details = await alice.click(shown(glance), label="Details")
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card(), PAIR)
    posted = await alice.click(shown(details), label="Post here")
    assert text(posted) == "This is no longer on file; ask again with a command."
    assert posted.ephemeral


async def test_the_details_of_about_are_remembered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, client: BellLap
) -> None:
    knowledge.about_card = lambda language="en": Card(  # type: ignore[method-assign]
        tone="answer",
        title="Bell Lap",
        glance=Glance(title="At a glance", details="Sources"),
        footer=language,
    )
    about = await alice.slash(channel, "about")
    first = await alice.click(shown(about), label="Sources")
    again = await alice.click(shown(about), label="Sources")
    assert sent(first) == sent(again)
    assert counted(client, "details") == "1.0"


@pytest.mark.parametrize(
    ("server", "count", "shard"), [(41771983423143937, 4, 2), (41771983423143937, None, 0), (None, 4, 0)]
)
def test_the_logged_shard_is_that_of_discords_rule(server: int | None, count: int | None, shard: int) -> None:
    client = SimpleNamespace(shard_count=count)
    assert _shard(cast("Interaction", SimpleNamespace(client=client, guild_id=server))) == shard

"""Buttons and menus: who may change an answer, and what survives a restart."""

import pytest
import simcord
from structlog.testing import LogCapture

from bot.discord.client import BellLap
from bot.discord.support import Addresses
from knowledge.models.card import Card
from knowledge.models.glance import Glance
from tests.bot.discord.conftest import new_client
from tests.bot.discord.fakes import PAIR, RACE_2024, FakeKnowledge, FakeReply, menu, miss_card, race_card
from tests.bot.discord.seen import TEXT_DISPLAY, buttons, shown, text, walk


async def test_the_asker_changes_the_answer_in_place(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = await alice.slash(channel, "result", race="harbour")

    pressed = await alice.click(shown(first), label="2023")

    assert len(channel.history()) == 1
    assert "harbour-games-2023-women-mile" in text(first), "the message shows the other year now"
    assert pressed.acknowledged
    assert not pressed.followups


async def test_somebody_else_gets_an_answer_of_their_own(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = await alice.slash(channel, "result", race="harbour")
    before = text(first)

    pressed = await bob.click(shown(first), label="2023")

    assert text(first) == before
    assert "harbour-games-2023-women-mile" in text(pressed)
    assert not pressed.ephemeral
    assert len(channel.history()) == 2

    changed = await bob.click(shown(pressed), label="2023")
    assert len(channel.history()) == 2, "Bob asked for that message, so it is his to change"
    assert changed.acknowledged


async def test_anyone_may_ask_the_next_question(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = await alice.slash(channel, "result", race="harbour")

    for person in (alice, bob):
        pressed = await person.click(shown(first), label="Vale v Lind")
        assert "mira-vale tove-lind" in text(pressed)
        assert shown(pressed).id != shown(first).id


async def test_a_button_works_after_a_restart(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = await alice.slash(channel, "result", race="harbour")
    restarted = FakeKnowledge()

    await env.restart_bot(new_client(restarted))
    pressed = await alice.click(shown(first), label="Mira Vale")
    await alice.click(shown(first), label="2023")

    assert [text for text, _ in restarted.asked] == [
        "/athlete mira-vale",
        "/result harbour-games-2023-women-mile",
    ]
    assert "mira-vale" in text(pressed)
    assert "2023" in text(first)


async def test_a_change_that_is_not_found_any_more_leaves_the_answer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    first = await alice.slash(channel, "result", race="harbour")
    before = text(first)
    knowledge.say = lambda *_: FakeReply("not_found", "result", miss_card("harbour"))

    pressed = await alice.click(shown(first), label="2023")

    assert text(first) == before
    assert pressed.ephemeral


@pytest.mark.parametrize("label", ["2023", "Mira Vale", "Show the rest"])
async def test_a_press_on_what_is_gone_is_not_answered_with_something_like_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, label: str
) -> None:
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card(rows=100), RACE_2024)
    first = await alice.slash(channel, "result", race="harbour")
    before = text(first)
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card("Another"), PAIR)

    pressed = await alice.click(shown(first), label=label)

    assert text(pressed) == "This is no longer on file; ask again with a command."
    assert pressed.ephemeral
    assert text(first) == before


async def test_a_long_group_is_a_menu_that_survives_a_restart(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge
) -> None:
    knowledge.say = lambda *_: FakeReply(
        "answer", "result", race_card(groups=(menu("Other editions", 9, changes=True), menu("More", 30)))
    )
    first = await alice.slash(channel, "result", race="harbour")
    assert not buttons(first)
    restarted = FakeKnowledge()
    await env.restart_bot(new_client(restarted))

    own = await alice.select(shown(first), ["/result harbour-games-2001-women-mile"], custom_id="ask-menu:1")
    await alice.select(shown(first), ["/result harbour-games-2020-women-mile"], custom_id="set-menu:0")

    assert "2001" in text(own)
    assert "2020" in text(first)
    assert len(channel.history()) == 2


async def test_the_rest_of_a_long_answer_is_shown_to_the_presser_alone(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
) -> None:
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card(rows=100), RACE_2024)
    first = await alice.slash(channel, "result", race="harbour")
    assert "Runner Number100 " not in text(first)

    rest = await bob.click(shown(first), label="Show the rest")

    assert knowledge.asked[-1] == ("/result harbour-games-2024-women-mile", "en")
    assert rest.ephemeral
    assert "**Runner Number100**" in text(rest)
    assert "**Runner Number1**" not in text(rest)


async def test_a_rest_longer_than_a_message_comes_as_several(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, knowledge: FakeKnowledge, client: BellLap
) -> None:
    client.addresses = Addresses("https://example.org/help")
    knowledge.say = lambda *_: FakeReply("answer", "result", race_card(rows=400), RACE_2024)
    first = await alice.slash(channel, "result", race="harbour")

    rest = await alice.click(shown(first), label="Show the rest")

    others = (part for message in rest.followups for part in walk(message.components))
    texts = [text(rest), *(part["content"] for part in others if part["type"] == TEXT_DISPLAY)]
    assert len(texts) > 1
    assert "**Runner Number400**" in texts[-1]
    reports = ["record=" in str(message.components) for message in (shown(rest), *rest.followups)]
    assert reports[-1]
    assert not any(reports[:-1])
    assert rest.ephemeral
    assert len(channel.history()) == 1


async def test_details_are_public_for_who_chose_so(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
) -> None:
    await client.preferences.start()
    settings = await alice.slash(channel, "settings")
    await alice.select(shown(settings), ["public"], custom_id="settings-menu:me:private_details")
    glance = Glance(title="Harbour Games 2024", details="Details")
    card = race_card().model_copy(update={"glance": glance})
    knowledge.say = lambda *_: FakeReply("answer", "result", card, RACE_2024)
    first = await alice.slash(channel, "result", race="harbour")
    details = [await person.click(shown(first), label="Details") for person in (alice, bob)]
    assert [result.ephemeral for result in details] == [False, True]


@pytest.mark.parametrize("support", ["https://example.org/help", "help@example.org"])
async def test_the_details_of_about_are_for_the_presser(
    support: str,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    knowledge: FakeKnowledge,
    client: BellLap,
) -> None:
    client.addresses = Addresses(support)
    glance = Glance(title="Bell Lap at a glance", details="Sources and licences")
    knowledge.about_card = lambda language="en": Card(  # type: ignore[method-assign]
        tone="answer", title="Bell Lap", glance=glance, footer=f"All of it ({language})"
    )
    first = await alice.slash(channel, "about")
    assert "at a glance" in text(first)
    assert "All of it" not in text(first)

    pressed = await alice.click(shown(first), label="Sources and licences")

    assert "All of it (en)" in text(pressed)
    assert support.rpartition("@")[2] in str(shown(pressed).components)
    assert pressed.ephemeral
    posted = await alice.click(shown(pressed), label="Post here")
    assert "All of it (en)" in text(posted)
    assert not posted.ephemeral


async def test_nothing_is_kept_in_memory_for_a_message(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert isinstance(env.bot, BellLap)
    for race in ("harbour", "vale", "atlantis"):
        await alice.slash(channel, "result", race=race)

    store = env.bot._connection._view_store
    assert not store._views
    assert not store._synced_message_views


async def test_what_is_logged_of_a_press(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, logs: LogCapture
) -> None:
    first = await alice.slash(channel, "result", race="harbour secret words")
    await alice.click(shown(first), label="Mira Vale")

    answered = [entry for entry in logs.entries if entry["event"] == "answered"]
    assert [(entry["kind"], entry["outcome"], entry["by"], entry["shard"]) for entry in answered] == [
        ("result", "answer", "application_command", 0),
        ("athlete", "answer", "component", 0),
    ]
    assert all(entry["milliseconds"] >= 0 for entry in answered)
    told = [entry for entry in logs.entries if entry["log_level"] != "debug"]
    assert "secret words" not in str(told)

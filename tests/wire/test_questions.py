"""One question's way over the wire: asked, completed, pressed and chosen; in servers, alone and in groups."""

import asyncio

import pytest

from bot.discord.admission import AdmissionPolicy
from bot.discord.client import BellLap
from bot.discord.message.components import ALL
from bot.discord.queues import Queues
from knowledge.ask import Knowledge
from tests.wire.payloads import BRUNO, CELINE, Json, Place, somebody
from tests.wire.rest import MESSAGE, UPDATE, Reply
from tests.wire.running import LEADS, QUESTION, running
from tests.wire.server import BUTTON, SELECT, FakeDiscord

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15


def controls(reply: Reply, kind: int) -> list[Json]:
    return [component for component in reply.components if component["type"] == kind]


def button(reply: Reply, carries: str) -> str:
    """The custom_id of the first button whose question begins so."""
    return next(str(b["custom_id"]) for b in controls(reply, BUTTON) if carries in b["custom_id"])


@pytest.mark.parametrize("place", Place)
async def test_an_answer_is_public_everywhere(client: BellLap, fake: FakeDiscord, place: Place) -> None:
    async with running(client, fake):
        reply = await fake.slash("h2h", {"athletes": QUESTION}, place=place)
    assert reply.body["type"] == MESSAGE
    assert reply.data["flags"] == COMPONENTS_V2
    assert reply.data["allowed_mentions"] == {"parse": []}
    assert LEADS in reply.text


@pytest.mark.parametrize(
    ("command", "option", "typed"),
    [("athlete", "name", "nobody such"), ("athlete", "name", "okoro"), ("h2h", "athletes", "arvell")],
)
async def test_what_is_no_answer_is_for_the_asker_alone(
    client: BellLap, fake: FakeDiscord, command: str, option: str, typed: str
) -> None:
    async with running(client, fake):
        reply = await fake.slash(command, {option: typed})
    assert reply.data["flags"] == COMPONENTS_V2 | EPHEMERAL


@pytest.mark.parametrize("command", ["help", "about"])
async def test_commands_without_options(client: BellLap, fake: FakeDiscord, command: str) -> None:
    async with running(client, fake):
        reply = await fake.slash(command, {})
    assert reply.data["flags"] & COMPONENTS_V2
    assert reply.text


async def test_an_answer_is_in_the_askers_language(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        english = await fake.slash("help", {}, person=BRUNO)
        french = await fake.slash("help", {}, person=CELINE)
    assert english.text != french.text


async def test_a_completion_that_is_picked_is_an_answer(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        suggestions = await fake.complete("h2h", "athletes", "arvell el h")
        assert 0 < len(suggestions) <= 25
        reply = await fake.slash("h2h", {"athletes": suggestions[0]["value"]})
    assert reply.data["flags"] == COMPONENTS_V2


async def test_a_choice_leads_to_its_answer(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        which = await fake.slash("athlete", {"name": "okoro"})
        reply = await fake.press(which.message, button(which, "daniel-okoro"))
    assert reply.body["type"] == MESSAGE
    assert "Daniel Okoro" in reply.text


async def test_a_button_works_after_a_restart(
    client: BellLap, fake: FakeDiscord, knowledge: Knowledge
) -> None:
    async with running(client, fake):
        glance = await fake.slash("h2h", {"athletes": QUESTION})
        asked = await fake.press(glance.message, button(glance, ALL))
    again = type(client)(client.settings, knowledge)
    async with running(again, fake):
        reply = await fake.press(asked.message, button(asked, "/athlete tomas-arvell"), person=BRUNO)
    assert "Arvell" in reply.text


async def test_a_change_replaces_the_answer_for_its_asker_only(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        asked = await fake.slash("result", {"race": "harbour mile men mile"})
        change = button(asked, "set:")
        theirs = await fake.press(asked.message, change, person=BRUNO)
        ours = await fake.press(asked.message, change)
    assert (theirs.body["type"], ours.body["type"]) == (MESSAGE, UPDATE)
    assert ours.message["id"] == asked.message["id"]
    assert ours.text == theirs.text != asked.text


@pytest.mark.parametrize(
    ("command", "option", "typed"), [("h2h", "athletes", QUESTION), ("athlete", "name", "okoro")]
)
async def test_the_same_again_is_the_same_to_the_letter(
    client: BellLap, fake: FakeDiscord, command: str, option: str, typed: str
) -> None:
    async with running(client, fake):
        asked = [await fake.slash(command, {option: typed}, somebody()) for _ in range(2)]
        pressed = [await fake.press(reply.message, button(reply, ":/"), somebody()) for reply in asked]
        offered = [await fake.complete(command, option, typed[:3], somebody()) for _ in range(2)]
        counts = client.queues.counts
    assert asked[0].body == asked[1].body
    assert pressed[0].body == pressed[1].body
    assert offered[0] == offered[1] != []
    assert (counts.answered, counts.completed) == (2, 1)


async def test_a_menu_asks_what_was_chosen(client: BellLap, fake: FakeDiscord) -> None:
    async with running(client, fake):
        glance = await fake.slash("result", {"race": "harbour mile men mile"})
        asked = await fake.press(glance.message, button(glance, ALL))
        menu = controls(asked, SELECT)[0]
        reply = await fake.choose(asked.message, menu["custom_id"], menu["options"][0]["value"])
    assert reply.body["type"] in {MESSAGE, UPDATE}
    assert reply.text


async def test_many_questions_at_once_all_get_their_own_answer(client: BellLap, fake: FakeDiscord) -> None:
    client.queues = Queues(AdmissionPolicy(defer=60, admit=60, drop=60))
    async with running(client, fake):
        names = ["el hadri", "arvell", "sornes", "tadele"] * 16
        replies = await asyncio.gather(*(fake.slash("athlete", {"name": name}, somebody()) for name in names))
    for name, reply in zip(names, replies, strict=True):
        assert name.split()[-1] in reply.text.lower().replace("ø", "o").replace("å", "a")

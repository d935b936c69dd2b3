"""What Bell Lap really sends of the curated facts, taken off the wire and held against the description."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.discord.client import BellLap, create_client, sync
from bot.settings import Settings
from knowledge.ask import DATA, Knowledge, open_knowledge
from knowledge.models.outcome import Understood
from knowledge.questions.parse import name_index, split_command, understand
from tests.bot.discord.openapi.curated import OTHERS, frequent_pairs, questions, some_athletes
from tests.bot.discord.openapi.description import CALLBACK, COMMANDS, GUILD_COMMANDS, Description
from tests.bot.discord.openapi.limits import command_problems, message_problems
from tests.wire.payloads import ANNA, BRUNO, CELINE, GUILD_ID, Json, Person
from tests.wire.rest import Reply
from tests.wire.running import point_at, running
from tests.wire.server import BUTTON, SELECT, TOKEN, FakeDiscord

AT_ONCE = 2
EPHEMERAL = 1 << 6
OPTIONS = {"/result": "race", "/athlete": "name", "/h2h": "athletes"}


@pytest.fixture(scope="session")
def curated(curated_cache: Path) -> Knowledge:
    return open_knowledge(DATA, curated_cache)


@pytest.fixture
def client(curated: Knowledge) -> BellLap:
    return create_client(Settings(discord_token=SecretStr(TOKEN)), curated)


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake_discord:
        point_at(fake_discord, monkeypatch)
        yield fake_discord


@pytest.fixture(scope="session", params=[ANNA, CELINE], ids=["en", "fr"])
def answers(request: pytest.FixtureRequest, curated: Knowledge) -> dict[str, Reply]:
    """The reply to every question, in each language; asked once, for all that looks at them."""
    texts = [question.command for question in questions(curated.kb)]

    async def ask_all() -> list[Reply]:
        with pytest.MonkeyPatch.context() as patch:
            async with FakeDiscord() as fake_discord:
                point_at(fake_discord, patch)
                client = create_client(Settings(discord_token=SecretStr(TOKEN)), curated)
                async with running(client, fake_discord):
                    return await asked(fake_discord, texts, request.param)

    return dict(zip(texts, asyncio.run(ask_all()), strict=True))


async def asked(fake: FakeDiscord, texts: list[str], person: Person) -> list[Reply]:
    """Ask all of them, some at once, and return the replies in order."""
    few = asyncio.Semaphore(AT_ONCE)

    async def one(text: str) -> Reply:
        command, _, rest = text.partition(" ")
        async with few:
            return await fake.slash(command[1:], {OPTIONS[command]: rest}, person=person)

    return list(await asyncio.gather(*(one(text) for text in texts)))


def wrong(description: Description, texts: list[str], replies: list[Reply]) -> list[str]:
    """Return what is wrong with each reply, beside the question that it answers."""
    return [
        f"{text[:90]}: {problem}"
        for text, reply in zip(texts, replies, strict=True)
        for problem in description.problems(CALLBACK, reply.body) + message_problems(reply.data)
    ]


def test_every_answer(description: Description, answers: dict[str, Reply]) -> None:
    assert wrong(description, list(answers), list(answers.values())) == []


def test_every_answer_is_public(answers: dict[str, Reply]) -> None:
    assert [text for text, reply in answers.items() if reply.data["flags"] & EPHEMERAL] == []


# What is carried is the same in every language.
@pytest.mark.parametrize("answers", [ANNA], ids=["en"], indirect=True)
def test_every_next_question_is_read_back_as_itself(curated: Knowledge, answers: dict[str, Reply]) -> None:
    carried = {text for reply in answers.values() for text in next_questions(reply)}
    assert len(carried & answers.keys()) > len(answers) / 4
    index = name_index(curated.kb)
    read = {text: understand(curated.kb, index, *split_command(text), date(2026, 1, 1)) for text in carried}
    assert [
        t for t, found in read.items() if not isinstance(found, Understood) or found.question.command != t
    ] == []


@pytest.mark.parametrize("person", [ANNA, CELINE], ids=["en", "fr"])
async def test_every_choice_miss_and_refusal(
    description: Description, client: BellLap, fake: FakeDiscord, curated: Knowledge, person: Person
) -> None:
    families = sorted({curated.kb.athlete_ref(athlete).family for athlete in some_athletes(curated.kb)})
    texts = [*OTHERS, *(f"/athlete {family}" for family in families)]
    async with running(client, fake):
        replies = await asked(fake, texts, person)
        for command in ("help", "about", "settings"):
            texts.append(f"/{command}")
            replies.append(await fake.slash(command, {}, person=person))
    assert wrong(description, texts, replies) == []


async def test_every_change_in_place(
    description: Description, client: BellLap, fake: FakeDiscord, curated: Knowledge
) -> None:
    pairs = [f"/h2h {first} {second}" for first, second in frequent_pairs(curated.kb, 20)]
    texts = ["/result brussels steeplechase", "/result paris", "/h2h serem bakkali", *pairs]
    async with running(client, fake):
        replies = await asked(fake, texts, ANNA)
        presses = [(reply.message, id_) for reply in replies for id_ in changes(reply)]
        assert presses
        for person in (ANNA, BRUNO):
            changed = [await fake.press(message, id_, person=person) for message, id_ in presses]
            assert wrong(description, [id_ for _, id_ in presses], changed) == []
            assert {reply.body["type"] for reply in changed} == ({7} if person is ANNA else {4})


async def test_the_details_of_every_answer(
    description: Description, client: BellLap, fake: FakeDiscord, curated: Knowledge
) -> None:
    texts = [question.command for question in questions(curated.kb)]
    async with running(client, fake):
        replies = await asked(fake, texts, CELINE)
        presses = [(reply.message, f"all:{text}") for text, reply in zip(texts, replies, strict=True)]
        assert sum(id_ in custom_ids(reply) for (_, id_), reply in zip(presses, replies, strict=True)) > 80
        details = [await fake.press(message, id_, person=CELINE) for message, id_ in presses]
    assert wrong(description, texts, details) == []
    assert all(reply.data["flags"] & EPHEMERAL for reply in details)


def custom_ids(reply: Reply) -> list[str]:
    """Return what each button of a reply carries."""
    return [str(c["custom_id"]) for c in reply.components if c["type"] == BUTTON and "custom_id" in c]


async def test_every_press_of_the_settings(
    description: Description, curated: Knowledge, fake: FakeDiscord, tmp_path: Path
) -> None:
    addresses = {name: f"https://example.org/{name}" for name in ("support", "privacy_url", "terms_url")}
    settings = Settings(discord_token=SecretStr(TOKEN)).model_copy(
        update={"preferences": tmp_path / "preferences.sqlite", **addresses}
    )
    async with running(create_client(settings, curated), fake):
        panel = await fake.slash("settings", {})
        menus = [part for part in panel.components if part["type"] == SELECT]
        chosen = [
            await fake.choose(panel.message, menu["custom_id"], option["value"])
            for menu in menus
            for option in menu["options"]
        ]
        asked = await fake.press(panel.message, "settings:me:forget")
        pressed = [await fake.press(asked.message, f"settings:me:{act}") for act in ("show", "forgotten")]
    assert len(chosen) == 10
    replies = [panel, *chosen, asked, *pressed]
    assert wrong(description, [str(reply.body["type"]) for reply in replies], replies) == []


def changes(reply: Reply) -> list[str]:
    """Return what the buttons that change an answer carry."""
    return [id_ for id_ in custom_ids(reply) if id_.startswith("set:")]


def next_questions(reply: Reply) -> Iterator[str]:
    """What buttons and menus carry."""
    for component in reply.components:
        if component["type"] == BUTTON and "custom_id" in component:
            yield component["custom_id"].partition(":")[2]
        if component["type"] == SELECT:
            yield from (option["value"] for option in component["options"])


async def test_every_completion(description: Description, client: BellLap, fake: FakeDiscord) -> None:
    typed = [
        "",
        "s",
        "ser",
        "serem b",
        "brussels",
        "steeple 2024",
        "paris heat",
        "x" * 90,
        "é",
        "@everyone",
        "`",
    ]
    async with running(client, fake):
        for text in typed:
            for command, option in OPTIONS.items():
                await fake.complete(command[1:], option, text)
    bodies = [request.body for request in fake.rest.made("POST", "/callback")]
    assert len(bodies) == len(typed) * len(OPTIONS)
    assert any(body["data"]["choices"] for body in bodies)
    assert [problem for body in bodies for problem in description.problems(CALLBACK, body)] == []
    for body in bodies:
        values = [choice["value"] for choice in body["data"]["choices"]]
        assert len(values) == len(set(values)), values
        assert all(len(value) <= 100 for value in values)


async def test_the_commands(description: Description, client: BellLap, fake: FakeDiscord) -> None:
    await sync(client)
    (everywhere,) = fake.rest.made("PUT", "/commands")
    assert description.problems(COMMANDS, everywhere.body) == []
    assert [problem for command in everywhere.body for problem in command_problems(command)] == []


async def test_the_commands_of_one_server(
    description: Description, client: BellLap, fake: FakeDiscord
) -> None:
    await sync(client, int(GUILD_ID))
    bodies: list[Json] = [request.body for request in fake.rest.made("PUT", "/commands")]
    assert [problem for body in bodies for problem in description.problems(GUILD_COMMANDS, body)] == []
    assert len(bodies) == 1

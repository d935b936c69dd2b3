"""What an answer costs, given before and never before, as a multiple of a bot that sends one constant embed.

Both bots run in processes of their own against the same fake Discord code, in turns.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import psutil

from benchmarks.load import BUSY
from benchmarks.page import paragraph
from benchmarks.processes import EVERYTHING, archive_in, take_in
from benchmarks.questions import draw, texts
from knowledge.curation import DATA
from knowledge.store import open_store
from tests.wire.payloads import Json, somebody
from tests.wire.program import program
from tests.wire.server import FakeDiscord

ROUNDS = 7
"""Turns of each bot; the median counts."""
ASKED = 300
"""Interactions of a turn: 0.1 s of processor time or more, where the clock ticks every 0.01 s."""
IN_FLIGHT = (1, 64)
COMPLETED = "serem b"

Ask = Callable[[], Awaitable[object]]


@dataclass
class Bot:
    """A running bot, its fake Discord and its process. `refused` counts questions it was too busy for."""

    fake: FakeDiscord
    process: psutil.Process
    refused: int = 0

    def spent(self) -> float:
        """The processor time of the process so far, in seconds."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    async def ask(self, command: str, **options: str) -> None:
        """Send a question as a new user."""
        reply = await self.fake.slash(command, options, somebody())
        self.refused += BUSY in reply.text

    async def complete(self) -> None:
        """Request a completion as a new user."""
        await self.fake.complete("h2h", "athletes", COMPLETED, somebody())


@asynccontextmanager
async def running(module: str, *arguments: str, **environment: str) -> AsyncIterator[Bot]:
    """Start a bot, and wait until it is connected."""
    async with FakeDiscord() as fake:
        variables: Json = {"DISCORD_TOKEN": fake.token, **environment}
        async with program(fake, module, *arguments, environment=variables) as started:
            await fake.gateway.ready()
            yield Bot(fake, psutil.Process(started.pid))


async def cost(bot: Bot, ask: Ask, in_flight: int) -> float:
    """The processor time of an interaction, in ms."""
    left = iter(range(ASKED))

    async def keep_asking() -> None:
        for _ in left:
            await ask()

    before = bot.spent()
    await asyncio.gather(*(keep_asking() for _ in range(in_flight)))
    bot.fake.rest.requests.clear()
    return (bot.spent() - before) / ASKED * 1000


class Fresh:
    """Questions of one kind that were never asked before, as fans type them."""

    def __init__(self, bot: Bot, asked: Iterable[str]) -> None:
        self._bot = bot
        self._left = iter(dict.fromkeys(asked))

    async def ask(self) -> None:
        """Send the next question."""
        command, _, text = next(self._left).removeprefix("/").partition(" ")
        option = {"athlete": "name", "result": "race", "h2h": "athletes"}[command]
        await self._bot.ask(command, **{option: text})


async def measure(folder: Path) -> None:
    """Ask both bots in turns, and print a row for each question."""
    async with AsyncExitStack() as stack:
        constant = await stack.enter_async_context(running("tests.wire.constant"))
        ours = await stack.enter_async_context(
            running(
                "bot",
                "run",
                BELL_LAP_CACHE=str(folder),
                BELL_LAP_DATABASE=archive_in(folder),
                BELL_LAP_LOG_LEVEL="warning",
            )
        )
        constants = partial(constant.ask, "h2h", athletes="x")
        pictured = partial(constant.ask, "picture")
        h2h = partial(ours.ask, "h2h", athletes="serem bakkali")
        result = partial(ours.ask, "result", race="brussels 2024 men steeplechase")
        rows: list[tuple[str, Ask, Ask]] = [
            ("`/result`, without a picture", constants, result),
            ("`/h2h`, with its picture", constants, h2h),
            ("`/h2h`, beside a constant with a picture", pictured, h2h),
            ("a key of `/h2h`", constant.complete, ours.complete),
        ]
        tables = open_store(DATA, folder, archive_in(folder)).tables
        asked = texts(tables, draw(tables, 2 * len(IN_FLIGHT) * (ROUNDS + 1) * ASKED))
        rows += [
            (f"`/{kind}`, never asked before", constants, Fresh(ours, by_name).ask)
            for kind, (_, by_name) in asked.items()
        ]
        for name, rival, ask in rows:
            for in_flight in IN_FLIGHT:
                ours.refused = 0
                await cost(constant, rival, in_flight)
                await cost(ours, ask, in_flight)
                floors, costs = [], []
                for _ in range(ROUNDS):
                    floors.append(await cost(constant, rival, in_flight))
                    costs.append(await cost(ours, ask, in_flight))
                ratio = median(our / floor for our, floor in zip(costs, floors, strict=True))
                cells = f"{median(floors):.2f} | {median(costs):.2f} | {ratio:.2f} | {ours.refused:,}"
                print(f"| {name} | {in_flight} | {cells} |", flush=True)


def main() -> None:
    """Measure and print a table."""
    print("## Answers beside a constant\n")
    print(
        paragraph(
            f"""A question that was answered before, asked again by somebody else, and questions that nobody
            asked before, with everything in that is imported elsewhere on this page, beside a bot that sends
            one constant embed; both over real sockets, each in a process of its own, in turns. Processor time
            of the bot's process in ms an interaction: medians of {ROUNDS} turns of {ASKED}. The goals: asked
            again 1.2 times the constant alone and 1.3 with 64 in flight, never before 6 and 10 times. A
            picture is a file of 5 kB that goes up with the message, in a form of several parts: most of what
            it costs is discord.py's and aiohttp's. Most profiles and half of the head-to-heads have one;
            drawing a new one takes as long as answering. Refused are questions for which a bot on a busy
            machine had no time, of {(ROUNDS + 1) * ASKED:,}; a row that has many says nothing."""
        )
    )
    print("| asked | in flight | the constant | Bell Lap | × | refused |\n|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        take_in(Path(folder), EVERYTHING)
        asyncio.run(measure(Path(folder)))

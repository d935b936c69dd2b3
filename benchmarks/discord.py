"""Processor time of one `/h2h` through a Discord on loopback, beside a bot that answers a constant embed.

Processor time, not wall time: it is that of the bot alone, and a busy machine changes it less.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from statistics import median

import psutil

from benchmarks.page import paragraph
from tests.wire.payloads import somebody
from tests.wire.program import program
from tests.wire.server import FakeDiscord

ROUNDS = 5
INTERACTIONS = 400
IN_FLIGHT = 64
CONSTANT, BELL_LAP = "constant embed", "Bell Lap"
MODULES = {CONSTANT: ("tests.wire.constant",), BELL_LAP: ("bot", "run")}
PAIRS = (
    "serem bakkali",
    "soufiane el bakkali v lamecha girma",
    "girma kigen",
    "amos-serem soufiane-el-bakkali",
    "kibiwot bakkali",
    "firewu girma since 2021",
)


@dataclass
class Bot:
    """A bot in its own process, its Discord, and what was measured of it."""

    fake: FakeDiscord
    process: psutil.Process
    start_ms: float
    start_mib: float
    questions: Iterator[str] = field(default_factory=lambda: itertools.cycle(PAIRS))
    alone_ms: list[float] = field(default_factory=list)
    crowd_ms: list[float] = field(default_factory=list)
    wait_ms: list[float] = field(default_factory=list)

    def processor(self) -> float:
        """The seconds that the process has used."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    def mib(self) -> float:
        """The memory that the process holds."""
        return float(self.process.memory_info().rss) / 2**20

    async def ask(self) -> None:
        """Ask one question and wait for its answer."""
        await self.fake.slash("h2h", {"athletes": next(self.questions)}, somebody())

    async def round(self) -> None:
        """Ask one at a time, then many at once."""
        begin = self.processor()
        for _ in range(INTERACTIONS):
            asked = time.perf_counter()
            await self.ask()
            self.wait_ms.append((time.perf_counter() - asked) * 1000)
        middle = self.processor()
        self.alone_ms.append((middle - begin) / INTERACTIONS * 1000)
        for _ in range(INTERACTIONS // IN_FLIGHT + 1):
            await asyncio.gather(*(self.ask() for _ in range(IN_FLIGHT)))
        crowd = (INTERACTIONS // IN_FLIGHT + 1) * IN_FLIGHT
        self.crowd_ms.append((self.processor() - middle) / crowd * 1000)


async def start(stack: AsyncExitStack, name: str, cache: str) -> Bot:
    """Start a bot and wait until it is connected."""
    fake = await stack.enter_async_context(FakeDiscord())
    begin = time.perf_counter()
    environment = {
        "DISCORD_TOKEN": fake.token,
        "BELL_LAP_CACHE": cache,
        "BELL_LAP_DATABASE": f"sqlite:///{cache}/none.sqlite",
        "BELL_LAP_LOG_LEVEL": "warning",
    }
    run = await stack.enter_async_context(program(fake, *MODULES[name], environment=environment))
    await fake.gateway.ready()
    process = psutil.Process(run.pid)
    bot = Bot(fake, process, (time.perf_counter() - begin) * 1000, process.memory_info().rss / 2**20)
    for _ in range(len(PAIRS) * 2):
        await bot.ask()
    return bot


async def measure() -> dict[str, Bot]:
    """Run both bots side by side, and ask them in turns."""
    async with AsyncExitStack() as stack:
        cache = stack.enter_context(tempfile.TemporaryDirectory())
        # Twice: the first start of Bell Lap compiles its facts, which is not what starts cost.
        async with AsyncExitStack() as first:
            await start(first, BELL_LAP, cache)
        bots = {name: await start(stack, name, cache) for name in MODULES}
        for _ in range(ROUNDS):
            for bot in bots.values():
                await bot.round()
        show(bots)
    return bots


def show(bots: dict[str, Bot]) -> None:
    """Print the table; the last line is Bell Lap by the constant."""
    print("## In Discord\n")
    print(
        paragraph(
            f"""What an answer costs beside what Discord itself costs. The rival is a bot on the same
            library that always answers the same embed. Both are asked `/h2h` over real sockets by a
            Discord on this machine, in turns; the figures are medians of {ROUNDS} rounds of
            {INTERACTIONS} questions. Discord gives a bot 3 s to answer."""
        )
    )
    print(
        "| bot | processor, ms, one at a time | processor, ms, 64 in flight | wait, ms"
        " | start, ms | memory at start, MiB | memory now, MiB |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    rows = {
        name: (
            median(bot.alone_ms),
            median(bot.crowd_ms),
            median(bot.wait_ms),
            bot.start_ms,
            bot.start_mib,
            bot.mib(),
        )
        for name, bot in bots.items()
    }
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in row) + " |")
    ratios = [ours / floor for ours, floor in zip(rows[BELL_LAP], rows[CONSTANT], strict=True)]
    print("| ratio | " + " | ".join(f"{ratio:.1f}" for ratio in ratios) + " |\n")


def main() -> None:
    """Measure and print a table."""
    asyncio.run(measure())

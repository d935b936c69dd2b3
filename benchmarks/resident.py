"""What a bot holds in memory after many questions, and how long its event loop stands still meanwhile."""

import asyncio
import json
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.page import paragraph
from benchmarks.processes import EVERYTHING, archive_in, take_in
from benchmarks.questions import draw, texts
from knowledge.curation import DATA
from knowledge.store import open_store
from tests.wire.payloads import somebody
from tests.wire.program import program
from tests.wire.server import FakeDiscord

ASKED = 5_000
IN_FLIGHT = 4
WARM_UP = 8.0
"""Seconds after the first question, in which the bot does what is slow the first time."""
_OPTIONS = {"athlete": "name", "result": "race", "h2h": "athletes"}


def main() -> None:
    """Measure and print a table."""
    print("## Memory and stalls\n")
    print(
        paragraph(
            f"""{ASKED:,} mixed questions, none asked twice, {IN_FLIGHT} in flight, with everything in. Memory
            is what is resident. A stall is how late a tick of the bot's event loop comes, the longest of each
            time, by the clock. The goals: 200 MiB in the end, no stall of more than 60 ms, and 270 questions
            a second of processor time."""
        )
    )
    print("| | resident, MiB | longest stall, ms | processor, s |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        take_in(folder, EVERYTHING)
        for when, memory, stall, processor in asyncio.run(measure(folder, list(mixed(folder)))):
            print(f"| {when} | {memory / 2**20:.0f} | {1000 * stall:.0f} | {processor:.1f} |")
        print(f"\nThe last are {ASKED / processor:.0f} questions a second of processor time.")


def mixed(folder: Path) -> Iterator[tuple[str, str]]:
    """Commands and what is typed after them, as fans type, in no order."""
    tables = open_store(DATA, folder, archive_in(folder)).tables
    asked = [text for _, by_name in texts(tables, draw(tables, ASKED)).values() for text in by_name]
    random.Random(1896).shuffle(asked)  # noqa: S311 - a sample, no secret
    for text in [*dict.fromkeys(asked)][:ASKED]:
        command, _, typed = text.removeprefix("/").partition(" ")
        yield command, typed


async def measure(folder: Path, asked: list[tuple[str, str]]) -> list[tuple[str, int, float, float]]:
    """What was held at the end of each time, in bytes, its longest stall and processor time, in seconds."""
    ticks = folder / "ticks.json"
    async with FakeDiscord() as fake:
        variables = {
            "DISCORD_TOKEN": fake.token,
            "BELL_LAP_CACHE": str(folder),
            "BELL_LAP_DATABASE": archive_in(folder),
            "BELL_LAP_LOG_LEVEL": "warning",
            "TICKS": str(ticks),
        }
        async with program(fake, "benchmarks.ticking", "run", environment=variables) as bot:
            await fake.gateway.ready()
            process, begin = psutil.Process(bot.pid), time.time()

            def over(what: str) -> tuple[str, float, int, float]:
                used = process.cpu_times()
                return what, time.time(), process.memory_info().rss, used.user + used.system

            await fake.slash("h2h", {"athletes": "serem bakkali"}, somebody())
            times = [over("the first question")]
            await asyncio.sleep(WARM_UP)
            times.append(over(f"{WARM_UP:.0f} s after it"))
            left = iter(asked)
            await asyncio.gather(*(_keep_asking(fake, left) for _ in range(IN_FLIGHT)))
            times.append(over(f"{len(asked):,} questions"))
            await bot.end(signal.SIGTERM)
    late: list[tuple[float, float]] = json.loads(ticks.read_text(encoding="utf-8"))
    starts = [(begin, 0.0), *((end, used) for _, end, _, used in times)]
    return [
        (what, memory, max((by for by, at in late if start <= at <= end), default=0.0), used - before)
        for (what, end, memory, used), (start, before) in zip(times, starts, strict=False)
    ]


async def _keep_asking(fake: FakeDiscord, left: Iterator[tuple[str, str]]) -> None:
    for command, typed in left:
        await fake.slash(command, {_OPTIONS[command]: typed}, somebody())
        fake.rest.requests.clear()

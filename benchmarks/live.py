"""Answers while imports run and finish: failures, waits, and how long until new knowledge is asked.

The bot and each import are processes of their own, as an operator has them. The imports are those of
`../shared/data`; without it there is nothing to measure.
"""

import asyncio
import itertools
import json
import signal
import tempfile
import time
from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from benchmarks.page import paragraph
from tests.wire.program import ROOT, program
from tests.wire.server import FakeDiscord

SHARED = ROOT.parent / "shared" / "data"
IMPORTS = (
    ("world-athletics-toplists", "world-athletics-toplists-2023.zip"),
    ("paris-2024", "paris-2024"),
    ("tilastopaja", "rome-2024/Rome2024.json"),
    ("results-csv", ""),
)
NEW = "Philippa Quillfeather"
ROWS = (
    "date,venue,discipline,category,name,nation,born,place,mark\n"
    f'2024-08-25,"Quayside, Helsinki (FIN)",1500m,women,{NEW},GBR,1999-02-03,1,4:01.20\n'
)
HEAD = (
    "| while importing | seconds | seen after, s | questions | median, ms | p99, ms | longest, ms | MiB |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|"
)
ASKERS = 2
LONGEST_WAIT = 120
PAUSE = 0.1
QUESTIONS = (
    ("h2h", "athletes", "serem bakkali"),
    ("athlete", "name", "amos serem"),
    ("result", "race", "silesia steeple"),
    ("athlete", "name", "girma"),
    ("h2h", "athletes", "soufiane el bakkali v lamecha girma"),
    ("result", "race", "brussels steeplechase"),
)
FAULTS = ("Something went wrong", "can't be reached")


@dataclass
class Asked:
    """What was asked while imports ran: when each question ended, how long it took, and what failed."""

    waits: list[tuple[float, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    over: bool = False

    async def go_on(self, fake: FakeDiscord, questions: Iterator[tuple[str, str, str]]) -> None:
        """Ask one question after the other, and complete every third, until it is over."""
        for number in itertools.count():
            if self.over:
                return
            command, option, text = next(questions)
            begin = time.monotonic()
            try:
                if number % 3:
                    shown = (await fake.slash(command, {option: text})).text
                else:
                    shown = str(await fake.complete(command, option, text))
            except TimeoutError:
                shown = FAULTS[0]
            if any(fault in shown for fault in FAULTS) or shown in {"", "[]"}:
                self.faults.append(f"{command} {text}: {shown}")
            end = time.monotonic()
            self.waits.append((end, end - begin))
            await asyncio.sleep(PAUSE)

    def cells(self, begin: float, end: float) -> str:
        """The waits of the questions that ended then, as cells of a table."""
        waits = sorted(wait * 1000 for at, wait in self.waits if begin <= at <= end)
        high = waits[int(len(waits) * 0.99)]
        return f"{len(waits):,} | {median(waits):.0f} | {high:.0f} | {waits[-1]:.0f}"


async def measure(folder: Path) -> None:
    """Run the bot and the imports, and print a table."""
    async with FakeDiscord() as fake:
        environment = {
            "DISCORD_TOKEN": fake.token,
            "BELL_LAP_CACHE": str(folder / "cache"),
            "BELL_LAP_DATABASE": f"sqlite:///{folder / 'imports.sqlite'}",
            "BELL_LAP_REFRESH": "1",
            "BELL_LAP_LOG_FORMAT": "json",
        }
        async with program(fake, "bot", "run", environment=environment, folder=folder) as bot:
            await fake.gateway.ready()
            process, asked, questions = psutil.Process(bot.pid), Asked(), itertools.cycle(QUESTIONS)
            askers = [asyncio.create_task(asked.go_on(fake, questions)) for _ in range(ASKERS)]
            print(HEAD)
            await _row("nothing", fake, asked, process, asyncio.sleep(5))
            for name, path in IMPORTS:
                importing = _import(fake, environment, folder, name, path)
                await _row(name, fake, asked, process, importing)
            new = (await fake.slash("athlete", {"name": NEW})).text
            asked.over = True
            await asyncio.gather(*askers)
            log = (await bot.end(how=signal.SIGTERM)).err
    answered = "answered" if "4:01.20" in new else "NOT answered"
    print(f"\n{len(asked.waits):,} questions, {len(asked.faults)} failed; the new athlete is {answered}.")
    for line in [*asked.faults[:5], *filter(_is_wrong, log.splitlines())]:
        print(f"- {line}")


async def _row(
    what: str, fake: FakeDiscord, asked: Asked, process: psutil.Process, doing: Awaitable[None]
) -> None:
    """Do something, wait until the bot has taken up what came of it, and print how the questions fared."""
    begin, before = time.monotonic(), (await fake.slash("about", {})).text
    await doing
    done = time.monotonic()
    while what != "nothing" and (await fake.slash("about", {})).text == before:
        if time.monotonic() - done > LONGEST_WAIT:
            print(f"{what} is not taken up.")
            break
        await asyncio.sleep(PAUSE)
    seen = time.monotonic()
    await asyncio.sleep(2)
    cells = asked.cells(begin, time.monotonic())
    mib = process.memory_info().rss / 2**20
    print(f"| {what} | {done - begin:.0f} | {seen - done:.1f} | {cells} | {mib:.0f} |", flush=True)


async def _import(
    fake: FakeDiscord, environment: Mapping[str, str], folder: Path, name: str, path: str
) -> None:
    arguments = ("knowledge", "import", name, str(SHARED / path if path else folder / "rows.csv"))
    async with program(fake, "bot", *arguments, environment=environment, folder=folder) as importer:
        ended = await importer.end(within=1800)
    if ended.code:
        print(ended.err)


def _is_wrong(line: str) -> bool:
    """Whether the bot logged that something went wrong."""
    return not line.startswith("{") or json.loads(line)["level"] not in {"debug", "info", "warning"}


def main() -> None:
    """Measure and print, where the data is there."""
    if not SHARED.is_dir():
        print("live: skipped, ../shared/data isn't there.")
        return
    print("## While imports run\n")
    print(
        paragraph(
            """A bot over real sockets is asked without a pause by two people while everything is imported
            in another process. No question may fail, and the new knowledge must be answered without a
            restart. Waits are of the clock. "Seen after" is how long after the end of an import the bot
            knows of it, MiB what the bot then holds. There is no rival; the row "nothing" is the bot
            without an import."""
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rows.csv").write_text(ROWS, encoding="utf-8")
        asyncio.run(measure(Path(folder)))

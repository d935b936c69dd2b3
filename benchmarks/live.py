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
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from tests.wire.program import ROOT, program
from tests.wire.server import FakeDiscord

SHARED = ROOT.parent / "shared" / "data"
IMPORTS = (
    ("world-athletics-toplists", "world-athletics-toplists-2023.zip"),
    ("paris-2024", "paris-2024"),
    ("tilastopaja", "rome-2024/Rome2024.json"),
    ("results-csv", ""),
)
ROWS = (
    "date,venue,discipline,category,name,nation,born,place,mark\n"
    '2024-08-25,"Quayside, Helsinki (FIN)",1500m,women,Philippa Quillfeather,GBR,1999-02-03,1,4:01.20\n'
)
ASKERS = 2
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

    def line(self, begin: float, end: float) -> str:
        """The waits of the questions that ended then, as cells of a table."""
        waits = sorted(wait * 1000 for at, wait in self.waits if begin <= at <= end)
        high = waits[int(len(waits) * 0.99)]
        return f"{len(waits):,} | {median(waits):.0f} | {high:.0f} | {waits[-1]:.0f}"


async def measure(folder: Path) -> None:
    """Run the bot and the imports, and print a table."""
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    log = folder / "bot.log"
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
            process = psutil.Process(bot.pid)
            asked, questions = Asked(), itertools.cycle(QUESTIONS)
            askers = [asyncio.create_task(asked.go_on(fake, questions)) for _ in range(ASKERS)]
            begin = time.monotonic()
            await asyncio.sleep(5)
            print(
                "| while | seconds | new asked after, s | questions | median, ms | p99, ms | longest, ms | MiB |"
            )
            print("|---|--:|--:|--:|--:|--:|--:|--:|")
            rest = asked.line(begin, time.monotonic())
            print(
                f"| nothing is imported | 5 | | {rest} | {process.memory_info().rss / 2**20:.0f} |",
                flush=True,
            )
            for name, path in IMPORTS:
                before = (await fake.slash("about", {})).text
                given = str(SHARED / path) if path else "rows.csv"
                begin = time.monotonic()
                importing = ("bot", "knowledge", "import", name, given)
                async with program(fake, *importing, environment=environment, folder=folder) as importer:
                    ended = await importer.end(within=1800)
                imported = time.monotonic()
                if ended.code:
                    print(ended.err)
                while (await fake.slash("about", {})).text == before:
                    await asyncio.sleep(0.05)
                    if time.monotonic() - imported > 120:
                        print("never seen")
                        break
                seen = time.monotonic()
                await asyncio.sleep(2)
                cells = asked.line(begin, time.monotonic())
                mib = process.memory_info().rss / 2**20
                print(
                    f"| {name} | {imported - begin:.0f} | {seen - imported:.1f} | {cells} | {mib:.0f} |",
                    flush=True,
                )
            new = (await fake.slash("athlete", {"name": "Philippa Quillfeather"})).text
            asked.over = True
            await asyncio.gather(*askers)
            said = await bot.end(how=signal.SIGTERM)
            log.write_text(said.err, encoding="utf-8")
    print(f"\n{len(asked.waits):,} questions, {len(asked.faults)} failed; the new athlete is", end=" ")
    print("answered." if "4:01.20" in new else f"NOT answered: {new}")
    for fault in asked.faults[:5]:
        print(fault)
    for line in said.err.splitlines():
        entry = json.loads(line) if line.startswith("{") else {"event": line}
        if entry["event"].startswith("knowledge."):
            print(entry["timestamp"], entry["event"], entry.get("version"), entry.get("results"))
        elif entry["event"] not in {"answered", "shown"}:
            print(line[:300])


def main() -> None:
    """Measure and print, where the data is there."""
    if not SHARED.is_dir():
        print(f"Not measured: {SHARED} is not there.")
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()

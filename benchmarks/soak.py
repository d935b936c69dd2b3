"""A soak: a real bot under load for a bounded time while faults are injected at random.

`python -m benchmarks.soak [MINUTES] [SEED]`; `make soak` takes an hour. All traffic stays on loopback. Not a
part of `make bench`, which takes its sections anew each time.
"""

import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.wire.payloads import Person
from tests.wire.program import Program, program
from tests.wire.rest import CUT, DEFERRED, Reply
from tests.wire.server import FakeDiscord

IN_FLIGHT = 64
"""Questions that are asked at once in a burst, each by somebody else."""
PAUSE = 2.0
"""Seconds between two bursts, so that the bot is not measured against the fake that shares its machine."""
WITHIN = 3.0
"""Seconds that Discord gives a bot to acknowledge an interaction."""
PATIENCE = 15.0
"""Seconds after which a question counts as silent."""
BETWEEN_FAULTS = (8.0, 20.0)
AFTERMATH = 12.0
"""Seconds after a fault in which silence is put down to it."""
CALLBACK = r"/callback$"
EVERY = 50
"""Questions after which a person presses a button of the answer."""
WORDS = {
    "busy": "busy",
    "too many": "Two of your questions",
    "fault": "Something went wrong",
    "the results out of reach": "can't be reached",
}
ASKED = (
    ("h2h", "athletes", "serem bakkali"),
    ("h2h", "athletes", "girma kigen"),
    ("h2h", "athletes", "battocletti hassan since 2020"),
    ("athlete", "name", "amos serem"),
    ("athlete", "name", "femke bol"),
    ("athlete", "name", "zzz nobody"),
    ("result", "race", "silesia steeple"),
    ("result", "race", "brussels 2024 men steeplechase"),
    ("result", "race", "paris heptathlon"),
    ("result", "race", "rome 4x400"),
    ("result", "race", "monaco worlds " * 12),
    ("h2h", "athletes", "a " * 40),
)
TYPED = (("h2h", "athletes", "el bak"), ("athlete", "name", "inge"), ("result", "race", "monaco wor"))
ROWS = "date,venue,discipline,category,name,nation,born,place,mark\n"
ROW = '2024-08-{day:02},"Quayside, Helsinki (FIN)",1500m,women,Soak Runner{number},GBR,1999-02-03,1,4:01.20\n'


@dataclass
class Tally:
    """What became of all that was asked, and what was done to the bot meanwhile."""

    outcomes: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    last_fault: tuple[float, str] = (0.0, "no fault")
    logged: Counter[str] = field(default_factory=Counter)
    held: list[str] = field(default_factory=list)

    def fault(self, name: str) -> None:
        """Note a fault of this moment."""
        self.faults[name] += 1
        self.last_fault = (time.monotonic(), name)

    def blame(self, asked: float) -> str:
        """The fault that the silence about a question of this moment is put down to."""
        at, name = self.last_fault
        return name if at > asked - AFTERMATH else "no fault near"


class Soak:
    """A bot in a process of its own, those who ask it, and what is done to it."""

    def __init__(self, fake: FakeDiscord, folder: Path, chance: random.Random) -> None:
        self.fake = fake
        self.folder = folder
        self.chance = chance
        self.tally = Tally()
        self.over = False
        self._stack = AsyncExitStack()
        self._bot: Program | None = None
        self._asked = 0
        self._environment = {
            "DISCORD_TOKEN": fake.token,
            "BELL_LAP_CACHE": str(folder / "cache"),
            "BELL_LAP_DATABASE": f"sqlite:///{folder / 'imports.sqlite'}",
            "BELL_LAP_REFRESH": "2",
            "BELL_LAP_LOG_LEVEL": "warning",
        }

    async def start(self) -> None:
        """Start the bot and wait until it is connected."""
        before = len(self.fake.gateway.sessions)
        self._stack = AsyncExitStack()
        self._bot = await self._stack.enter_async_context(
            program(self.fake, "bot", "run", environment=self._environment, folder=self.folder)
        )
        await self.fake.gateway.ready(before + 1)
        await asyncio.sleep(1)
        self.weigh("at start")

    def weigh(self, when: str) -> None:
        """Note the memory and the descriptors that the bot holds."""
        if self._bot is not None:
            with suppress(psutil.Error):
                process = psutil.Process(self._bot.pid)
                mib = process.memory_info().rss / 2**20
                self.tally.held.append(f"{when}: {mib:.0f} MiB, {process.num_fds()} descriptors")

    async def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the bot; note how long that took and what it logged."""
        if self._bot is None:
            return
        self.weigh(f"before {how.name}")
        begin = time.monotonic()
        ended = await self._bot.end(how, within=60)
        took = time.monotonic() - begin
        self.tally.held[-1] += f"; gone after {took:.1f} s with status {ended.code}"
        for line in ended.err.splitlines():
            if "[error" in line or "[warning" in line or "Traceback" in line:
                self.tally.logged[line.partition("] ")[2].split("  ")[0].strip()[:60] or line[:60]] += 1
        await self._stack.aclose()
        self._bot = None

    async def ask_on(self) -> None:
        """Ask bursts of questions until it is over."""
        people = [Person(str(1_310_000_000_000_000_000 + n), f"fan{n}") for n in range(IN_FLIGHT)]
        while not self.over:
            await asyncio.gather(*(self._ask(person) for person in people))
            # What the fake remembers of answered questions would fill this process.
            self.fake.rest.requests.clear()
            await asyncio.sleep(PAUSE)

    async def harm_on(self) -> None:
        """Do one thing after another to the bot until it is over."""
        harms: list[Callable[[], Awaitable[None]]] = [
            *(self._reset, self._limit, self._server_error, self._reconnect, self._invalid, self._drop),
            *(self._kill, self._terminate, self._import, self._damage_knowledge, self._damage_index),
        ]
        while not self.over:
            await asyncio.sleep(self.chance.uniform(*BETWEEN_FAULTS))
            if not self.over:
                await self.chance.choice(harms)()

    async def _ask(self, person: Person) -> None:
        self._asked += 1
        is_typing = self._asked % 3 == 0
        begin = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                if is_typing:
                    command, option, text = self.chance.choice(TYPED)
                    await self.fake.complete(command, option, text, person)
                    outcome = "completed"
                else:
                    outcome = await self._question(person, begin)
        except (TimeoutError, StopIteration, RuntimeError, ConnectionError):
            self.tally.outcomes["silent"] += 1
            self.tally.silent[self.tally.blame(begin)] += 1
            return
        late = time.monotonic() - begin > WITHIN and outcome != "answered after deferring"
        self.tally.outcomes["late" if late else outcome] += 1
        if late:
            self.tally.silent[f"late: {self.tally.blame(begin)}"] += 1

    async def _question(self, person: Person, begin: float) -> str:
        command, option, text = self.chance.choice(ASKED)
        reply = await self.fake.slash(command, {option: text}, person)
        if reply.body["type"] == DEFERRED:
            if time.monotonic() - begin > WITHIN:
                return "late"
            await self.fake.rest.changes.until(lambda: bool(reply.later))
            return self._said(reply, " after deferring")
        if self._asked % EVERY == 0:
            ids = [c["custom_id"] for c in reply.components if c.get("custom_id", "").startswith("ask:")]
            if ids:
                reply = await self.fake.press(reply.message, self.chance.choice(ids), person)
        return self._said(reply, "")

    @staticmethod
    def _said(reply: Reply, how: str) -> str:
        text = "\n".join([reply.text, *(later.text for later in reply.later)])
        for outcome, words in WORDS.items():
            if words in text:
                return f"told: {outcome}"
        return f"answered{how}"

    async def _reset(self) -> None:
        self.tally.fault("connection reset at a reply")
        self.fake.rest.trouble(CALLBACK, CUT, times=3)

    async def _limit(self) -> None:
        self.tally.fault("429 at a reply")
        self.fake.rest.limit(CALLBACK, 0.5)

    async def _server_error(self) -> None:
        self.tally.fault("5xx at a reply")
        self.fake.rest.trouble(CALLBACK, self.chance.choice((500, 502, 503)), times=3)

    async def _reconnect(self) -> None:
        self.tally.fault("op 7")
        await self.fake.gateway.ask_to_reconnect()

    async def _invalid(self) -> None:
        resumable = self.chance.random() < 0.5
        self.tally.fault(f"op 9, {'' if resumable else 'not '}resumable")
        await self.fake.gateway.invalidate(resumable=resumable)

    async def _drop(self) -> None:
        self.tally.fault("connection to the gateway cut")
        self.fake.gateway.drop()

    async def _kill(self) -> None:
        self.tally.fault("SIGKILL and restart")
        await self.end(signal.SIGKILL)
        await self.start()

    async def _terminate(self) -> None:
        self.tally.fault("SIGTERM and restart")
        await self.end(signal.SIGTERM)
        await self.start()

    async def _import(self) -> None:
        self.tally.fault("import")
        number = self.tally.faults["import"]
        file = self.folder / f"rows-{number}.csv"
        file.write_text(ROWS + ROW.format(day=1 + number % 28, number=number), encoding="utf-8")
        arguments = ("knowledge", "import", "results-csv", str(file))
        async with program(
            self.fake, "bot", *arguments, environment=self._environment, folder=self.folder
        ) as importer:
            ended = await importer.end(within=120)
        if ended.code:
            self.tally.logged[f"import failed: {ended.err.strip()[:80]}"] += 1

    async def _damage_knowledge(self) -> None:
        self._damage("knowledge-*.columns", "knowledge damaged in place")

    async def _damage_index(self) -> None:
        self._damage("names-*.index", "index damaged in place")

    def _damage(self, pattern: str, name: str) -> None:
        """Overwrite some bytes of the newest file of a kind."""
        files = sorted((self.folder / "cache").glob(pattern), key=lambda file: file.stat().st_mtime)
        if not files:
            return
        self.tally.fault(name)
        with files[-1].open("r+b") as stream:
            size = stream.seek(0, 2)
            for _ in range(200):
                stream.seek(self.chance.randrange(size))
                stream.write(bytes([self.chance.randrange(256)]))


async def soak(minutes: float, seed: int) -> Tally:
    """Ask and harm for some minutes; what became of it."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        fake = await stack.enter_async_context(FakeDiscord())
        it = Soak(fake, folder, random.Random(seed))  # noqa: S311 - reproducible, not secret
        await it.start()
        working = [asyncio.create_task(it.ask_on()), asyncio.create_task(it.harm_on())]
        await asyncio.sleep(minutes * 60)
        it.over = True
        await asyncio.gather(*working)
        await it.end()
        return it.tally


def main() -> None:
    """Soak and print what became of it."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    tally = asyncio.run(soak(minutes, seed))
    print(f"{tally.outcomes.total():,} questions and completions in {minutes:g} minutes, seed {seed}\n")
    for heading, counts in (
        ("outcome", tally.outcomes),
        ("silent or late, and the last fault before", tally.silent),
        ("fault", tally.faults),
        ("logged", tally.logged),
    ):
        print(f"| {heading} | times |\n|---|--:|")
        for name, count in counts.most_common():
            print(f"| {name} | {count:,} |")
        print()
    for line in tally.held:
        print(f"- {line}")


if __name__ == "__main__":
    main()

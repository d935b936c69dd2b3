"""How many mixed questions a second a bot answers within Discord's three seconds, and what happens beyond.

The offered rate is open: questions come at their times whether or not earlier ones were answered.
"""

import asyncio
import itertools
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from benchmarks.page import paragraph
from tests.wire.payloads import Json, Person, somebody
from tests.wire.program import program
from tests.wire.rest import DEFERRED, Reply
from tests.wire.server import FakeDiscord

WITHIN = 3.0
"""Seconds that Discord gives a bot to acknowledge an interaction."""
SECONDS = 8
"""How long each rate is offered."""
PATIENCE = 20.0
"""Seconds after which a question counts as silent."""
ENOUGH = 0.99
"""The share of questions answered in time at a rate that counts as held."""
STEP, FIRST, LAST = 1.25, 30.0, 600.0
"""Rates are tried from FIRST on, each STEP times the one before, while they are held."""
BEYOND = (1.5, 3.0)
BUSY = "busy"
MIX = (
    ("h2h", "athletes", "serem bakkali"),
    ("athlete", "name", "amos serem"),
    ("result", "race", "silesia steeple"),
    ("h2h", "athletes", "girma kigen"),
    ("athlete", "name", "girma"),
    ("result", "race", "brussels 2024 men steeplechase"),
    ("result", "race", "paris heptathlon"),
    ("athlete", "name", "femke bol"),
    ("h2h", "athletes", "battocletti hassan"),
    ("about", "", ""),
)


@dataclass
class Offered:
    """What became of the questions of one rate; `waits` are seconds until the answer itself."""

    rate: float
    outcomes: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    @property
    def is_held(self) -> bool:
        """Whether nearly all were answered in time."""
        return self.outcomes["in time"] + self.outcomes["deferred"] >= ENOUGH * self.outcomes.total()

    def row(self) -> str:
        """A row of the table."""
        waits = sorted(self.waits) or [float("nan")]
        counts = " | ".join(
            f"{self.outcomes[outcome]:,}" for outcome in ("in time", "deferred", "busy", "late", "silent")
        )
        middle, high = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
        return f"| {self.rate:.0f} | {self.outcomes.total():,} | {counts} | {middle:.2f} | {high:.2f} |"


async def offer(fake: FakeDiscord, rate: float) -> Offered:
    """Ask at a rate, each question by somebody else, and wait for what becomes of all."""
    offered = Offered(rate)
    begin = time.perf_counter()
    asking = []
    for number in range(int(rate * SECONDS)):
        await asyncio.sleep(max(0.0, begin + number / rate - time.perf_counter()))
        asking.append(asyncio.create_task(_ask(fake, offered, _question(), somebody())))
    await asyncio.gather(*asking)
    fake.rest.requests.clear()
    return offered


_asked = itertools.count()


def _question() -> tuple[str, str, str]:
    """The next of the mix. Spaces make each text a new one, as the answers to old ones are remembered."""
    again, number = divmod(next(_asked), len(MIX))
    command, option, text = MIX[number]
    return command, option, text + " " * again


async def _ask(fake: FakeDiscord, offered: Offered, question: tuple[str, str, str], who: Person) -> None:
    command, option, text = question
    begin = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            reply = await fake.slash(command, {option: text} if option else {}, person=who)
            acknowledged = time.perf_counter() - begin
            await _resolved(fake, reply)
    except TimeoutError:
        offered.outcomes["silent"] += 1
        return
    if acknowledged > WITHIN:
        offered.outcomes["late"] += 1
    elif BUSY in reply.text or any(BUSY in later.text for later in reply.later):
        offered.outcomes["busy"] += 1
    else:
        offered.outcomes["deferred" if reply.body["type"] == DEFERRED else "in time"] += 1
        offered.waits.append(time.perf_counter() - begin)


async def _resolved(fake: FakeDiscord, reply: Reply) -> None:
    """Wait until a deferred reply has become an answer."""
    if reply.body["type"] == DEFERRED:
        await fake.rest.changes.until(lambda: bool(reply.later))


async def measure() -> list[Offered]:
    """Find the highest rate that is held, then go beyond it; all that was offered."""
    async with AsyncExitStack() as stack:
        cache = stack.enter_context(tempfile.TemporaryDirectory())
        fake = await stack.enter_async_context(FakeDiscord())
        environment: Json = {
            "DISCORD_TOKEN": fake.token,
            "BELL_LAP_CACHE": cache,
            "BELL_LAP_DATABASE": f"sqlite:///{cache}/none.sqlite",
            "BELL_LAP_LOG_LEVEL": "warning",
        }
        await stack.enter_async_context(program(fake, "bot", "run", environment=environment))
        await fake.gateway.ready()
        rate = FIRST
        held = await offer(fake, rate)
        while rate * STEP <= LAST:
            rate *= STEP
            found = await offer(fake, rate)
            if not found.is_held:
                break
            held = found
        return [held, *[await offer(fake, held.rate * times) for times in BEYOND]]


def main() -> None:
    """Measure and print a table."""
    print("## Under load\n")
    print(
        paragraph(
            f"""Mixed questions, each by somebody else and none answered from memory, come at a fixed rate for
            {SECONDS} s over real sockets; the bot and the fake Discord share this machine. The first row is
            the highest rate tried at which
            {ENOUGH:.0%} were answered within the {WITHIN:.0f} s that Discord gives, the others are
            1.5 and 3 times that. "Deferred" questions were acknowledged in time and answered later, "busy"
            ones were told in time that the bot is busy, "late" ones got their first word after
            {WITHIN:.0f} s, when Discord takes it no more, "silent" ones none within {PATIENCE:.0f} s.
            Waits are those of answers, by the clock."""
        )
    )
    print(
        "| questions a second | asked | answered in time | deferred, answered | told busy | late | silent"
        " | median wait, s | p99, s |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for offered in asyncio.run(measure()):
        print(offered.row())

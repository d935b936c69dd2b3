"""How long programs take to start and end, and how much memory they need at most: medians of several runs."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.page import paragraph
from benchmarks.processes import EVERYTHING, LISTS, ROOT, Run, environment, measured, take_in

RUNS = 9
ASK = ("-m", "bot", "ask", "/h2h serem bakkali")
RESULT = "/result brussels 2024 men steeplechase"
READY = (
    "-c",
    "from bot.__main__ import prepare; prepare(); import bot.discord.client as c; c.create_client()",
)
"""What `bell-lap run` does before it connects."""
PROGRAMS = {
    "`python -c pass`": ("-c", "pass"),
    "`python -c 'import discord'`": ("-c", "import discord"),
    "`bell-lap --help`": ("-m", "bot", "--help"),
    "`bell-lap ask '/h2h serem bakkali'`": ASK,
    f"`bell-lap ask '{RESULT}'`": ("-m", "bot", "ask", RESULT),
    "the bot, ready to connect": READY,
}
FULL = {
    "`bell-lap ask '/h2h serem bakkali'` with everything in": ASK,
    "the bot, ready to connect, with everything in": READY,
}

BESIDE = {"`bell-lap ask '/h2h serem bakkali'` with a bot beside it": ASK}
LISTEN = ("-c", "from benchmarks.startup import listen; listen()")


def main() -> None:
    """Print the section."""
    print("## Start and memory\n")
    print(
        paragraph(
            f"""How long a program takes from nothing to its end, and the memory that it needs at most:
            medians of {RUNS} runs. The rivals are Python that does nothing, and Python that only imports
            the Discord library. The facts are the curated ones; "everything in" is with all outside
            results imported. The processor time beside a bot is without the bot's own. The first start
            compiles the facts; imports do that themselves. The goals: `ask` in 300 ms and beside a bot in
            120, the bot ready in 700, all with everything in."""
        )
    )
    print("| program | wall, ms | processor, ms | peak memory, MiB |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        first = measured(*ASK, environment=environment(Path(folder)))
        _show_medians(PROGRAMS, Path(folder))
        with _bot_beside(Path(folder)):
            _show_medians(BESIDE, Path(folder))
    _show("the very first `ask`, which compiles the facts", [first])
    if LISTS.is_file():
        with tempfile.TemporaryDirectory() as folder:
            take_in(Path(folder), EVERYTHING)
            _show_medians(FULL, Path(folder))
    print()


@contextmanager
def _bot_beside(folder: Path) -> Iterator[None]:
    """A bot that answers `ask` until the block ends."""
    command = [sys.executable, *LISTEN]
    with subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE) as bot:
        try:
            if bot.stdout is None or not bot.stdout.readline():
                raise SystemExit("The bot that answers `ask` did not start.")
            yield
        finally:
            bot.terminate()


def listen() -> None:
    """Answer `ask` as a bot does, without Discord, until terminated."""
    from bot.discord.ask_server import AskServer  # noqa: PLC0415 - the process that measures must be small
    from bot.discord.client import create_client  # noqa: PLC0415
    from bot.environment import Places  # noqa: PLC0415

    async def serve() -> None:
        client = create_client()
        settings, queue = client.settings, client.queues.questions
        places = Places(settings.data, settings.cache, settings.database)
        async with AskServer(places, client.knowledge, lambda: queue).listening():
            print("listening", flush=True)
            await asyncio.Event().wait()

    asyncio.run(serve())


def _show_medians(programs: Mapping[str, tuple[str, ...]], folder: Path) -> None:
    # Round by round, so that a busy moment of the machine meets every program alike.
    rounds = [
        {name: measured(*program, environment=environment(folder)) for name, program in programs.items()}
        for _ in range(RUNS)
    ]
    for name in programs:
        _show(name, [found[name] for found in rounds])


def _show(name: str, runs: list[Run]) -> None:
    wall, processor = (median(getattr(run, part) for run in runs) * 1000 for part in ("wall", "processor"))
    print(f"| {name} | {wall:,.0f} | {processor:,.0f} | {median(run.peak for run in runs):.0f} |", flush=True)

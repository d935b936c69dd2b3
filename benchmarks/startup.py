"""How long programs take to start and end, and how much memory they need at most: medians of several runs."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
PROGRAMS = {
    "`python -c pass`": ("-c", "pass"),
    "`python -c 'import discord'`": ("-c", "import discord"),
    "`bell-lap --help`": ("-m", "bot", "--help"),
    "`bell-lap ask '/h2h serem bakkali'`": ("-m", "bot", "ask", "/h2h serem bakkali"),
    "`bell-lap ask '/result brussels steeplechase'`": ("-m", "bot", "ask", "/result brussels steeplechase"),
    "the bot, ready to connect (`create_client()`)": ("-c", "import bot.client; bot.client.create_client()"),
}
# A process begins with its parent's peak, so the parent that measures must be the smallest of all.
MEASURE = """
import os, sys, time
begin = time.perf_counter()
out = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (1, 2)]
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=out)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - begin
code = os.waitstatus_to_exitcode(status)
print('[%r, %r, %r, %r]' % (code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss))
"""


@dataclass(frozen=True)
class Start:
    """One run of a program."""

    wall_ms: float
    processor_ms: float
    peak_mib: float


def measure(arguments: tuple[str, ...], cache: str) -> Start:
    """Run Python with these arguments; a SystemExit says that it failed."""
    command = [sys.executable, "-I", "-S", "-c", MEASURE, sys.executable, *arguments]
    environment = {
        **os.environ,
        "BELL_LAP_CACHE": cache,
        "DISCORD_TOKEN": "",
        "BELL_LAP_DATABASE": f"sqlite:///{cache}/none.sqlite",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    code, wall, processor, peak_kib = json.loads(done.stdout)
    if code != 0:
        raise SystemExit(f"python {' '.join(arguments)} ended with {code}")
    return Start(wall * 1000, processor * 1000, peak_kib / 1024)


def main() -> None:
    """Print a table, and the first start apart: it compiles the facts."""
    with tempfile.TemporaryDirectory() as cache:
        first = measure(PROGRAMS["`bell-lap ask '/h2h serem bakkali'`"], cache)
        # Round by round, so that a busy moment of the machine meets every program alike.
        rounds = [
            {name: measure(arguments, cache) for name, arguments in PROGRAMS.items()} for _ in range(RUNS)
        ]
    print(f"## Start-up (median of {RUNS} runs)\n")
    print("| program | wall, ms | processor, ms | peak memory, MiB |\n|---|--:|--:|--:|")
    for name in PROGRAMS:
        starts = [found[name] for found in rounds]
        walls, processors, peaks = zip(
            *((s.wall_ms, s.processor_ms, s.peak_mib) for s in starts), strict=True
        )
        print(f"| {name} | {median(walls):.0f} | {median(processors):.0f} | {median(peaks):.1f} |")
    print(
        f"| the very first `ask`, which compiles the facts | {first.wall_ms:.0f} | {first.processor_ms:.0f}"
        f" | {first.peak_mib:.1f} |\n"
    )

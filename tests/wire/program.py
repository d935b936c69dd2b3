"""A whole program in a process of its own, pointed at the fake: what an operator starts and stops."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.wire.server import FakeDiscord

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a program ended, and what it said."""

    code: int
    out: str
    err: str


class Program:
    """A running program."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        # Read from the start, so that a program that says much never waits for a reader.
        self._said = asyncio.create_task(process.communicate())

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    async def end(self, how: signal.Signals | None = None, within: float = 60.0) -> Ended:
        """Send a signal, if any, and wait until the program ends."""
        if how is not None:
            self._process.send_signal(how)
        async with asyncio.timeout(within):
            out, err = await asyncio.shield(self._said)
        return Ended(self._process.returncode or 0, out.decode(), err.decode())

    async def stop(self) -> None:
        """Make sure that it is gone."""
        if self._process.returncode is None:
            self._process.kill()
        await self._said


@asynccontextmanager
async def program(
    fake: FakeDiscord, module: str, *arguments: str, environment: Mapping[str, str], folder: Path = ROOT
) -> AsyncIterator[Program]:
    """Start `python -m module arguments` in a folder, with these variables beside PATH and HOME only."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.wire.launcher", fake.api, fake.gateway.url, module, *arguments),
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Program(process)
    try:
        yield running
    finally:
        await running.stop()

"""Two machines over one PostgreSQL, which share nothing else: each is handed what another built."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from knowledge.imports import FileReport, import_files
from knowledge.store import open_store
from tests.postgres import Server, running_server

MACHINE = """
import sys
from datetime import date
from functools import partial
from pathlib import Path

from bot.live_knowledge import LiveKnowledge, Updater
from knowledge.ask import newer_knowledge, open_knowledge

data, cache, url = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
live = LiveKnowledge(open_knowledge(data, cache, url))
refused = []
updater = Updater(live, partial(newer_knowledge, data, cache, url), lambda *_: None, refused.append)
updater.start(0.05)
print("ready", flush=True)
for line in sys.stdin:
    reply = live.ask(lambda knowledge: knowledge.ask("athlete", line.strip(), date(2026, 11, 29)))
    print(reply.outcome, live.ask(lambda knowledge: knowledge.about().version), len(refused), flush=True)
"""
ROWS = """\
date,venue,discipline,category,name,nation,born,place,mark
2024-08-25,"Quayside, Port Brennan (ART)",1500m,women,Philippa Quill,GBR,1999-02-03,1,4:01.20
"""
KNOWN, NEW = "tomas arvell", "philippa quill"
WITHIN = 60.0
"""In seconds; the machines look every 0.05."""


class Machine:
    """A process that answers questions from a cache folder of its own."""

    def __init__(self, data: Path, cache: Path, url: str) -> None:
        command = [sys.executable, "-c", MACHINE, str(data), str(cache), url]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def ask(self, name: str) -> tuple[str, str, int]:
        """The outcome, the version that answered, and how many checks for news have failed in new ways."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        outcome, version, refused = self._line().split()
        return outcome, version, int(refused)

    def until(self, holds: Callable[[tuple[str, str, int]], bool], name: str) -> tuple[str, str, int]:
        """Ask until it holds; a known athlete is answered each time."""
        end = time.monotonic() + WITHIN
        while not holds(answered := self.ask(name)):
            assert self.ask(KNOWN)[0] == "answer"
            assert time.monotonic() < end, answered
        return answered

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture
def own() -> Iterator[Server]:
    """A server that a test may hold up."""
    with running_server() as server:
        yield server


@pytest.fixture
def url(own: Server) -> str:
    return own.new_database()


@pytest.fixture
def machines(invented: Path, tmp_path: Path, url: str) -> Iterator[list[Machine]]:
    with ExitStack() as stack:
        made = [Machine(invented, tmp_path / f"machine {number}", url) for number in range(2)]
        for machine in made:
            stack.enter_context(machine.process)
            stack.callback(machine.process.kill)
        yield made


def test_both_machines_take_up_an_import_and_fail_no_question(
    machines: list[Machine], invented: Path, tmp_path: Path, url: str
) -> None:
    assert {machine.ask(NEW)[0] for machine in machines} == {"not_found"}
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    (report,) = import_files(url, "results-csv", [rows], lambda *_: None, lambda *_: None)
    assert isinstance(report, FileReport)
    version = open_store(invented, tmp_path / "a third machine", url, newest=True).about().version
    for machine in machines:
        assert machine.until(lambda answered: answered[0] == "answer", NEW) == ("answer", version, 0)


def test_a_server_that_hangs_or_is_killed_delays_no_answer_and_is_told_of(
    machines: list[Machine], own: Server
) -> None:
    with own.held_up():
        for machine in machines * 5:
            assert machine.ask(KNOWN)[0] == "answer"
    own.stop("immediate")
    for machine in machines:
        assert machine.until(lambda answered: answered[2] > 0, KNOWN)[0] == "answer"
    own.start()
    assert {machine.ask(KNOWN)[0] for machine in machines} == {"answer"}


def test_a_server_that_has_no_connection_left_delays_no_answer_and_is_told_of(
    machines: list[Machine], own: Server
) -> None:
    with own.without_connections():
        for machine in machines:
            assert machine.until(lambda answered: answered[2] > 0, KNOWN)[0] == "answer"


def test_a_server_that_breaks_every_statement_off_delays_no_answer_and_is_told_of(
    machines: list[Machine], own: Server, url: str
) -> None:
    own.say(f"ALTER DATABASE {url.partition('@/')[2].partition('?')[0]} SET statement_timeout = 1")
    for machine in machines:
        assert machine.until(lambda answered: answered[2] > 0, KNOWN)[0] == "answer"

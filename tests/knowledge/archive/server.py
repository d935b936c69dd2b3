"""A PostgreSQL server for the tests: a cluster of its own on a unix socket, thrown away at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _programs() -> Path | None:
    """The folder of the server's own programs: on PATH, or where Debian keeps one folder a version."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True
    )
    if versions:
        return versions[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and shutil.which("pg_ctl") else None


@contextmanager
def running_server() -> Iterator[str]:
    """A server for as long as the context lasts: the URL of its database, as its own superuser.

    The test that asks is skipped, saying why, where none is installed.
    """
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            user = pwd.getpwnam("postgres").pw_name
        except KeyError:
            pytest.skip("PostgreSQL doesn't run as root, and there is no user postgres")
    # Not pytest's tmp_path: the server's user can't enter that. And a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="bell-lap-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)

        def run(*command: str) -> None:
            done = subprocess.run(
                command, user=user, cwd=folder, capture_output=True, text=True, check=False, timeout=120
            )
            assert done.returncode == 0, done.stdout + done.stderr

        data = str(folder / "data")
        run(str(programs / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = (
            f"-c unix_socket_directories={folder} -c listen_addresses= -c fsync=off"
            " -c synchronous_commit=off -c full_page_writes=off"
        )
        control = (str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"))
        run(*control, "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

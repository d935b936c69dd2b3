"""`ask` takes an answer from a running bot of its own user alone, and does without where anything is odd."""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot import ask_socket
from bot.ask_socket import ask_running_bot, reply_line, socket_in
from bot.asked import Asked, Printed, Screen
from bot.environment import Places

Replies = Callable[[bytes], None]
PRINTED = Printed("one\nline and another é", 3)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path, f"sqlite:///{tmp_path}/imports.sqlite")


@pytest.fixture
def replying(places: Places) -> Iterator[Replies]:
    """Start a bot that replies this to one question, and then waits for its asker to leave."""
    path = socket_in(places.cache)
    path.parent.mkdir(mode=0o700)
    threads = []
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen()
        listener.settimeout(60)

        def serve(reply: bytes) -> None:
            with listener.accept()[0] as connection:
                connection.settimeout(60)
                connection.recv(65_536)
                try:
                    connection.sendall(reply)
                    connection.recv(1)
                except OSError:
                    pass

        def start(reply: bytes) -> None:
            threads.append(threading.Thread(target=serve, args=(reply,), daemon=True))
            threads[-1].start()

        yield start
    for thread in threads:
        thread.join(60)


def ask(places: Places) -> Printed | None:
    return ask_running_bot(Asked("x"), Screen(None, colour=False, ascii=False), date(2026, 1, 2), places)


def test_a_reply_is_what_is_printed(places: Places, replying: Replies) -> None:
    replying(reply_line(PRINTED))
    assert ask(places) == PRINTED


def test_a_long_reply_is_read_to_its_end(places: Places, replying: Replies) -> None:
    printed = Printed("é" * 300_000, 0)
    replying(reply_line(printed))
    assert ask(places) == printed


@pytest.mark.parametrize(
    "reply",
    [b"no json\n", b"[]\n", b'{"text": 1, "code": 0}\n', b'{"text": "x"}\n', b"\xff\n", b'{"text": "x", "c'],
)
def test_a_broken_reply_is_none(
    places: Places, replying: Replies, reply: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_socket, "PATIENCE", 0.2)
    replying(reply)
    assert ask(places) is None


def test_a_bot_that_hangs_is_not_waited_for(
    places: Places, replying: Replies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_socket, "PATIENCE", 0.05)
    replying(b"")
    assert ask(places) is None


def test_a_reply_without_an_end_is_not_kept(
    places: Places, replying: Replies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_socket, "LONGEST_REPLY", 1_000)
    replying(json.dumps({"text": "x" * 2_000, "code": 0}).encode() + b"\n")
    assert ask(places) is None


@pytest.mark.parametrize("opened", ["folder", "socket"])
def test_what_others_may_enter_is_not_trusted(places: Places, replying: Replies, opened: str) -> None:
    path = socket_in(places.cache)
    (path.parent if opened == "folder" else path).chmod(0o755)
    replying(reply_line(PRINTED))
    assert ask(places) is None
    path.parent.chmod(0o700)
    path.chmod(0o600)
    assert ask(places) == PRINTED


def test_another_users_bot_is_not_trusted(
    places: Places, replying: Replies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    replying(reply_line(PRINTED))
    assert ask(places) is None
    monkeypatch.undo()
    assert ask(places) == PRINTED


def test_without_a_bot_there_is_no_reply(places: Places) -> None:
    path = socket_in(places.cache)
    path.parent.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(path))
    path.chmod(0o600)
    assert ask(places) is None  # a killed bot left its socket
    path.unlink()
    assert ask(places) is None
    assert ask(places._replace(cache=places.cache / ("long" * 40))) is None


def test_a_system_without_such_sockets_asks_nobody(
    places: Places, replying: Replies, monkeypatch: pytest.MonkeyPatch
) -> None:
    replying(reply_line(PRINTED))
    with monkeypatch.context() as patched:
        patched.delattr(socket, "AF_UNIX")
        assert ask(places) is None
    assert ask(places._replace(database="postgresql://bell_lap@database/bell_lap")) is None
    assert ask(places) == PRINTED


@pytest.mark.parametrize("linked", ["folder", "socket"])
def test_a_link_is_not_followed(places: Places, replying: Replies, linked: str) -> None:
    path = socket_in(places.cache)
    one = path.parent if linked == "folder" else path
    there = one.rename(places.cache / "elsewhere")
    one.symlink_to(there)
    replying(reply_line(PRINTED))
    assert ask(places) is None
    one.unlink()
    there.rename(one)
    assert ask(places) == PRINTED

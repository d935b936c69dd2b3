"""`bell-lap ask` through a running bot of the same user and folders, whose knowledge is open already.

The bot listens on a Unix domain socket, in a folder of the cache folder that only its user may enter. A
connection carries one request and one reply, each a line of JSON. Whatever goes wrong, `ask` answers by
itself. This module is the protocol and the client's side, and imports nothing heavy.
"""

import json
import os
import socket
import stat
import time
from datetime import date
from pathlib import Path

from bot.asked import Asked, Printed, Screen
from bot.environment import Places

PROTOCOL = 1
"""Version of the requests and replies. A request of another version gets no reply."""
PATIENCE = 1.0
"""Seconds that either side waits for the other. Chosen by hand."""
LONGEST_REQUEST = 65_536
"""Maximum bytes of a request."""
LONGEST_REPLY = 4_194_304
"""Maximum bytes of a reply. Answers as JSON have up to some hundred thousand."""
_CHUNK = 65_536
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def socket_in(cache: Path) -> Path:
    """The socket of the bot that uses a cache folder."""
    return cache / "ask" / "socket"


def is_private(path: Path) -> bool:
    """Whether a file or folder is this user's, and closed to others. Raises OSError where it is missing."""
    status = path.lstat()
    return status.st_uid == os.geteuid() and not status.st_mode & _OF_OTHERS


def place_names(places: Places) -> list[str]:
    """The paths that both sides must share."""
    return [str(path.resolve()) for path in (places.data, places.cache, places.archive_file or Path())]


def ask_running_bot(asked: Asked, screen: Screen, today: date, places: Places) -> Printed | None:
    """What the running bot prints for a question; None where none answers in time.

    The bot is not asked where a server keeps the archive, because it may learn of an import a little later.
    """
    if not hasattr(socket, "AF_UNIX") or places.archive_file is None:
        return None
    request = {
        "protocol": PROTOCOL,
        "places": place_names(places),
        "asked": asked,
        "screen": screen,
        "today": today.isoformat(),
    }
    path = socket_in(places.cache)
    try:
        if not (is_private(path.parent) and is_private(path)):
            return None
        return _printed(_exchange(path, json.dumps(request).encode() + b"\n"))
    except (OSError, ValueError):
        return None


def reply_line(printed: Printed) -> bytes:
    """A reply as one line of JSON."""
    return json.dumps({"text": printed.text, "code": printed.code}).encode() + b"\n"


def _exchange(path: Path, request: bytes) -> bytes:
    """Send a request and return the reply. Raises OSError or ValueError where that takes too long."""
    end, reply = time.monotonic() + PATIENCE, bytearray()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(os.fspath(path))
        connection.sendall(request)
        while not reply.endswith(b"\n"):
            connection.settimeout(max(end - time.monotonic(), 0.001))
            chunk = connection.recv(_CHUNK)
            reply += chunk
            if not chunk or len(reply) > LONGEST_REPLY or time.monotonic() > end:
                raise ValueError("no whole reply")
    return bytes(reply)


def _printed(reply: bytes) -> Printed:
    """The content of a reply. Raises ValueError where it is malformed."""
    match json.loads(reply):
        case {"text": str() as text, "code": int() as code}:
            return Printed(text, code)
    raise ValueError("no reply")

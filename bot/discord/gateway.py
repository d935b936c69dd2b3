"""discord.py's gateway connection, made robust against malformed events, silent sessions and long outages.

discord.py ends the whole client after any exception in an event. Nothing is patched globally: a client gets
this behaviour from the connection state that it creates.
"""

import json
import re
from time import monotonic
from typing import Any, Literal

import aiohttp
import structlog
from discord import ConnectionClosed
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.state import AutoShardedConnectionState

LONGEST_DELAY = 60.0
"""Maximum seconds between two attempts to connect. Chosen by hand."""

LONGEST_SILENCE = 60.0
"""Maximum seconds from an opened connection to READY or RESUMED. Chosen by hand."""

SESSION_STARTS = frozenset({"READY", "RESUMED"})
# discord.py's control flow and network errors, which its shards handle.
_HANDLED = (ReconnectWebSocket, ConnectionClosed, OSError, aiohttp.ClientError)

LONGEST_FRAME = 4_000
"""Maximum characters of a malformed frame that are logged, at debug."""
_INTERACTION_TOKEN = re.compile(r'("token"\s*:\s*)"[^"]*"?')

log = structlog.get_logger(__name__)


class CappedBackoff(ExponentialBackoff[Literal[False]]):
    """Exponential backoff with jitter, at most `LONGEST_DELAY` seconds; discord.py's own reaches 1,024."""

    def delay(self) -> float:
        """The seconds to wait before the next attempt."""
        return min(super().delay(), LONGEST_DELAY)


class SessionFailedError(ConnectionError):
    """No session was opened; the shard identifies again after a backoff."""


class GuardedWebSocket(DiscordWebSocket):
    """One connection of one shard. An unreadable event is logged and skipped.

    Where skipping is not enough, the shard reconnects: a damaged compressed stream is resumed where it broke;
    a session whose READY is unreadable or missing is opened again after a backoff.
    """

    in_session: bool
    opened: float

    @classmethod
    def adopt(cls, socket: DiscordWebSocket) -> None:
        """Make a connection that discord.py has just opened a guarded one."""
        socket.__class__ = cls
        if isinstance(socket, cls):
            socket.in_session = False
            socket.opened = monotonic()

    async def poll_event(self) -> None:
        """Handle the next frame. Raises SessionFailedError after `LONGEST_SILENCE` without a session."""
        await super().poll_event()
        if not self.in_session and monotonic() - self.opened > LONGEST_SILENCE:
            log.error("gateway.silent", shard=self.shard_id, seconds=LONGEST_SILENCE)
            await self._fail("no READY or RESUMED came")

    async def received_message(self, msg: Any, /) -> None:
        """Handle a text frame or a part of the compressed stream.

        Raises SessionFailedError or ReconnectWebSocket where the shard must reconnect.
        """
        if isinstance(msg, bytes):
            try:
                msg = self._decompressor.decompress(msg)
            except Exception:
                log.exception("gateway.damaged", shard=self.shard_id, bytes=len(msg))
                await self._resume_or_fail()
            if msg is None:
                return
        starts = not self.in_session and _parts(msg).get("t") in SESSION_STARTS
        try:
            await super().received_message(msg)
        except _HANDLED:
            raise
        except Exception:
            log.exception("gateway.malformed", shard=self.shard_id, **_outline(msg))
            log.debug("gateway.frame", frame=_INTERACTION_TOKEN.sub(r'\1"[secret]"', msg)[:LONGEST_FRAME])
            if starts:
                await self._fail("READY or RESUMED can't be read")
        else:
            self.in_session = self.in_session or starts

    async def _resume_or_fail(self) -> None:
        if not self.in_session:  # an immediate resume would fail again and again
            await self._fail("the stream was damaged before a session began")
        await self.close()
        raise ReconnectWebSocket(self.shard_id)

    async def _fail(self, why: str) -> None:
        await self.close()
        raise SessionFailedError(why)


class GuardedState(AutoShardedConnectionState[Any]):
    """The connection state of a client whose connections are all guarded."""

    def _update_references(self, ws: DiscordWebSocket) -> None:
        super()._update_references(ws)
        GuardedWebSocket.adopt(ws)


def _parts(frame: str) -> dict[str, Any]:
    """The fields of a frame; empty where it is not a JSON object."""
    try:
        parts = json.loads(frame)
    except ValueError:
        return {}
    return parts if isinstance(parts, dict) else {}


def _outline(frame: str) -> dict[str, Any]:
    """A frame's description without user text and tokens, which may be logged at any level."""
    parts = _parts(frame)
    data = parts.get("d")
    fields = sorted(map(str, data)) if isinstance(data, dict) else type(data).__name__
    return {"op": parts.get("op"), "type": parts.get("t"), "fields": fields, "characters": len(frame)}

"""The fake's gateway: sessions that can be resumed, and the ways in which a connection ends."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire.payloads import Json, fresh_id, ready
from tests.wire.waiting import Changes

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED = 4004
HEARTBEAT_MS = 41_250


class Connection:
    """One websocket, as the server holds it."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def send(self, op: int, data: Any, sequence: int | None = None, event: str | None = None) -> None:
        """Send one frame, compressed when the client asked for that."""
        await self.send_text(json.dumps({"op": op, "d": data, "s": sequence, "t": event}))

    async def send_text(self, text: str) -> None:
        """Send any text as a frame."""
        if self._deflate is None:
            await self.socket.send_str(text)
        else:
            compressed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(compressed)

    def drop(self) -> None:
        """End it as a cable does: no closing frame."""
        if self._request.transport is not None:
            self._request.transport.abort()


@dataclass
class Session:
    """What a client may resume: every event it was sent, in order."""

    id: str
    shard: tuple[int, int]
    connection: Connection | None
    events: list[tuple[str, Json]] = field(default_factory=list)

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it until the client resumes."""
        self.events.append((event, data))
        if self.connection is not None:
            await self.connection.send(DISPATCH, data, len(self.events), event)


class Gateway:
    """Accepts clients that identify with `token`; records what they say."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.url = ""
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.heartbeats = 0
        self.ended = 0
        self.close_on_identify: int | None = None
        self.heartbeat_ms = HEARTBEAT_MS
        self.hears = True
        """Whether it answers at all: heartbeats, IDENTIFY and RESUME."""
        self.left_out_of_ready: str | None = None
        self.sessions: dict[str, Session] = {}
        self.changes = Changes()

    def session(self, shard: int = 0) -> Session:
        """Return the newest session of a shard."""
        return next(s for s in reversed(self.sessions.values()) if s.shard[0] == shard)

    async def ready(self, count: int = 1) -> None:
        """Wait until so many sessions have been opened, in all."""
        await self.changes.until(lambda: len(self.sessions) >= count)

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for connection in self._let_go():
            await connection.socket.close(code=code)

    def drop(self) -> None:
        """Cut every connection without a word."""
        for connection in self._let_go():
            connection.drop()

    async def ask_to_reconnect(self) -> None:
        """Send op 7."""
        for connection in self._let_go():
            await connection.send(RECONNECT, None)

    async def invalidate(self, *, resumable: bool) -> None:
        """Send op 9; what cannot be resumed is forgotten."""
        connections = self._let_go()
        if not resumable:
            self.sessions.clear()
        for connection in connections:
            await connection.send(INVALID, resumable)

    def _let_go(self) -> list[Connection]:
        """Return the open connections; their sessions keep what happens from here on for a resume."""
        connections = []
        for session in self.sessions.values():
            if session.connection is not None and not session.connection.socket.closed:
                connections.append(session.connection)
            session.connection = None
        return connections

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket from HELLO to its end."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request)
        await connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms})
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._hear(connection, json.loads(frame.data))
                    self.changes.note()
        finally:
            for session in self.sessions.values():
                if session.connection is connection:
                    session.connection = None
            self.ended += 1
            self.changes.note()
        return socket

    async def _hear(self, connection: Connection, frame: Json) -> None:
        if frame["op"] == IDENTIFY and not self.hears:
            self.identifies.append(frame["d"])
        elif not self.hears:
            return
        elif frame["op"] == HEARTBEAT:
            self.heartbeats += 1
            await connection.send(ACK, None)
        elif frame["op"] == IDENTIFY:
            await self._identify(connection, frame["d"])
        elif frame["op"] == RESUME:
            await self._resume(connection, frame["d"])

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies.append(data)
        code = self.close_on_identify or (AUTHENTICATION_FAILED if data["token"] != self.token else None)
        if code is not None:
            await connection.socket.close(code=code)
            return
        first, count = data.get("shard", (0, 1))
        session = Session(fresh_id(), (first, count), connection)
        body = ready(session.id, self.url, session.shard)
        left_out, self.left_out_of_ready = self.left_out_of_ready, None
        if left_out is not None:
            del body[left_out]
        await session.dispatch("READY", body)
        self.sessions[session.id] = session

    async def _resume(self, connection: Connection, data: Json) -> None:
        self.resumes.append(data)
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self.token or data["seq"] > len(session.events):
            await connection.send(INVALID, False)
            return
        for sequence, (event, body) in enumerate(session.events, start=1):
            if sequence > data["seq"]:
                await connection.send(DISPATCH, body, sequence, event)
        session.connection = connection
        await session.dispatch("RESUMED", {})

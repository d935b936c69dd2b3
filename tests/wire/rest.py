"""The fake's REST side: every request is recorded with its body, and answered as Discord answers it."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire.payloads import APPLICATION_ID, Json, application, bot_user, fresh_id, message
from tests.wire.waiting import Changes

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE = 4, 5, 6, 7
EPHEMERAL = 1 << 6
# In the place of a status: the connection breaks off before there is one.
CUT = 0
UNAUTHORIZED: Json = {"message": "401: Unauthorized", "code": 0}


def answered(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return a JSON response; a charset beside the content type would break discord.py's login."""
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json"
    )


@dataclass(frozen=True)
class Request:
    """A request that the bot made."""

    method: str
    path: str
    body: Any
    authorization: str | None


@dataclass
class Trouble:
    """Answers that some requests get instead of the right one, `times` times."""

    path: re.Pattern[str]
    status: int
    body: Json
    headers: dict[str, str]
    times: int


@dataclass(frozen=True)
class Later:
    """What the bot did with an interaction's token after its callback: PATCH, DELETE or POST."""

    method: str
    body: Json

    @property
    def is_private(self) -> bool:
        """Whether a message for the asker alone was sent."""
        return self.method == "POST" and bool((self.body.get("flags") or 0) & EPHEMERAL)

    @property
    def text(self) -> str:
        """All the text that is shown, a component a line."""
        return _text(walk(self.body.get("components") or []))


@dataclass(frozen=True)
class Reply:
    """How the bot answered an interaction: the callback's body, and the message that came of it.

    `later` grows with what the bot does afterwards: how it resolves what it deferred.
    """

    body: Json
    message: Json
    later: list[Later] = field(default_factory=list)

    @property
    def data(self) -> Json:
        """The part that says what to show."""
        data: Json = self.body.get("data") or {}
        return data

    @property
    def text(self) -> str:
        """All the text that is shown, a component a line."""
        return _text(self.components)

    @property
    def components(self) -> list[Json]:
        """Every component, those within others too."""
        return walk(self.data.get("components") or [])


async def _json_of(request: web.Request) -> Any:
    """Return the JSON body, or that of a form with files, each of which is held against its attachment."""
    if request.content_type != "multipart/form-data":
        return json.loads(await request.text() or "null")
    form = await request.post()
    body: Json = json.loads(str(form["payload_json"]))
    attachments = (body.get("data") or body).get("attachments") or []
    # The index of a file in its form: Discord's reference writes a number, its description a string.
    for attachment in attachments:
        attachment["id"] = str(attachment["id"])
    files = {name: part.filename for name, part in form.items() if isinstance(part, web.FileField)}
    assert files == {f"files[{one['id']}]": one["filename"] for one in attachments}, "files and attachments"
    return body


def _text(components: list[Json]) -> str:
    return "\n".join(str(c["content"]) for c in components if "content" in c)


def walk(components: list[Json]) -> list[Json]:
    """Return components and those within them, in order."""
    found: list[Json] = []
    for component in components:
        found.append(component)
        found += walk(component.get("components") or [])
        if "accessory" in component:
            found.append(component["accessory"])
    return found


@dataclass
class Rest:
    """The REST API. `waiting` holds the interactions that nobody answered yet."""

    token: str
    shards: int = 1
    gateway_url: str = ""
    requests: list[Request] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    commands: dict[str | None, list[Json]] = field(default_factory=dict)
    _waiting: dict[str, asyncio.Future[Reply]] = field(default_factory=dict)
    _causes: dict[str, Json] = field(default_factory=dict)
    _troubles: list[Trouble] = field(default_factory=list)
    _replies: dict[str, tuple[Json, Reply]] = field(default_factory=dict)

    def expect(self, cause: Json) -> asyncio.Future[Reply]:
        """Get ready for the answer to an interaction; the future holds it when it came."""
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting[cause["id"]] = future
        self._causes[cause["id"]] = cause
        return future

    def trouble(
        self,
        path: str,
        status: int,
        body: Json | None = None,
        headers: dict[str, str] | None = None,
        times: int = 1,
    ) -> None:
        """Answer the next requests to a path (a regular expression) with a status, a body and headers."""
        fallback: Json = {"message": f"{status}: trouble", "code": 0}
        self._troubles.append(Trouble(re.compile(path), status, body or fallback, headers or {}, times))

    def limit(self, path: str, retry_after: float, *, via: bool = True, everywhere: bool = False) -> None:
        """Answer the next request to a path with 429; without `via` it looks like Cloudflare's ban."""
        body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
        headers = {"Retry-After": str(retry_after)} | ({"Via": "1.1 google"} if via else {})
        self.trouble(path, 429, body, headers)

    def made(self, method: str, ending: str) -> list[Request]:
        """Return the requests with a method to paths that end so."""
        return [r for r in self.requests if r.method == method and r.path.endswith(ending)]

    def add_routes(self, app: web.Application) -> None:
        """Serve the API below `/api/v10`."""
        commands = f"/api/v10/applications/{APPLICATION_ID}/commands"
        guild = f"/api/v10/applications/{APPLICATION_ID}/guilds/{{guild}}/commands"
        token = f"/api/v10/webhooks/{APPLICATION_ID}/{{token}}"
        routes: list[tuple[str, str, Callable[[web.Request], Awaitable[web.Response]]]] = [
            ("GET", "/api/v10/users/@me", self._me),
            ("GET", "/api/v10/oauth2/applications/@me", self._application),
            ("GET", "/api/v10/gateway/bot", self._gateway),
            ("PUT", commands, self._put_commands),
            ("GET", commands, self._get_commands),
            ("PUT", guild, self._put_commands),
            ("GET", guild, self._get_commands),
            ("POST", "/api/v10/interactions/{id}/{token}/callback", self._callback),
            ("POST", token, self._later),
            ("PATCH", f"{token}/messages/@original", self._later),
            ("DELETE", f"{token}/messages/@original", self._later),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, handler)
        app.middlewares.append(self._record)

    @web.middleware
    async def _record(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if not request.path.startswith("/api/"):
            return await handler(request)
        body = await _json_of(request)
        authorization = request.headers.get("Authorization")
        self.requests.append(Request(request.method, request.path, body, authorization))
        self.changes.note()
        for trouble in self._troubles:
            if trouble.times and trouble.path.search(request.path):
                trouble.times -= 1
                if trouble.status == CUT and request.transport is not None:
                    request.transport.abort()
                return answered(trouble.body, trouble.status or 500, trouble.headers)
        # What an interaction's own token opens needs no other.
        opened = request.path.startswith(("/api/v10/interactions/", "/api/v10/webhooks/"))
        if not opened and authorization != f"Bot {self.token}":
            return answered(UNAUTHORIZED, 401)
        return await handler(request)

    async def _me(self, _: web.Request) -> web.Response:
        return answered(bot_user())

    async def _application(self, _: web.Request) -> web.Response:
        return answered(application())

    async def _gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return answered({"url": self.gateway_url, "shards": self.shards, "session_start_limit": limit})

    async def _put_commands(self, request: web.Request) -> web.Response:
        stored = [
            {"id": fresh_id(), "application_id": APPLICATION_ID, "version": fresh_id(), **command}
            for command in await request.json()
        ]
        self.commands[request.match_info.get("guild")] = stored
        return answered(stored)

    async def _get_commands(self, request: web.Request) -> web.Response:
        return answered(self.commands.get(request.match_info.get("guild"), []))

    async def _callback(self, request: web.Request) -> web.Response:
        cause = self._causes.get(request.match_info["id"])
        if cause is None or cause["token"] != request.match_info["token"]:
            return answered({"message": "Unknown interaction", "code": 10062}, 404)
        waiting = self._waiting[cause["id"]]
        if waiting.done():
            return answered({"message": "Interaction has already been acknowledged.", "code": 40060}, 400)
        body: Json = await _json_of(request)
        made: Json = {}
        done: Json = {"interaction": {"id": cause["id"], "type": cause["type"]}}
        if body["type"] in {MESSAGE, UPDATE}:
            replaced = cause["message"]["id"] if body["type"] == UPDATE else None
            made = message(body.get("data") or {}, cause, replaced)
            done["resource"] = {"type": body["type"], "message": made}
            done["interaction"]["response_message_id"] = made["id"]
        reply = Reply(body, made)
        self._replies[cause["token"]] = cause, reply
        waiting.set_result(reply)
        return answered(done)

    async def _later(self, request: web.Request) -> web.Response:
        if request.match_info["token"] not in self._replies:
            return answered({"message": "Unknown Webhook", "code": 10015}, 404)
        cause, reply = self._replies[request.match_info["token"]]
        body: Json = await _json_of(request) or {}
        reply.later.append(Later(request.method, body))
        self.changes.note()
        if request.method == "DELETE":
            return web.Response(status=204)
        return answered(message(body, cause, reply.message.get("id")))

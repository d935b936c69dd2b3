"""The fake Discord: one server on loopback with REST and gateway, and people who type and press."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.wire.gateway import Gateway
from tests.wire.payloads import ANNA, Json, Person, Place, command_data, interaction
from tests.wire.rest import Reply, Rest

TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.fake.only-the-loopback-takes-this"  # noqa: S105 - opens nothing
BUTTON, SELECT = 2, 3


class FakeDiscord:
    """Use with `async with`; then `rest`, `gateway` and what people do."""

    def __init__(self, token: str = TOKEN, shards: int = 1) -> None:
        self.token = token
        self.rest = Rest(token, shards)
        self.gateway = Gateway(token)
        self.api = ""
        app = web.Application()
        self.rest.add_routes(app)
        app.router.add_get("/gateway/", self.gateway.serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api = f"http://{host}:{port}/api/v10"
        self.gateway.url = self.rest.gateway_url = f"ws://{host}:{port}/gateway/"
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.gateway.drop()
        await self._runner.cleanup()

    async def slash(
        self, command: str, options: dict[str, str], person: Person = ANNA, place: Place = Place.SERVER
    ) -> Reply:
        """Type a slash command; return the bot's reply."""
        return await self._happen(interaction(2, command_data(command, options), person, place))

    async def complete(self, command: str, option: str, typed: str, person: Person = ANNA) -> list[Json]:
        """Type into an option; return the suggestions."""
        data = command_data(command, {option: typed}, focused=option)
        reply = await self._happen(interaction(4, data, person, Place.SERVER))
        choices: list[Json] = reply.data.get("choices") or []
        return choices

    async def press(
        self, message: Json, custom_id: str, person: Person = ANNA, place: Place = Place.SERVER
    ) -> Reply:
        """Press a button of a message."""
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return await self._happen(interaction(3, data, person, place, message))

    async def choose(
        self, message: Json, custom_id: str, value: str, person: Person = ANNA, place: Place = Place.SERVER
    ) -> Reply:
        """Choose an option of a menu."""
        data = {"custom_id": custom_id, "component_type": SELECT, "values": [value]}
        return await self._happen(interaction(3, data, person, place, message))

    async def _happen(self, cause: Json, within: float = 30.0) -> Reply:
        reply = self.rest.expect(cause)
        shard = (int(cause.get("guild_id", 0)) >> 22) % self.rest.shards
        await self.gateway.session(shard).dispatch("INTERACTION_CREATE", cause)
        async with asyncio.timeout(within):
            return await reply

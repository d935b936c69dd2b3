"""The bot in a simulated Discord, and a reader who asks it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import simcord
from simcord import interactions

from bot.discord.client import create_client, sync
from bot.discord.message.components import ALL
from bot.settings import Settings
from knowledge.ask import Knowledge

OPTIONS = {"result": "race", "athlete": "name", "h2h": "athletes"}
"""The option that holds the text, by command; other commands have none."""


class Simulation:
    """A server of the simulated Discord with one reader."""

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        env.backend.bot_user.name = env.backend.bot_user.global_name = "Bell Lap"
        self.guild = env.create_guild()
        self.reader = self.guild.add_member(env.create_user("reader"))
        self._channels = 0

    def channel(self) -> simcord.ChannelHandle:
        """A new channel."""
        self._channels += 1
        return self.guild.create_text_channel(f"channel-{self._channels}")

    async def ask(
        self, channel: simcord.ChannelHandle, command: str, typed: str, locale: str, *, details: bool = False
    ) -> str:
        """Ask in a channel; return the id of the reply, or of its details, which a press shows."""
        with in_language(locale):
            options = {OPTIONS[command]: typed} if typed else {}
            result = await self.reader.slash(channel, command, **options)
            if details and result.response is not None:
                ids = [id_ for id_ in _custom_ids(result.response.components) if id_.startswith(ALL)]
                if not ids:
                    raise ValueError(f"/{command} {typed} has no button for details")
                result = await self.reader.click(result.response, custom_id=ids[0])
        if result.response is None:
            raise ValueError(f"/{command} {typed} has no reply")
        return str(result.response.id)


@asynccontextmanager
async def simulated(knowledge: Knowledge, preferences: Path) -> AsyncIterator[Simulation]:
    """The bot with some knowledge, ready to be asked; `preferences` is a file that need not exist."""
    settings = Settings().model_copy(update={"preferences": preferences})
    client = create_client(settings, knowledge)
    async with simcord.run(client, shard_count=1) as env:
        await sync(client)
        yield Simulation(env)


@contextmanager
def in_language(locale: str) -> Iterator[None]:
    """Give interactions another locale than the simulation's own."""
    made = interactions.base_payload

    def make(*args: Any, **options: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = made(*args, **options)
        return record, payload | {"locale": locale}

    interactions.base_payload = make
    try:
        yield
    finally:
        interactions.base_payload = made


def _custom_ids(components: list[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        if "custom_id" in component:
            yield str(component["custom_id"])
        yield from _custom_ids(component.get("components", []))
        if accessory := component.get("accessory"):
            yield from _custom_ids([accessory])

"""The interactions that Discord sends, and the base of our client: what commands and buttons need of it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import discord

from bot.discord.metrics import Metrics
from bot.discord.picture import PictureWorker
from bot.discord.queues import Queues
from bot.discord.remembered import Remembered
from bot.discord.support import Addresses, addresses_of
from bot.live_knowledge import LiveKnowledge
from bot.preferences import LivePreferences, Preferences, server_subject, user_subject
from bot.settings import Settings
from knowledge.models.records import About


class AnsweringClient(discord.AutoShardedClient):
    """A client with the knowledge, the queues and the metrics that answering an interaction uses.

    It asks for no privileged intent and keeps no messages and no members in memory.
    """

    def __init__(
        self,
        settings: Settings,
        knowledge: LiveKnowledge,
        preferences: LivePreferences,
        metrics: Metrics | None,
        queues: Queues | None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.settings = settings
        self.addresses: Addresses = addresses_of(settings)
        self.knowledge = knowledge
        self.preferences = preferences
        self.metrics = metrics or Metrics(self._about, self.today)
        self.queues = queues or Queues()
        self.pictures = PictureWorker()
        self.command_ids: dict[str, int] = {}
        """The ids of the registered commands, by name, for mentions. Empty until Discord has sent them."""
        self._remembered = Remembered(knowledge.version)
        self._answering: set[asyncio.Task[Any]] = set()

    @property
    def remembered(self) -> Remembered:
        """What was made with the newest knowledge; empty at first, and after each replacement."""
        if self._remembered.version != self.knowledge.version:
            self._remembered = Remembered(self.knowledge.version)
        return self._remembered

    def today(self) -> date:
        """Today's date in UTC, from which ages and seasons are computed."""
        return datetime.now(UTC).date()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count the current task as answering an interaction until the block ends.

        Raises RuntimeError outside a task.
        """
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("interactions are answered in tasks")
        self._answering.add(task)
        try:
            with self.metrics.in_flight():
                yield
        finally:
            self._answering.discard(task)

    async def answered(self, seconds: float) -> None:
        """Wait until the interactions that are being answered now have a reply, at most `seconds`."""
        if self._answering:
            await asyncio.wait(self._answering.copy(), timeout=seconds)

    def _about(self) -> About:
        return self.knowledge.newest.about()


Interaction: TypeAlias = discord.Interaction[AnsweringClient]


def preferences_of(interaction: Interaction) -> Preferences:
    """The preferences of the user in this server, from memory: no wait, no error."""
    server = interaction.guild_id
    return interaction.client.preferences.of(
        user_subject(interaction.user.id),
        server_subject(server) if server else None,
        interaction.locale.value,
        interaction.guild_locale.value if interaction.guild_locale else "",
    )

"""The Discord client: built whole from defaults by `create_client`, run, synced and invited from here."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from yarl import URL

from bot.commands import COMMANDS
from bot.discord.callbacks import QuestionButton, QuestionMenu, explain_unknown
from bot.discord.errors import tell
from bot.discord.gateway import CappedBackoff, GuardedState
from bot.discord.health import Canary, Sessions, canary_question
from bot.discord.interaction import Interaction
from bot.discord.metrics import Metrics, monitor
from bot.discord.supervisor import Supervisor, told
from bot.discord.workers import Workers
from bot.errors import BotError
from bot.heartbeat import Heartbeat
from bot.live_knowledge import Current, Watch
from bot.locale.translator import CommandTranslator
from bot.settings import Settings
from knowledge.ask import Knowledge, newer_knowledge, open_knowledge
from knowledge.models.errors import KnowledgeError
from knowledge.models.records import About

log = structlog.get_logger(__name__)

# We never join a voice channel: no warning about what that would need.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


LONGEST_GOODBYE = 3
"""In seconds: how long questions that are being answered are waited for before the end."""


class BellLapTree(app_commands.CommandTree["BellLap"]):
    """Our commands, in servers, direct messages and groups, for servers and for users who installed us."""

    def __init__(self, client: "BellLap") -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        for command in COMMANDS:
            self.add_command(command)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Tell the user in a sentence, and the log in full."""
        await tell(interaction, error)


class BellLap(discord.AutoShardedClient):
    """Answers athletics questions in Discord. It needs no privileged intent and keeps no messages."""

    def __init__(
        self,
        settings: Settings,
        knowledge: Knowledge | Current,
        metrics: Metrics | None = None,
        workers: Workers | None = None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.settings = settings
        self.current = knowledge if isinstance(knowledge, Current) else Current(knowledge)
        self.watch = Watch(
            self.current,
            partial(newer_knowledge, settings.data, settings.cache, settings.database),
            _log_taken_up,
            _log_refused,
        )
        self.sessions = Sessions()
        self._began: set[int] = set()
        self.metrics = metrics or Metrics(self._about, self.today)
        self.workers = workers or Workers()
        self._answering: set[asyncio.Task[Any]] = set()
        self.tree = BellLapTree(self)
        self.add_dynamic_items(QuestionButton, QuestionMenu)

    def rebuilt(self) -> "BellLap":
        """A client with no connection yet that goes on with what this one has: knowledge, counts."""
        self.metrics.reconnected("new client")
        return BellLap(self.settings, self.current, self.metrics, self.workers.renewed())

    def today(self) -> date:
        """The day that ages and seasons are reckoned from."""
        return datetime.now(UTC).date()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """One interaction is answered in this block, which `answered` waits for."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("interactions are answered in tasks")
        self._answering.add(task)
        try:
            with self.metrics.in_flight():
                yield
        finally:
            self._answering.discard(task)

    async def answered(self) -> None:
        """Wait until all that is being answered now has been, but not for ever."""
        if self._answering:
            await asyncio.wait(self._answering.copy(), timeout=LONGEST_GOODBYE)

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Open a shard's connection, whose later attempts to come back are at most a minute apart."""
        await super().launch_shard(gateway, shard_id, initial=initial)
        # discord.py has no setting for it.
        self.shards[shard_id]._parent._backoff = CappedBackoff()  # noqa: SLF001

    async def setup_hook(self) -> None:
        """Before connecting: commands speak the languages that we do."""
        await self.tree.set_translator(CommandTranslator())

    def connection_problem(self) -> str | None:
        """What is wrong with the connection, in a sentence; None where every shard has a session."""
        for shard in self.shards.values():
            if shard.is_closed():
                self.sessions.closed(shard.id)
        return self.sessions.problem(self.shard_count)

    async def probe(self, number: int) -> None:
        """Answer a question as a user's is answered. Raises where that fails; `number` chooses which."""
        ask = partial(canary_question, number=number, today=self.today())
        await self.workers.probe(partial(self.current.ask, ask))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Say a word to who presses what is not known here; what is known is answered elsewhere."""
        await explain_unknown(interaction)

    async def close(self) -> None:
        """Leave Discord, and begin to answer nothing more."""
        self.workers.close()
        await super().close()

    async def on_ready(self) -> None:
        """Log that every shard is connected."""
        log.info("ready", shards=self.shard_count, servers=len(self.guilds))

    async def on_shard_connect(self, shard_id: int) -> None:
        """Note a session that began."""
        if shard_id in self._began:
            self.metrics.reconnected("new session")
        self._began.add(shard_id)
        self.sessions.opened(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Log a connection lost; discord.py makes it again."""
        self.sessions.closed(shard_id)
        log.info("disconnected", shard=shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Log a connection taken up where it was lost."""
        self.sessions.opened(shard_id)
        self.metrics.reconnected("resumed")
        log.info("resumed", shard=shard_id)

    def _about(self) -> About:
        with self.current.taken() as knowledge:
            return knowledge.about()

    def _get_state(self, **options: Any) -> GuardedState:
        return GuardedState(
            dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options
        )

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log a fault outside any interaction."""
        del args, kwargs
        log.exception("event.failed", handler=event_method)


def create_client(settings: Settings | None = None, knowledge: Knowledge | None = None) -> BellLap:
    """The whole client, from defaults where nothing else is given; it does not connect.

    Raises KnowledgeError, with a sentence for the operator, when the knowledge can't be opened.
    """
    settings = settings or Settings()
    return BellLap(settings, knowledge or open_knowledge(settings.data, settings.cache, settings.database))


def invite_url(application_id: int) -> str:
    """The link that adds Bell Lap to a server or to one's own account, with no permission asked for."""
    return discord.utils.oauth_url(
        application_id, permissions=discord.Permissions.none(), scopes=("bot", "applications.commands")
    )


async def run(client: BellLap, token: str, stopping: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT, then close and return. Raises BotError when Discord can't be used.

    `stopping` is called once, when the end begins.
    """
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers on its loop
            loop.add_signal_handler(name, stop.set)
    supervisor = Supervisor(client)
    async with _kept_up(supervisor):
        serving = asyncio.create_task(supervisor.serve(token))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                return serving.result()
            log.info("stopping")
            stopping()
            await supervisor.client.answered()
        finally:
            stopped.cancel()
            serving.cancel()
            # A gateway that hears nothing would have its goodbye waited for.
            await asyncio.wait((serving,), timeout=LONGEST_GOODBYE)
    log.info("stopped")
    return None


@asynccontextmanager
async def _kept_up(supervisor: Supervisor) -> AsyncIterator[None]:
    """Take up newer knowledge, and say while connected that we are."""
    client = supervisor.client
    canary = Canary(client.probe)

    def problem() -> str | None:
        return supervisor.client.connection_problem() or canary.problem()

    keeping = [
        asyncio.create_task(canary.keep()),
        asyncio.create_task(Heartbeat(client.settings.cache).keep(problem)),
    ]
    client.watch.start(client.settings.refresh)
    try:
        async with monitor(client.settings.metrics_port, problem, client.metrics):
            yield
    finally:
        client.watch.stop()
        for task in keeping:
            task.cancel()
        await asyncio.wait(keeping)


async def sync(client: BellLap, guild_id: int | None = None, *, clear: bool = False) -> list[str]:
    """Tell Discord our commands, for everywhere or for one server; the names that stand now come back.

    With `clear`, take them away there instead. Logs in with the token of the settings where need be.
    """
    guild = discord.Object(guild_id) if guild_id else None
    if clear:
        client.tree.clear_commands(guild=guild)
    elif guild:
        client.tree.copy_global_to(guild=guild)
    if client.application_id is not None:
        return await _sync(client, guild)
    async with client:
        await _speaking_plainly(client.login(client.settings.discord_token.get_secret_value()))
        return await _sync(client, guild)


def _log_taken_up(before: About, after: About) -> None:
    counts = after.counts
    log.info(
        "knowledge.taken_up",
        version=after.version,
        instead_of=before.version,
        athletes=counts.athletes,
        races=counts.races,
        results=counts.results,
    )


def _log_refused(error: Exception) -> None:
    if isinstance(error, KnowledgeError):
        log.error("knowledge.refused", reason=str(error))
    else:
        log.error("knowledge.refused", reason=repr(error), exc_info=error)


async def _speaking_plainly(working: Awaitable[None]) -> None:
    """What Discord or the network refuses, as one sentence for the operator."""
    try:
        await working
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise BotError(told(error)) from error


async def _sync(client: BellLap, guild: discord.Object | None) -> list[str]:
    try:
        commands = await client.tree.sync(guild=guild)
    except discord.Forbidden as error:
        raise BotError(f"Discord does not let Bell Lap set commands there: {error.text}.") from error
    except discord.HTTPException as error:
        raise BotError(f"Discord refused the commands: {error}.") from error
    return [command.name for command in commands]

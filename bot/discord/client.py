"""The Discord client, the registration of its commands, and the link that invites it."""

import time
from collections.abc import Awaitable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog
from discord import app_commands
from yarl import URL

from bot.discord.callbacks import QuestionButton, QuestionMenu, explain_unknown
from bot.discord.commands import COMMANDS, CommandTranslator
from bot.discord.errors import operator_sentence, report_fault
from bot.discord.gateway import CappedBackoff, GuardedState
from bot.discord.health import Sessions, canary_question
from bot.discord.interaction import AnsweringClient, Interaction
from bot.discord.metrics import Metrics
from bot.discord.queues import Queues
from bot.discord.settings_command import SettingsButton, SettingsMenu
from bot.discord.warm import Step, steps, warm
from bot.discord.worker import ExpiredError
from bot.errors import BotError
from bot.live_knowledge import LiveKnowledge, Updater
from bot.preferences import LivePreferences, PreferencesError, server_subject
from bot.settings import Settings, preferences_url
from bot.subprocess_build import open_with_subprocess_build
from knowledge.ask import Knowledge, newer_knowledge
from knowledge.models.errors import KnowledgeError
from knowledge.models.picture import Picture
from knowledge.models.records import About

if TYPE_CHECKING:
    from bot.preferences.store import PreferenceStore

log = structlog.get_logger(__name__)

# The bot joins no voice channel, so discord.py must not warn about missing voice libraries.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class BellLapTree(app_commands.CommandTree["BellLap"]):
    """The slash commands: in servers, direct messages and groups, for server and for user installations."""

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
        """Reply with a sentence and log the fault."""
        await report_fault(interaction, error)


class BellLap(AnsweringClient):
    """The client that answers athletics questions in Discord."""

    def __init__(
        self,
        settings: Settings,
        knowledge: Knowledge | LiveKnowledge,
        preferences: LivePreferences | None = None,
        metrics: Metrics | None = None,
        queues: Queues | None = None,
    ) -> None:
        live = knowledge if isinstance(knowledge, LiveKnowledge) else LiveKnowledge(knowledge)
        preferences = preferences or LivePreferences(partial(_open_preferences, settings))
        super().__init__(settings, live, preferences, metrics, queues)
        self.updater = Updater(
            live,
            self._newer,
            _log_update,
            _log_refused_update,
        )
        self.sessions = Sessions()
        self._had_session: set[int] = set()
        self.tree = BellLapTree(self)
        self.add_dynamic_items(QuestionButton, QuestionMenu, SettingsButton, SettingsMenu)

    def new_unconnected(self) -> "BellLap":
        """A new client without a connection, with the knowledge, preferences and counts of this one."""
        self.metrics.reconnected("new client")
        queues = self.queues.new_with_same_policy()
        return BellLap(self.settings, self.knowledge, self.preferences, self.metrics, queues)

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Open a shard's connection, with a capped backoff between its later reconnections."""
        await super().launch_shard(gateway, shard_id, initial=initial)
        # discord.py has no setting for it.
        self.shards[shard_id]._parent._backoff = CappedBackoff()  # noqa: SLF001

    async def setup_hook(self) -> None:
        """Before connecting, read the preferences and set the translator of the commands' descriptions."""
        await self.preferences.start()
        await self.tree.set_translator(CommandTranslator())

    def connection_problem(self) -> str | None:
        """The problem of the connection as a sentence; None where every shard has a session."""
        for shard in self.shards.values():
            if shard.is_closed():
                self.sessions.closed(shard.id)
        return self.sessions.problem(self.shard_count)

    async def warm(self) -> None:
        """Run the warm-up steps, after the questions that are queued."""
        with suppress(ExpiredError):  # the bot ends, or a new client takes over
            for step in steps(self.today()):
                await self._take(step)

    async def _take(self, step: Step) -> None:
        pictures: list[Picture] = []

        def take() -> None:
            if picture := self.knowledge.ask(step.do):
                pictures.append(picture)

        await (self.queues.completions if step.completes else self.queues.questions).probe(take)
        for picture in pictures:
            await self.pictures.draw(picture)

    async def probe(self, number: int) -> None:
        """Answer the canary question `number` like a user's question. Raises where that fails."""
        ask = partial(canary_question, number=number, today=self.today())
        await self.queues.probe(partial(self.knowledge.ask, ask))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Reply to a press on an unknown button or menu; other interactions have handlers of their own."""
        await explain_unknown(interaction)

    async def close(self) -> None:
        """Close the queues and the connection to Discord."""
        self.queues.close()
        self.pictures.close()
        await super().close()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget the settings of a server that removed the bot."""
        try:
            await self.preferences.forget(server_subject(guild.id))
        except PreferencesError:
            log.warning("settings.not_forgotten", whose="server")

    async def on_ready(self) -> None:
        """Log that every shard is connected, and learn the ids of the commands."""
        log.info("ready", shards=self.shard_count, servers=len(self.guilds))
        try:
            self.command_ids.update({one.name: one.id for one in await self.tree.fetch_commands()})
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("commands.unknown", reason=str(error))

    async def on_shard_connect(self, shard_id: int) -> None:
        """Record that a shard's session started."""
        if shard_id in self._had_session:
            self.metrics.reconnected("new session")
        self._had_session.add(shard_id)
        self.sessions.opened(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Record and log a lost connection; discord.py reconnects."""
        self.sessions.closed(shard_id)
        log.info("disconnected", shard=shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Record and log a resumed session."""
        self.sessions.opened(shard_id)
        self.metrics.reconnected("resumed")
        log.info("resumed", shard=shard_id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log a fault outside any interaction."""
        del args, kwargs
        log.exception("event.failed", handler=event_method)

    def _newer(self, than: Knowledge) -> Knowledge | None:
        """The knowledge that replaces `than`, ready for its first question; None where there is none."""
        settings = self.settings
        newer = newer_knowledge(settings.data, settings.cache, settings.database, than)
        if newer is not None:
            warm(newer, self.today())
        return newer

    def _get_state(self, **options: Any) -> GuardedState:
        return GuardedState(
            dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options
        )


def _open_preferences(settings: Settings) -> "PreferenceStore":
    from bot.preferences.store import PreferenceStore  # noqa: PLC0415 - slow to import

    return PreferenceStore(preferences_url(settings))


def create_client(settings: Settings | None = None, knowledge: Knowledge | None = None) -> BellLap:
    """A client that is not connected; settings and knowledge are loaded where they are not given.

    Raises KnowledgeError, with a sentence for the operator, when the knowledge can't be opened.
    """
    settings, opened = settings or Settings(), time.time()
    where = settings.data, settings.cache, settings.database
    knowledge = knowledge or open_with_subprocess_build(*where)
    return BellLap(settings, LiveKnowledge(knowledge, opened))


def invite_url(application_id: int) -> str:
    """The link that adds Bell Lap to a server or to a user's account. It requests no permission."""
    return discord.utils.oauth_url(
        application_id, permissions=discord.Permissions.none(), scopes=("bot", "applications.commands")
    )


async def sync(client: BellLap, guild_id: int | None = None, *, clear: bool = False) -> list[str]:
    """Register the commands with Discord, globally or for one server, and return the registered names.

    With `clear`, remove them there instead. Logs in with the token of the settings where the client has not.
    Raises BotError when Discord refuses or can't be reached.
    """
    guild = discord.Object(guild_id) if guild_id else None
    if clear:
        client.tree.clear_commands(guild=guild)
    elif guild:
        client.tree.copy_global_to(guild=guild)
    if client.application_id is not None:
        return await _sync(client, guild)
    async with client:
        await _raising_bot_error(client.login(client.settings.discord_token.get_secret_value()))
        return await _sync(client, guild)


def _log_update(before: About, after: About) -> None:
    counts = after.counts
    log.info(
        "knowledge.taken_up",
        version=after.version,
        instead_of=before.version,
        athletes=counts.athletes,
        races=counts.races,
        results=counts.results,
    )


def _log_refused_update(error: Exception) -> None:
    if isinstance(error, KnowledgeError):
        log.error("knowledge.refused", reason=str(error))
    else:
        log.error("knowledge.refused", reason=repr(error), exc_info=error)


async def _raising_bot_error(request: Awaitable[None]) -> None:
    """Await a request. Raises BotError, a sentence for the operator, in place of a library's error."""
    try:
        await request
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise BotError(operator_sentence(error)) from error


async def _sync(client: BellLap, guild: discord.Object | None) -> list[str]:
    try:
        commands = await client.tree.sync(guild=guild)
    except discord.Forbidden as error:
        raise BotError(f"Discord does not let Bell Lap set commands there: {error.text}.") from error
    except discord.HTTPException as error:
        raise BotError(f"Discord refused the commands: {error}.") from error
    return [command.name for command in commands]

"""The slash commands: one for each kind of question, `/help`, `/about` and `/settings`.

Beside them stand the completion of their options, and the translation of their descriptions.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from time import perf_counter
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.discord.interaction import Interaction
from bot.discord.limits import BUTTON_LABEL, SUGGESTION, SUGGESTIONS, cut, fit_label, size
from bot.discord.remembered import Choices, digest, size_of_choices
from bot.discord.reply import ABOUT, answer, run_in_worker, show
from bot.discord.response import defer, language_of
from bot.discord.settings_command import settings
from bot.locale import language_for, msg, say
from knowledge.ask import COMMANDS as KINDS
from knowledge.ask import Knowledge, Suggestion
from knowledge.locale import ENGLISH
from knowledge.models.card import Card
from knowledge.models.question import CommandWords

log = structlog.get_logger(__name__)


async def complete(interaction: Interaction, kind: str, typed: str) -> Choices:
    """Suggestions for `typed`; none where newer text of the same user superseded it.

    An error is logged and gives no suggestions, because Discord shows no error during completion.
    """
    client, started = interaction.client, perf_counter()
    today, spoken = client.today(), language_of(interaction)
    asker, completions = (interaction.user.id, kind), client.remembered.completions
    key = digest(today, spoken, kind, typed)
    choices = completions.get(key)
    if choices is not None:
        client.queues.completions.supersede(asker)
        client.metrics.remembered("completion")
        return choices

    def suggest(knowledge: Knowledge) -> list[Suggestion]:
        return knowledge.complete(kind, typed, today, limit=SUGGESTIONS, language=spoken)

    try:
        with client.answering():
            suggestions = await client.queues.completions.run(asker, partial(client.knowledge.ask, suggest))
    except Exception:
        log.exception("completion.failed", kind=kind)
        return []
    if suggestions is None:
        return []
    choices = [
        app_commands.Choice(name=_name(suggestion), value=suggestion.value)
        for suggestion in suggestions[:SUGGESTIONS]
        if 0 < size(suggestion.value) <= SUGGESTION
    ]
    completions.put(key, choices, size_of_choices(choices))
    log.debug("completed", kind=kind, typed=typed, count=len(choices), milliseconds=_since(started))
    return choices


def _name(suggestion: Suggestion) -> str:
    """The name of a suggestion. A long label is cut before the ending that distinguishes it from others."""
    label = suggestion.label.removesuffix(suggestion.ending)
    name = fit_label(label, suggestion.short_label, BUTTON_LABEL) + suggestion.ending
    return cut(name, SUGGESTION) or suggestion.value


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)


_DESCRIPTIONS = (
    app_commands.TranslationContextLocation.command_description,
    app_commands.TranslationContextLocation.parameter_description,
)


class CommandTranslator(app_commands.Translator):
    """Translates descriptions. Names are not translated, so that a command has one name everywhere."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The description in `locale`, or None to leave it English."""
        language = language_for(locale.value)
        if context.location not in _DESCRIPTIONS or language == ENGLISH:
            return None
        return say(language, string.message)


Command = app_commands.Command[Any, ..., None]


def question_command(words: CommandWords) -> Command:
    """The command that asks a kind of question, with one option for its text if it takes any."""
    callback = _without_text(words.name) if words.option is None else _with_text(words)
    return app_commands.Command(name=words.name, description=words.description, callback=callback)


def _without_text(kind: str) -> Callable[[Interaction], Coroutine[Any, Any, None]]:
    async def ask(interaction: Interaction) -> None:
        await answer(interaction, kind, "")

    return ask


def _with_text(words: CommandWords) -> Callable[[Interaction, str], Coroutine[Any, Any, None]]:
    async def suggest(interaction: Interaction, current: str) -> Choices:
        return await complete(interaction, words.name, current)

    async def ask(interaction: Interaction, text: str) -> None:
        await answer(interaction, words.name, text)

    for decorate in (
        app_commands.rename(text=words.option or ""),
        app_commands.describe(text=words.option_description),
        app_commands.autocomplete(text=suggest),
    ):
        ask = decorate(ask)
    return ask


@app_commands.command(name="help", description=msg("What you can ask, with examples"))
async def help_(interaction: Interaction) -> None:
    """Show the help, to the asker alone."""
    client = interaction.client
    with client.answering():
        card = client.knowledge.newest.help_card(language_of(interaction))
        await show(interaction, card, private=True)


@app_commands.command(description=msg("Sources, coverage, and the date of the newest result"))
async def about(interaction: Interaction) -> None:
    """Show the version, the coverage and the sources of the knowledge."""

    def draw_up(knowledge: Knowledge) -> Card:
        return knowledge.about_card(language_of(interaction))

    with interaction.client.answering():
        card = await run_in_worker(interaction, draw_up, partial(defer, interaction))
        if card is not None:
            await show(interaction, card, carried=ABOUT)


COMMANDS: tuple[Command, ...] = (*map(question_command, KINDS.values()), help_, about, settings)

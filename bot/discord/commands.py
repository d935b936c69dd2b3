"""The slash commands: one for each kind of question, and `/help` and `/about`."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from discord import app_commands

from bot.discord.completion import Choices, complete
from bot.discord.interaction import Interaction
from bot.discord.reply import answer, run_in_worker, show
from bot.discord.response import defer, language_of
from knowledge.ask import COMMANDS as KINDS
from knowledge.ask import Knowledge
from knowledge.models.card import Card
from knowledge.models.question import CommandWords

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


@app_commands.command(name="help", description="What you can ask, with examples")
async def help_(interaction: Interaction) -> None:
    """Show the help, to the asker alone."""
    client = interaction.client
    with client.answering():
        with client.knowledge.lease() as knowledge:
            card = knowledge.help_card(language_of(interaction))
        await show(interaction, card, private=True)


@app_commands.command(description="What the answers rest on: sources, coverage, and until when")
async def about(interaction: Interaction) -> None:
    """Show the version, the coverage and the sources of the knowledge."""

    def draw_up(knowledge: Knowledge) -> Card:
        return knowledge.about_card(language_of(interaction))

    with interaction.client.answering():
        card = await run_in_worker(interaction, draw_up, partial(defer, interaction))
        if card is not None:
            await show(interaction, card)


COMMANDS: tuple[Command, ...] = (*map(question_command, KINDS.values()), help_, about)

"""Completion of a command's option while the user types."""

from functools import partial
from time import perf_counter

import structlog
from discord import app_commands

from bot.discord.interaction import Interaction
from bot.discord.limits import BUTTON_LABEL, SUGGESTION, SUGGESTIONS, cut, fit_label, size
from bot.discord.response import language_of
from knowledge.ask import Knowledge, Suggestion

Choices = list[app_commands.Choice[str]]

log = structlog.get_logger(__name__)


async def complete(interaction: Interaction, kind: str, typed: str) -> Choices:
    """Suggestions for `typed`; none where newer text of the same user superseded it.

    An error is logged and gives no suggestions, because Discord shows no error during completion.
    """
    client, started, spoken = interaction.client, perf_counter(), language_of(interaction)

    def suggest(knowledge: Knowledge) -> list[Suggestion]:
        return knowledge.complete(kind, typed, client.today(), limit=SUGGESTIONS, language=spoken)

    try:
        with client.answering():
            call = partial(client.knowledge.ask, suggest)
            found = await client.queues.completions.run((interaction.user.id, kind), call) or []
    except Exception:
        log.exception("completion.failed", kind=kind)
        return []
    choices = [
        app_commands.Choice(name=_name(suggestion), value=suggestion.value)
        for suggestion in found[:SUGGESTIONS]
        if 0 < size(suggestion.value) <= SUGGESTION
    ]
    log.debug("completed", kind=kind, typed=typed, count=len(choices), milliseconds=_since(started))
    return choices


def _name(suggestion: Suggestion) -> str:
    """The name of a suggestion. A long label is cut before the ending that distinguishes it from others."""
    label = suggestion.label.removesuffix(suggestion.ending)
    name = fit_label(label, suggestion.short_label, BUTTON_LABEL) + suggestion.ending
    return cut(name, SUGGESTION) or suggestion.value


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)

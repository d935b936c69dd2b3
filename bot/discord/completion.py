"""Completion of what is being typed in an option."""

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
    """At most 25 suggestions for `typed`; none where the same person typed on before its turn came.

    After a fault there are none, and the log: Discord shows no error here.
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
    """What is shown for a suggestion: a long label is cut before the part that tells it from another."""
    label = suggestion.label.removesuffix(suggestion.ending)
    name = fit_label(label, suggestion.short_label, BUTTON_LABEL) + suggestion.ending
    return cut(name, SUGGESTION) or suggestion.value


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)

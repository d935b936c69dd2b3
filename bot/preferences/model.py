"""The preferences of an interaction, and what a person or a server has chosen."""

from functools import lru_cache
from typing import Literal, NamedTuple

from bot.locale import known_language


class Preferences(NamedTuple):
    """How an interaction is answered.

    `compact` shows the glance alone, with the details behind a button; else all of it. `private_details`
    shows details to the presser only; else to the channel.
    """

    language: str = "en"
    compact: bool = True
    private_details: bool = True


class Chosen(NamedTuple):
    """What one person or server has chosen; None where nothing was."""

    language: str | None = None
    compact: bool | None = None
    private_details: bool | None = None


class Subject(NamedTuple):
    """Whose choices they are: a person or a server, by its Discord id."""

    kind: Literal["person", "server"]
    id: int


MOST = 200_000
"""Subjects that are read at once: 41 MB in memory, 0.8 s of processor time. Chosen by hand."""
NOTHING = Chosen()
DEFAULTS = Preferences()


def user_subject(user_id: int) -> Subject:
    """A person as the subject of choices."""
    return Subject("person", user_id)


def server_subject(server_id: int) -> Subject:
    """A server as the subject of choices."""
    return Subject("server", server_id)


@lru_cache(maxsize=4_096)
def resolve(person: Chosen, server: Chosen, locale: str, server_locale: str) -> Preferences:
    """The preferences that follow from the choices and from the languages of Discord.

    A person's choice counts before the server's. The language is the person's choice, else that of the
    person's Discord, else the server's choice, else that of the server's Discord, each where Bell Lap has it.
    """
    spoken = (person.language, locale, server.language, server_locale)
    return Preferences(
        next((code for text in spoken if (code := known_language(text))), DEFAULTS.language),
        _first(person.compact, server.compact, DEFAULTS.compact),
        _first(person.private_details, server.private_details, DEFAULTS.private_details),
    )


def _first(person: bool | None, server: bool | None, default: bool) -> bool:
    chosen = server if person is None else person
    return default if chosen is None else chosen

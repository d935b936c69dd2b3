"""The words of the fronts: descriptions of commands, and sentences outside cards.

They are in the catalogues of `knowledge/locale/`, as the words of cards are.
"""

from knowledge.cards.wording import Wording, msg
from knowledge.locale import ENGLISH, LANGUAGES, known_language, language_for, own_name

__all__ = ("ENGLISH", "LANGUAGES", "known_language", "language_for", "msg", "own_name", "say", "say_many")


def say(language: str, text: str, **values: object) -> str:
    """`text` in `language`, with its placeholders filled."""
    return Wording(language).say(text, **values)


def say_many(language: str, one: str, many: str, n: int) -> str:
    """The plural form for `n` in `language`; `{n}` becomes `n` in digits."""
    return Wording(language).plural(one, many, n)

"""The words that are Discord's own: command texts, and what is said where no card speaks.

English stands in the code; a language is a module here that maps each English text to its own.
"""

from bot.locale.fr import FRENCH

CATALOGUES = {"fr": FRENCH}


def language(locale: str) -> str:
    """The language of an answer for a Discord locale: `fr` for `fr`, English for what is not translated."""
    code = locale.split("-", maxsplit=1)[0]
    return code if code in CATALOGUES else "en"


def say(language: str, text: str, **values: object) -> str:
    """`text` in `language`, with its placeholders filled."""
    return CATALOGUES.get(language, {}).get(text, text).format(**values)

"""The texts of the front for Discord: descriptions of commands, and sentences outside cards.

English texts are in the code. A language is a module here that maps English texts to its own.
"""

from bot.locale.fr import FRENCH

CATALOGUES = {"fr": FRENCH}


def language(locale: str) -> str:
    """The language of answers for a Discord locale: the locale's own if the bot has it, else `en`."""
    code = locale.split("-", maxsplit=1)[0]
    return code if code in CATALOGUES else "en"


def say(language: str, text: str, **values: object) -> str:
    """`text` in `language`, English where it is not translated, with its placeholders filled."""
    return CATALOGUES.get(language, {}).get(text, text).format(**values)

"""The languages of answers, a folder each; no other place lists them.

`<language>/messages.po` has the translations, `grammar.py` what a translation can't say, and
`keywords.toml` the words of questions. English sentences stand in the code, so English has no catalogue. A
folder that has keywords alone is a language that questions may be mixed with, and no language of answers.
"""

import gettext
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Final

from knowledge.locale.grammar import LanguageGrammar

FOLDER: Final = Path(__file__).parent
ENGLISH: Final = "en"


def _with(path: str) -> list[str]:
    """The folders of other languages than English that have a file or folder, in alphabetical order."""
    return sorted(one.name for one in FOLDER.iterdir() if one.name != ENGLISH and (one / path).exists())


LANGUAGES: Final = (ENGLISH, *_with("messages.po"))
"""The languages that answers come in, by the names of their folders: `fr`, or `pt_BR`."""
KEYWORDS: Final = tuple(
    FOLDER / language / "keywords.toml" for language in (ENGLISH, *_with("keywords.toml"))
)
"""The files of the words of questions, English first."""


def language_for(tag: str) -> str:
    """The language for a tag such as `fr`, `fr-CA` or `en-US`; English where there is none that fits."""
    return known_language(tag) or ENGLISH


def known_language(tag: str | None) -> str | None:
    """The language for a tag, or None where there is none that fits."""
    region = (tag or "").replace("-", "_")
    return next((one for one in (region, region.partition("_")[0]) if one in LANGUAGES), None)


@cache
def own_name(language: str) -> str:
    """A language's name for itself: `français`."""
    from babel import Locale  # noqa: PLC0415 - slow to import

    return str(Locale.parse(language).get_display_name(language))


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; the empty one for English, which does without Babel."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to import
    from babel.messages.pofile import read_po  # noqa: PLC0415 - slow to import

    with (FOLDER / language / "messages.po").open("rb") as file:
        read = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def grammar(language: str) -> LanguageGrammar:
    """The grammar of a language."""
    rules: LanguageGrammar = import_module(f"{__name__}.{language}.grammar").GRAMMAR
    return rules

"""The languages of answers, a folder each; no other place lists them.

`<language>/LC_MESSAGES/messages.po` has the translations, `grammar.py` what a translation can't say, and
`keywords.toml` the words of questions, `names.toml` cities, nations and competitions that the language names
otherwise. English sentences stand in the code, so English has no catalogue. A folder that has keywords alone
is a language that questions may be mixed with, and no language of answers.

An installation has the catalogues as `messages.mo`, which `pip install` and the Makefile compile.
"""

import gettext
import tomllib
from collections.abc import Mapping
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


LANGUAGES: Final = (ENGLISH, *_with("LC_MESSAGES"))
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
def names(language: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """A language's own names of the entities of a kind, by their names in the facts; the first is shown.

    `names.toml` is optional, and holds only what the language names otherwise. Raises ValueError where it
    holds anything but lists of names.
    """
    file = FOLDER / language / "names.toml"
    if not file.exists():
        return {}
    kinds = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: {name: _list(own, file) for name, own in named.items()} for kind, named in kinds.items()}


def _list(own: object, file: Path) -> tuple[str, ...]:
    if isinstance(own, list) and own and all(isinstance(one, str) for one in own):
        return tuple(own)
    raise ValueError(f"{file}: {own!r} is no list of names")


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; the empty one for English."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    written = FOLDER / language / "LC_MESSAGES" / "messages.po"
    compiled = written.with_suffix(".mo")
    if _is_stale(compiled, written):
        return _compile(language, written)
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def _is_stale(compiled: Path, written: Path) -> bool:
    """Whether a translation has changed since the catalogue was compiled, as it does in a working tree."""
    if not compiled.exists():
        return True
    return written.exists() and written.stat().st_mtime > compiled.stat().st_mtime


def _compile(language: str, written: Path) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to import
    from babel.messages.pofile import read_po  # noqa: PLC0415 - slow to import

    with written.open("rb") as file:
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

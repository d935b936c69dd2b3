"""The catalogues, and the sentences that Babel finds in the code."""

import string
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from knowledge.locale import ENGLISH, FOLDER, LANGUAGES
from tests.paths import ROOT

TRANSLATED = tuple(one for one in LANGUAGES if one != ENGLISH)


def template(folder: Path) -> Catalog:
    """What `make words` extracts, by the same table of `pyproject.toml`."""
    file = folder / "messages.pot"
    mapping = ROOT / "pyproject.toml"
    options = [
        "--no-default-keywords",
        "--keywords=msg",
        f"--mapping-file={mapping}",
        f"--output-file={file}",
    ]
    CommandLineInterface().run(  # type: ignore[no-untyped-call]
        ["pybabel", "--quiet", "extract", *options, str(ROOT)]
    )
    with file.open("rb") as opened:
        return read_po(opened)


@cache
def catalogue_of(language: str) -> Catalog:
    """The translations of a language, as translators wrote them."""
    return catalogue_in(FOLDER / language / "LC_MESSAGES" / "messages.po", language)


def catalogue_in(file: Path, language: str | None = None) -> Catalog:
    """The translations in a file."""
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def texts(written: object) -> tuple[str, ...]:
    """A message or its translation: the text, or the forms of a plural."""
    return tuple(map(str, written)) if isinstance(written, (list, tuple)) else (str(written or ""),)


def ids(catalogue: Catalog) -> set[tuple[str, ...]]:
    """The messages of a catalogue, without its header."""
    return {texts(message.id) for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    """The names of the fields of a message, and `n`, which a plural form may leave out."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None} | {"n"}

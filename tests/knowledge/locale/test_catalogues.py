"""Every sentence of the code is translated into every language, and nothing else is."""

import os
import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural

from knowledge import locale
from knowledge.locale import FOLDER, language_for
from tests.knowledge.locale.catalogues import (
    TRANSLATED,
    catalogue_in,
    catalogue_of,
    ids,
    placeholders,
    template,
    texts,
)
from tests.knowledge.locale.messages import messages


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return template(tmp_path_factory.mktemp("words"))


def test_babel_finds_every_sentence(extracted: Catalog) -> None:
    found = {text for message in ids(extracted) for text in message}
    assert messages()
    unseen = messages() - found
    assert not unseen, (
        f"Babel's extraction does not see {sorted(unseen)}: say it outside of another call and of an f-string"
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_missing(extracted: Catalog, language: str) -> None:
    missing = ids(extracted) - ids(catalogue_of(language))
    assert not missing, f"{FOLDER / language} does not translate {sorted(missing)}: `make words` adds them"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_unused(extracted: Catalog, language: str) -> None:
    unused = ids(catalogue_of(language)) - ids(extracted)
    assert not unused, f"{FOLDER / language}: nothing says {sorted(unused)} any more: `make words` drops them"
    assert not catalogue_of(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_is_whole_and_sure(language: str) -> None:
    for message in catalogue_of(language):
        if message.id:
            assert all(texts(message.string)), f"{language}: {message.id!r} is not translated"
            assert not message.fuzzy, f"{language}: {message.id!r} is marked as fuzzy"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_take_what_the_sentence_takes(language: str) -> None:
    for message in catalogue_of(language):
        taken = {name for text in texts(message.id) for name in placeholders(text)}
        for text in texts(message.string) if message.id else ():
            assert placeholders(text) == taken, f"{language}: {text!r} for {message.id!r}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_are_those_of_the_cldr(language: str) -> None:
    catalogue, cldr = catalogue_of(language), get_plural(language)
    assert (catalogue.num_plurals, catalogue.plural_expr) == (cldr.num_plurals, cldr.plural_expr)
    assert all(
        len(texts(message.string)) == cldr.num_plurals for message in catalogue if message.pluralizable
    )


def test_both_forms_of_an_english_plural_take_the_same(extracted: Catalog) -> None:
    for message in extracted:
        assert len({frozenset(placeholders(text)) for text in texts(message.id)}) == 1


def test_french_has_no_break_before_its_double_signs() -> None:
    for message in catalogue_of("fr"):
        for text in texts(message.string) if message.id else ():
            assert not any(sign in text for sign in (" :", " ;", " ?", " !", "« ", " »")), text


def test_no_sentence_says_what_the_style_forbids() -> None:
    """`docs/style.md` gives the reasons. A button says where it posts."""
    forbidden = re.compile(
        r"\bhere\b|\brests? on\b|\btaken as\b|knowledge base|\bplease\b|\bsorry\b|!", re.IGNORECASE
    )
    found = {text for text in messages() if forbidden.search(text)} - {"Post here"}
    assert not found


@pytest.mark.parametrize(
    ("tag", "language"),
    [("fr", "fr"), ("fr-CA", "fr"), ("en-US", "en"), ("zh-CN", "en"), ("../../etc", "en"), ("", "en")],
)
def test_the_language_of_a_tag(tag: str, language: str) -> None:
    assert language_for(tag) == language


def test_a_changed_translation_is_read_before_it_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "FOLDER", tmp_path)
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    written, compiled = folder / "messages.po", folder / "messages.mo"
    written.write_text('msgid "final"\nmsgstr "ancien"\n')
    with compiled.open("wb") as file:
        write_mo(file, catalogue_in(written))
    written.write_text('msgid "final"\nmsgstr "nouveau"\n')
    for changed, said in ((1, "nouveau"), (-1, "ancien")):
        os.utime(written, ns=(0, compiled.stat().st_mtime_ns + changed * 10**9))
        assert locale.catalogue.__wrapped__("fr").gettext("final") == said
    written.unlink()
    assert locale.catalogue.__wrapped__("fr").gettext("final") == "ancien"


def test_names_of_a_language_are_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "FOLDER", tmp_path)
    (tmp_path / "nl").mkdir()
    assert locale.names.__wrapped__("nl") == {}
    file = tmp_path / "nl" / "names.toml"
    file.write_text('[city]\nBrussels = ["Brussel", "Brussele"]')
    assert locale.names.__wrapped__("nl") == {"city": {"Brussels": ("Brussel", "Brussele")}}
    for wrong in ('"Brussel"', "[]", "[1]"):
        file.write_text(f"[city]\nBrussels = {wrong}")
        with pytest.raises(ValueError, match="no list of names"):
            locale.names.__wrapped__("nl")

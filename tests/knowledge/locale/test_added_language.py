"""A language is a folder: one that is put beside the others speaks everywhere, and nothing else changes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import write_po

from tests.knowledge.locale.catalogues import template
from tests.paths import ROOT

pytestmark = pytest.mark.system

ADDED = "nl"
"""A tag that Discord and the CLDR know; the words are made up: each sentence in guillemets."""

GRAMMAR = """
from knowledge.locale.grammar import LanguageGrammar


class Added(LanguageGrammar):
    def ordinal(self, n, sex):
        return f"{n}-de"

    def born(self, day, *, exact, sex):
        return f"geb {day}"

    def died(self, day, *, exact, sex):
        return f"gest {day}"

    def none_of(self, what):
        return f"nul {what}"


GRAMMAR = Added("nl")
"""

KEYWORDS = """
[separators]
versus = "tegen"

[disciplines]
mile = ["Engelse mijl"]
"""

DISCORD = """
import asyncio
import discord
from discord.app_commands import TranslationContext, TranslationContextLocation, locale_str
from bot.discord.commands import CommandTranslator, help_
from bot.discord.settings_panel import _languages
place = TranslationContext(TranslationContextLocation.command_description, help_)
said = CommandTranslator().translate(locale_str(help_.description), discord.Locale.dutch, place)
print(asyncio.run(said))
print(_languages("me", "nl")["nl"][0])
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both packages as they are, by links, with one more folder in `knowledge/locale`."""
    home = tmp_path_factory.mktemp("added")
    _link(ROOT / "bot", home / "bot")
    for folder in (Path("knowledge"), Path("knowledge/locale")):
        (home / folder).mkdir()
        for one in (ROOT / folder).iterdir():
            if one.name != "locale":
                _link(one, home / folder / one.name)
    language = home / "knowledge" / "locale" / ADDED
    (language / "LC_MESSAGES").mkdir(parents=True)
    (language / "grammar.py").write_text(GRAMMAR)
    (language / "keywords.toml").write_text(KEYWORDS)
    catalogue = template(home)
    catalogue.locale = ADDED
    for message in catalogue:
        if message.id:
            many = isinstance(message.id, tuple)
            message.string = tuple(f"«{one}»" for one in message.id) if many else f"«{message.id}»"
    with (language / "LC_MESSAGES" / "messages.po").open("wb") as file:
        write_po(file, catalogue)
    return home


def _link(there: Path, here: Path) -> None:
    here.symlink_to(there, target_is_directory=there.is_dir())


def _run(home: Path, invented: Path, *arguments: str, typed: str = "") -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": str(home),
        "BELL_LAP_DATA": str(invented),
        "BELL_LAP_CACHE": str(home / "cache"),
        "BELL_LAP_DATABASE": f"sqlite:///{home / 'imports.sqlite'}",
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        input=typed, cwd=home, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert not done.stderr
    return done.stdout


def test_it_answers_and_is_asked_in(home: Path, invented: Path) -> None:
    card = _run(home, invented, "-m", "bot", "ask", "--lang", ADDED, "arvell tegen hadri")
    assert "«Arvell has won the last «two».»" in card
    choice = _run(
        home, invented, "-m", "bot", "ask", "--lang", ADDED, "/result harbour 2024 engelse mijl men"
    )
    assert "Noorwegen, geb 1998" in choice
    assert "15 jun 2024" in choice


def test_the_chat_speaks_it(home: Path, invented: Path) -> None:
    said = _run(home, invented, "-m", "bot", "chat", typed=f"/lang {ADDED}\n/lang xx\n")
    assert "«Answers are in English from now on.»" in said
    assert f"{ADDED} (Nederlands)" in said


def test_discord_speaks_it(home: Path, invented: Path) -> None:
    said = _run(home, invented, "-W", "ignore", "-c", DISCORD)
    assert said.splitlines() == ["«What you can ask, with examples»", "«Language: Nederlands»"]

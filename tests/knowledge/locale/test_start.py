"""What an answer imports: English no Babel, other languages not what reads translations."""

import subprocess
import sys

import pytest
from babel.messages.frontend import CommandLineInterface

from knowledge.locale import FOLDER
from tests.knowledge.locale.catalogues import TRANSLATED
from tests.paths import ROOT

pytestmark = pytest.mark.system

SAID = """
import sys
from knowledge.cards.wording import Wording
from bot.locale import LANGUAGES
wording = Wording({language!r})
wording.list([wording.term("final"), wording.iso_date("2024-09-13"), wording.thousands(1234)])
print(*sorted(one for one in sys.modules if one.split(".")[0] == "babel"))
"""


def _imported(language: str) -> set[str]:
    run = [sys.executable, "-c", SAID.format(language=language)]
    return set(subprocess.run(run, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split())


def test_english_imports_no_babel() -> None:
    assert _imported("en") == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_catalogues_are_read_without_their_sources(language: str) -> None:
    command = ["pybabel", "--quiet", "compile", "--directory", str(FOLDER)]
    CommandLineInterface().run(command)  # type: ignore[no-untyped-call]
    imported = _imported(language)
    assert "babel.dates" in imported
    assert "babel.messages.pofile" not in imported

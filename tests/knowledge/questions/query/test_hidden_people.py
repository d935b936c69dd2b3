"""Names that are nations or events too."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.models.outcome import Fault, Invalid, Understanding, Understood
from knowledge.questions.parse import name_index, split_command, understand
from knowledge.store import open_store

TODAY = date(2025, 3, 1)


@pytest.fixture(scope="module")
def asked(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Understanding]:
    """What questions mean where Ingrid Vaage is called Ingrid Nor, as the code of Norway is."""
    folder = tmp_path_factory.mktemp("nor")
    data = shutil.copytree(invented, folder / "data")
    file = data / "athletes" / "ingrid-vaage.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Vaage", "Nor"), encoding="utf-8")
    kb = open_store(data, folder / "cache")
    index = name_index(kb)
    questions = ("/athlete nor", "/athlete lyng nor", "/h2h nor lyng", "/h2h lyng", "/h2h nor")
    found = {text: understand(kb, index, *split_command(text), TODAY) for text in questions}
    kb.close()
    return found


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("/athlete nor", "ingrid-vaage"),
        ("/athlete lyng nor", "astrid-lyng"),
        ("/h2h nor lyng", "ingrid-vaage astrid-lyng"),
    ],
)
def test_a_nation_is_a_person_where_one_is_missing(
    asked: dict[str, Understanding], text: str, means: str
) -> None:
    outcome = asked[text]
    assert isinstance(outcome, Understood), outcome
    assert outcome.question.command == f"{text.partition(' ')[0]} {means}"


@pytest.mark.parametrize(("text", "typed"), [("/h2h lyng", "lyng"), ("/h2h nor", "nor")])
def test_who_is_not_named_is_not_made_up(asked: dict[str, Understanding], text: str, typed: str) -> None:
    outcome = asked[text]
    assert isinstance(outcome, Invalid), outcome
    assert (outcome.fault, outcome.typed) == (Fault.SECOND_ATHLETE_MISSING, typed)

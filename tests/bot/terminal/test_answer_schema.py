"""The published schema is that of the models, and what is printed for programs keeps to it."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.terminal.answer_schema import answer_schema, as_text
from bot.terminal.once import shape_of
from knowledge.ask import Knowledge, open_knowledge, split_command

PUBLISHED = Path(__file__).parents[3] / "docs" / "answer.schema.json"
TODAY = date(2026, 11, 28)
QUESTIONS = {
    "/result harbour mile 2023 steeple": "answer",
    "/result fjord championships 2022 women 4x100": "answer",
    "/athlete arvell": "answer",
    "/athlete tuva strand": "answer",
    "/athlete arvell races": "answer",
    "/h2h arvell hadri": "answer",
    "/random": "answer",
    "/result brennan": "ambiguous",
    "/athlete nobody such": "not_found",
    "/weather": "invalid",
}


@pytest.fixture(scope="module")
def knowledge(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return open_knowledge(invented, tmp_path_factory.mktemp("cache"))


def test_what_is_published_is_made_of_the_models() -> None:
    published = PUBLISHED.read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(published))
    assert published == as_text(), "run: python -m bot.terminal.answer_schema > docs/answer.schema.json"


@pytest.mark.parametrize(("question", "outcome"), QUESTIONS.items())
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_printed_keeps_to_it(
    knowledge: Knowledge, question: str, outcome: str, language: str
) -> None:
    validator = Draft202012Validator(answer_schema())
    reply = knowledge.ask(*split_command(question), TODAY, language)
    shape = json.loads(json.dumps(shape_of(reply, language)))
    assert shape["outcome"] == outcome
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(shape)] == []


def test_a_field_that_is_missing_or_unknown_breaks_it(knowledge: Knowledge) -> None:
    shape = json.loads(json.dumps(shape_of(knowledge.ask(*split_command("/athlete arvell"), TODAY))))
    validator = Draft202012Validator(answer_schema())
    assert validator.is_valid(shape)
    for changed in ({"more": 1}, {"outcome": "perhaps"}, {"answer": {**shape["answer"], "kind": "weather"}}):
        assert not validator.is_valid(shape | changed)
    del shape["text"]
    assert not validator.is_valid(shape)

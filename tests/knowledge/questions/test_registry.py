"""The rows of the registry, and questions given by ids, as buttons ask them: no name is looked up."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from knowledge.models.outcome import Fault, Invalid, Understood
from knowledge.names import NameIndex
from knowledge.questions import registry
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.parse import split_command, understand
from knowledge.questions.registry import KINDS, answers_type
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from tests.knowledge.asking import TODAY

NO_NAMES = NameIndex(())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("/athlete tomas-arvell", AthleteQuestion),
        ("/h2h tomas-arvell Youssef-El-Hadri", HeadToHeadQuestion),
        ("/result harbour-mile-2024-men-mile-final", ResultQuestion),
        ("/result harbour-mile-2024-men-mile-final tomas-arvell", ResultQuestion),
    ],
)
def test_ids_are_read_without_names(kb: KnowledgeBase, text: str, asked: type) -> None:
    understood = understand(kb, NO_NAMES, *split_command(text), TODAY)
    assert isinstance(understood, Understood)
    assert isinstance(understood.question, asked)
    assert understood.question.command == text.lower()
    assert all(slot.said and slot.why is None for slot in understood.slots)


def test_the_slots_hold_the_names(kb: KnowledgeBase) -> None:
    understood = understand(kb, NO_NAMES, *split_command("/h2h tomas-arvell youssef-el-hadri"), TODAY)
    assert isinstance(understood, Understood)
    assert [(slot.name, slot.label) for slot in understood.slots] == [
        ("first", "Tomas Arvell"),
        ("second", "Youssef El Hadri"),
    ]


@pytest.mark.parametrize(
    "text", ["/athlete tomas-arvel", "/h2h tomas-arvell", "/h2h tomas-arvell tomas-arvell"]
)
def test_what_is_not_just_ids_is_read_as_names(kb: KnowledgeBase, text: str) -> None:
    assert not isinstance(understand(kb, NO_NAMES, *split_command(text), TODAY), Understood)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_its_folder_and_its_words(name: str) -> None:
    kind = KINDS[name]
    assert kind.words.name == name
    assert (Path(registry.__file__).parent / name / "model.py").is_file()
    assert 0 < len(kind.words.description) <= 100
    assert len(kind.words.option_description) <= 100
    assert kind.words.help
    assert (kind.words.option is None) == (kind.text is None)
    assert bool(kind.words.empty) == (kind.text is not None)


def test_every_name_and_alias_is_one_command() -> None:
    names = [name for kind in KINDS.values() for name in (kind.words.name, *kind.words.aliases)]
    assert len(set(names)) == len(names)
    for name in names:
        for line in (f"/{name} a b", f"/ {name.upper()} a b", f"{name} a b"):
            kind, text = split_command(line)
            assert kind in KINDS
            assert text == "a b"


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("", None, ""),
        ("serem v bakkali", None, "serem v bakkali"),
        ("/foo bar", "foo", "bar"),
        ("foo bar", None, "foo bar"),
        ("  /h2h\u200b serem\tbakkali ", "h2h", "serem\tbakkali"),
        ("/results oslo", "result", "oslo"),
    ],
)
def test_a_line_is_split_into_kind_and_text(line: str, kind: str | None, text: str) -> None:
    assert split_command(line) == (kind, text)


def test_an_unknown_kind_is_refused_by_its_name(kb: KnowledgeBase) -> None:
    assert understand(kb, NO_NAMES, "foo", "bar", TODAY) == Invalid(
        kind=None, fault=Fault.UNKNOWN_COMMAND, typed="foo"
    )


def test_the_schema_tells_every_answer_apart_by_its_kind() -> None:
    schema: dict[str, Any] = TypeAdapter(answers_type()).json_schema(mode="serialization")
    assert set(schema["discriminator"]["mapping"]) == {
        answer.model_fields["kind"].default for kind in KINDS.values() for answer in kind.answers
    }

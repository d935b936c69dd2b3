"""The JSON Schema of what `ask --json` prints, made from the models: docs/answer.schema.json.

`python -m bot.terminal.answer_schema` prints it.
"""

import json
import sys
from typing import Any

from pydantic import create_model

from bot.terminal.once import EXIT_CODES
from knowledge.ask import answers_type
from knowledge.models.base import Model
from knowledge.models.facts import Source
from knowledge.models.outcome import Slot
from knowledge.models.question import VERSION

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Choice(Model):
    """The label and the command of a choice."""

    label: str
    question: str


def answer_schema() -> dict[str, Any]:
    """The schema of one object, as `shape_of` makes it."""
    said: dict[str, Any] = {name: (field.annotation, field) for name, field in Slot.model_fields.items()}
    said["others"] = tuple[str, ...], ...
    understood: Any = create_model("Understood", __base__=Model, **said)
    types: dict[str, Any] = {
        "version": int,
        "outcome": str,
        "kind": str | None,
        "question": str | None,
        "understood": tuple[understood, ...],
        "answer": answers_type() | None,
        "choices": tuple[_Choice, ...],
        "sources": tuple[Source, ...],
        "text": str,
    }
    fields: dict[str, Any] = {name: (type_, ...) for name, type_ in types.items()}
    printed: Any = create_model("Printed", __base__=Model, **fields)
    made = printed.model_json_schema(by_alias=False, mode="serialization")
    schema: dict[str, Any] = {"$schema": _DIALECT, **made}
    schema["title"] = "What `bell-lap ask --json` prints"
    schema["properties"]["version"] = {"const": VERSION}
    schema["properties"]["outcome"] = {"enum": [*EXIT_CODES]}
    return schema


def as_text() -> str:
    """The content of the file."""
    return json.dumps(answer_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())

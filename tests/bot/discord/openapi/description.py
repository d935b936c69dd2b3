"""Discord's OpenAPI description as a checker of request bodies."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.paths import SHARED

Schema: TypeAlias = dict[str, Any]

# Beside the project, where it is checked out together with what its makers share; it is not ours to copy.
FILE = SHARED / "discord" / "openapi.json"
MISSING = (
    f"{FILE.parent.parent.name}/discord/openapi.json is not beside the project: bodies go unchecked here"
)

CALLBACK = ("post", "/interactions/{interaction_id}/{interaction_token}/callback")
COMMANDS = ("put", "/applications/{application_id}/commands")
GUILD_COMMANDS = ("put", "/applications/{application_id}/guilds/{guild_id}/commands")

# discord.py adds these to every command and to every message. Discord takes them, though its description is
# silent about them there.
UNDESCRIBED = {"nsfw", "tts"}

_URI = "urn:discord"


class Description:
    """The description in a file; `problems` says what is wrong with a body."""

    def __init__(self, file: Path = FILE) -> None:
        self._document: Schema = json.loads(file.read_text(encoding="utf-8"))
        resource = DRAFT202012.create_resource(self._document)
        self._registry: Registry[Schema] = Registry().with_resource(_URI, resource)
        self._strict: Any = extend(  # type: ignore[no-untyped-call]  # its stub leaves it open
            Draft202012Validator, {"oneOf": self._one_of, "anyOf": self._any_of, "properties": _properties}
        )
        self._validator = cache(self._compile)
        self._marks = cache(self._find_marks)

    def problems(self, operation: tuple[str, str], body: Any) -> list[str]:
        """Return what is wrong with the body of a request, nearest first; nothing when all is well."""
        errors = list(self._validator(operation).iter_errors(body))
        nearest = best_match(errors)
        if nearest is None:
            return []
        others = [error for error in errors if error.absolute_path != nearest.absolute_path]
        return [_sentence(error) for error in [nearest, *others]]

    def _compile(self, operation: tuple[str, str]) -> Validator:
        method, path = operation
        where = ["paths", path, method, "requestBody", "content", "application/json", "schema"]
        pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in where)
        validator: Validator = self._strict(
            {"$ref": f"{_URI}#/{pointer}"},
            registry=self._registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        return validator

    def _one_of(
        self, validator: Validator, branches: list[Schema], instance: object, schema: Schema
    ) -> Iterator[ValidationError]:
        yield from self._choose("oneOf", validator, branches, instance, schema)

    def _any_of(
        self, validator: Validator, branches: list[Schema], instance: object, schema: Schema
    ) -> Iterator[ValidationError]:
        yield from self._choose("anyOf", validator, branches, instance, schema)

    def _choose(
        self, keyword: str, validator: Validator, branches: list[Schema], instance: object, schema: Schema
    ) -> Iterator[ValidationError]:
        """Go straight to the one branch that a body's `type` allows.

        The others would be refused for their `type` anyway, so the verdict is the same; but the reasons then
        speak of the component that was sent, not of twenty that were not, and it is ten times as fast.
        """
        possible = [branch for branch in branches if self._possible(branch, instance)]
        if len(possible) == 1:
            yield from validator.descend(instance, possible[0])  # type: ignore[attr-defined]  # not in the protocol
        else:
            yield from Draft202012Validator.VALIDATORS[keyword](validator, branches, instance, schema)

    def _possible(self, branch: Schema, instance: object) -> bool:
        if branch == {"type": "null"}:
            return instance is None
        if instance is None or "$ref" not in branch:
            return True
        marks = self._marks(branch["$ref"])
        if marks is None or not isinstance(instance, dict):
            return True
        return instance.get("type") in marks

    def _find_marks(self, reference: str) -> frozenset[int] | None:
        """The values of `type` that an object of this schema may have, or None where it has no such thing."""
        schema = self._document["components"]["schemas"][reference.rpartition("/")[2]]
        kind = schema.get("properties", {}).get("type", {})
        if schema.get("type") != "object" or "type" not in schema.get("required", ()) or "enum" not in kind:
            return None
        return frozenset(kind["enum"])


def _properties(
    validator: Validator, properties: Schema, instance: object, schema: Schema
) -> Iterator[ValidationError]:
    """As JSON Schema has it, and a key that is not described is an error: Discord would ignore it."""
    yield from Draft202012Validator.VALIDATORS["properties"](validator, properties, instance, schema)
    if isinstance(instance, dict) and "additionalProperties" not in schema:
        for key in instance.keys() - properties.keys() - UNDESCRIBED:
            yield ValidationError(f"{key!r} is not a key that Discord knows here")


def _sentence(error: ValidationError) -> str:
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return f"{where or '(body)'}: {error.message[:300]}"

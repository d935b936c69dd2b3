"""Enrichments from answers of Wikidata's query service (SPARQL 1.1 JSON).

The query is the operator's; docs/wikidata.md has one that fits. Its variables are read by name, and what is
missing is not known: `athlete` (the item), `waid` (World Athletics id, P1146), `born` and `precision` (P569),
`name` (a label or an alias with its language), `sex` (M or F) and `nation` (a code of three capitals).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.imports.formats.files import Member, document, members
from knowledge.imports.formats.source_file import (
    ImportRefused,
    SourceFile,
    Unreadable,
    checked,
    checked_name,
    shown,
)
from knowledge.imports.formats.values import partial_date
from knowledge.models.base import SourceId
from knowledge.models.facts import Sex, Source
from knowledge.models.observation import Refusal

SOURCE = Source(
    id=SourceId("wikidata"),
    publisher="Wikidata",
    title="Names, birth dates and World Athletics ids of athletes",
    url="https://query.wikidata.org",
    licence="CC0 1.0",
)

_ITEM = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,11}", re.ASCII)
_TIME = re.compile(r"\+?(\d{4}-\d\d-\d\d)T00:00:00Z", re.ASCII)
# Wikidata's precisions of a time, and how much of the ISO date is then known.
_PRECISIONS = {"11": 10, "10": 7, "9": 4}


@dataclass(frozen=True, slots=True)
class Enrichment:
    """The statement of one row about an athlete.

    It is matched to a known athlete by `world_athletics` or, without one, by name and a full birth date. It
    never creates an athlete. `name` is a spelling in `language`.
    """

    row: str
    item: str
    world_athletics: str | None
    name: str | None
    language: str | None
    born: str | None
    sex: Sex | None = None
    nation: str | None = None


NAME = "wikidata"
"""The operator's name for the format."""


def enrichment_files(path: Path) -> Iterator[SourceFile[Enrichment]]:
    """The files of a zip, a folder or a single file.

    Raises ImportRefused: when the path holds no JSON file; the files raise it also while their rows are read.
    """
    for member in members(path, ".json"):
        yield SourceFile(member.name, member.size, partial(_rows, member), member.read)


def _rows(member: Member) -> Iterator[Enrichment | Refusal]:
    content = document(member)
    results = content.get("results") if isinstance(content, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list):
        raise ImportRefused(f"{shown(member.name)} has no results.bindings, so it is no answer to a query.")
    for index, binding in enumerate(bindings):
        where = f"binding {index + 1}"
        try:
            yield _row(where, binding)
        except Unreadable as problem:
            yield Refusal(where, shown(str(binding)), str(problem))


def _row(where: str, binding: Any) -> Enrichment:
    if not isinstance(binding, dict):
        raise Unreadable("The binding is not an object.")
    item = _ITEM.fullmatch(_value(binding, "athlete", "uri"))
    if item is None:
        raise Unreadable("The variable athlete is not an item of Wikidata.")
    number, name = _value(binding, "waid"), _value(binding, "name")
    born = _born(_value(binding, "born"), _value(binding, "precision"))
    if number and _NUMBER.fullmatch(number) is None:
        raise Unreadable("The variable waid is not a number.")
    if name and not any(letter.isalpha() for letter in name):
        raise Unreadable("The variable name is not a name.")
    if not number and not (name and born and len(born) == 10):
        raise Unreadable("There is neither a World Athletics id nor a name with a full birth date to go by.")
    sex, nation = _value(binding, "sex"), _value(binding, "nation")
    if sex not in {"", *Sex}:
        raise Unreadable("The variable sex is neither M nor F.")
    if nation and re.fullmatch(r"[A-Z]{3}", nation) is None:
        raise Unreadable("The variable nation is not a code of three capitals.")
    language = binding["name"].get("xml:lang") if name else None
    return Enrichment(
        row=where,
        item=item[1],
        world_athletics=number or None,
        name=checked_name(name) or None,
        language=language if isinstance(language, str) else None,
        born=born,
        sex=Sex(sex) if sex else None,
        nation=nation or None,
    )


def _born(text: str, precision: str) -> str | None:
    """The birth date at its precision. Without one, 1 January counts as the year only."""
    if not text or text.startswith(("_:", "http")):  # an unknown value, as Wikidata writes it
        return None
    match = _TIME.fullmatch(text)
    if match is None:
        raise Unreadable("The variable born is not a time like 1996-09-12T00:00:00Z.")
    if not precision:
        known = 4 if match[1].endswith("-01-01") else 10
    elif precision in _PRECISIONS:
        known = _PRECISIONS[precision]
    else:
        return None
    return partial_date(match[1])[:known]


def _value(binding: dict[str, Any], name: str, kind: str | None = None) -> str:
    bound = binding.get(name)
    if bound is None:
        return ""
    value = bound.get("value") if isinstance(bound, dict) else None
    if not isinstance(bound, dict) or not isinstance(value, str) or (kind and bound.get("type") != kind):
        raise Unreadable(f"The variable {name} is not bound as the format says.")
    if bound.get("type") == "bnode":
        return ""
    return checked(value, name)

"""All facts together, the folder of each kind, and the order of keys in a file."""

from types import MappingProxyType
from typing import NamedTuple

from knowledge.models.base import AthleteId, Model
from knowledge.models.claim import Claim, Saying
from knowledge.models.facts import (
    Athlete,
    City,
    Competition,
    Completeness,
    Coverage,
    Discipline,
    Edition,
    Gap,
    Name,
    Nation,
    Race,
    Relation,
    Result,
    Source,
    Venue,
)


class Facts(Model):
    """All facts: a tuple for each kind, in the order of ids."""

    nations: tuple[Nation, ...] = ()
    sources: tuple[Source, ...] = ()
    cities: tuple[City, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    competitions: tuple[Competition, ...] = ()
    editions: tuple[Edition, ...] = ()
    athletes: tuple[Athlete, ...] = ()
    races: tuple[Race, ...] = ()


Entity = Nation | Source | City | Discipline | Competition | Edition | Athlete | Race

ATHLETES = "athletes"
"""The folder with a file a nation: a table an athlete, under its id. Every other file is one entity."""
DECISIONS = "decisions"
"""The folder of curators' decisions about identity; `knowledge.imports.linkage.people` reads it."""
FOLDERS: MappingProxyType[str, type[Entity]] = MappingProxyType(
    {
        "nations": Nation,
        "sources": Source,
        "cities": City,
        "disciplines": Discipline,
        "competitions": Competition,
        "editions": Edition,
        "athletes": Athlete,
        "races": Race,
    }
)
"""The model of each folder. Disciplines come before races: parsing a mark needs the measure."""

_FOLDER = {model: folder for folder, model in FOLDERS.items()}

PARTS: MappingProxyType[str, type[Model]] = MappingProxyType(
    {
        "names": Name,
        "complete": Completeness,
        "venues": Venue,
        "coverage": Coverage,
        "relations": Relation,
        "results": Result,
        "claims": Claim,
        "sayings": Saying,
        "gaps": Gap,
    }
)
"""The model of the tables under a key."""

_RESULT_KEYS = (
    "place",
    "athlete",
    "nation",
    "team",
    "mark",
    "status",
    "medal",
    "wind_mps",
    "members",
    "reserves",
    "notes",
    "sources",
    "superseded",
)


Alike = tuple[tuple[AthleteId, AthleteId], ...]
"""Pairs of athletes that could be one person, by all that their files say."""


class Passed(NamedTuple):
    """What passed the checks before: folders without a change since then, and what need not be found again.

    `races` are the ids of the races that are new or changed, None for all; `pairs` of athletes could be one.
    """

    unchanged: frozenset[str]
    races: frozenset[str] | None
    pairs: Alike


def keys_of(model: type[Model]) -> tuple[str, ...]:
    """The keys of a model in canonical order. Results begin with the place, as lists print it."""
    if model is Result:
        return _RESULT_KEYS
    return tuple(field.alias or name for name, field in model.model_fields.items() if name != "id")


def file_name(entity: Entity) -> str:
    """The file of an entity in the data folder: `athletes/KEN.toml`, `races/rome-2024/….toml`."""
    if isinstance(entity, Athlete):
        return f"{ATHLETES}/{entity.nation}.toml"
    folder = _FOLDER[type(entity)]
    parent = f"{entity.edition}/" if isinstance(entity, Race) else ""
    return f"{folder}/{parent}{entity.id}.toml"

"""All facts together, and which folder holds which kind of thing."""

from types import MappingProxyType

from knowledge.models.base import Model
from knowledge.models.facts import (
    Athlete,
    City,
    Claim,
    Competition,
    Coverage,
    Discipline,
    Edition,
    Name,
    Nation,
    Race,
    Relation,
    Result,
    Saying,
    Source,
    Venue,
)


class Facts(Model):
    """Everything that the files say: a tuple a kind, each in the order of its ids."""

    nations: tuple[Nation, ...] = ()
    sources: tuple[Source, ...] = ()
    cities: tuple[City, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    competitions: tuple[Competition, ...] = ()
    editions: tuple[Edition, ...] = ()
    athletes: tuple[Athlete, ...] = ()
    races: tuple[Race, ...] = ()


Entity = Nation | Source | City | Discipline | Competition | Edition | Athlete | Race

DECISIONS = "decisions"
"""The folder of what curators decided about who is who; `knowledge.imports.linkage.people` reads it."""
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
"""The folder of each kind. Disciplines stand before races: a mark is read by its discipline's measure."""

PARTS: MappingProxyType[str, type[Model]] = MappingProxyType(
    {
        "names": Name,
        "venues": Venue,
        "coverage": Coverage,
        "relations": Relation,
        "results": Result,
        "claims": Claim,
        "sayings": Saying,
    }
)
"""What stands under a key, where that is more than a text."""

_RESULT_KEYS = (
    "place",
    "athlete",
    "nation",
    "team",
    "mark",
    "status",
    "wind_mps",
    "members",
    "notes",
    "sources",
    "superseded",
)


def keys_of(model: type[Model]) -> tuple[str, ...]:
    """The keys of a model in a file, in their canonical order. Results begin with the place, as printed."""
    if model is Result:
        return _RESULT_KEYS
    return tuple(field.alias or name for name, field in model.model_fields.items() if name != "id")


def file_of(folder: str, thing_id: str, edition: str = "") -> str:
    """The file of a thing, from the data folder: `athletes/amos-serem.toml`, `races/rome-2024/….toml`."""
    return f"{folder}/{edition}/{thing_id}.toml" if edition else f"{folder}/{thing_id}.toml"

"""What every model shares, and the types of ids."""

from typing import NewType

from pydantic import BaseModel, ConfigDict

NationId = NewType("NationId", str)
SourceId = NewType("SourceId", str)
CityId = NewType("CityId", str)
DisciplineId = NewType("DisciplineId", str)
CompetitionId = NewType("CompetitionId", str)
EditionId = NewType("EditionId", str)
AthleteId = NewType("AthleteId", str)
EventId = NewType("EventId", str)
RaceId = NewType("RaceId", str)


class Model(BaseModel):
    """A value: frozen, and strict about what it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

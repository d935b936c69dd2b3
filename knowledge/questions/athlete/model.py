"""The question about an athlete, and its two answers: a profile or a list of races."""

from dataclasses import dataclass
from typing import Literal

from knowledge.models.base import AthleteId, Record
from knowledge.models.claim import Claim
from knowledge.models.facts import Athlete, Name, Nation
from knowledge.models.question import Answer, Question, years_text
from knowledge.models.records import AthleteRef, Performance, RaceHead, Rival
from knowledge.questions.statistics.model import Age, EventBests, Honour, Tally


class AthleteQuestion(Question):
    """Who is this? With `races`, the list of races instead, of all years or of a span (inclusive)."""

    kind: Literal["athlete"] = "athlete"
    athlete: AthleteId
    races: bool = False
    first_year: int | None = None
    last_year: int | None = None

    @property
    def text(self) -> str:
        """The canonical text, without the kind."""
        parts = [self.athlete, *(["races"] if self.races else [])]
        return " ".join([*parts, *years_text(self.first_year, self.last_year)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin(Record):
    """A relative: `is_` is what `athlete` is to the one asked about (`younger brother`)."""

    athlete: AthleteRef
    is_: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAbout(Record):
    """A claim that concerns an athlete, and the race it was made of, if any."""

    head: RaceHead | None
    claim: Claim


class AthleteAnswer(Answer):
    """An athlete's identity, bests, honours and races.

    `spellings` are every other name with its sources; `represented` the nations in their results when there
    is more than one. `last_races` are the newest five.
    """

    kind: Literal["athlete"] = "athlete"
    question: AthleteQuestion
    athlete: AthleteRef
    profile: Athlete
    spellings: tuple[Name, ...]
    represented: tuple[Nation, ...]
    age: Age | None
    events: tuple[EventBests, ...]
    honours: tuple[Honour, ...]
    tally: Tally
    last_races: tuple[Performance, ...]
    kin: tuple[Kin, ...]
    namesakes: tuple[AthleteRef, ...]
    rivals: tuple[Rival, ...]
    claims: tuple[ClaimAbout, ...]


class RacesAnswer(Answer):
    """All races of an athlete, or those of one year, newest first. `years` are those with races."""

    kind: Literal["races"] = "races"
    question: AthleteQuestion
    athlete: AthleteRef
    races: tuple[Performance, ...]
    tally: Tally
    years: tuple[int, ...]

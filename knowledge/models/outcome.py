"""The outcome of parsing a text: a question, a choice, no match, or no question at all.

Outcomes are data; `knowledge.cards.outcomes` writes their cards.
"""

from enum import StrEnum
from typing import Literal

from pydantic import SerializeAsAny

from knowledge.models.base import Model
from knowledge.models.facts import Category, Discipline, Round
from knowledge.models.question import Question
from knowledge.models.records import AthleteRef, Performance, RaceHead


class AthleteChoice(Model):
    """An athlete that fits, with what distinguishes namesakes.

    `matched` is the spelling that matched, where it is not the registered one.
    """

    shows: Literal["athlete"] = "athlete"
    question: SerializeAsAny[Question]
    athlete: AthleteRef
    disciplines: tuple[Discipline, ...] = ()
    matched: str | None = None


class RaceChoice(Model):
    """A race that fits, with its first three where they are named.

    `winners` are its own and those of the editions before.
    """

    shows: Literal["race"] = "race"
    question: SerializeAsAny[Question]
    race: RaceHead
    podium: tuple[Performance, ...] = ()
    winners: tuple[Performance, ...] = ()


class PairChoice(Model):
    """A pair of athletes that fits, and the number of races they shared."""

    shows: Literal["pair"] = "pair"
    question: SerializeAsAny[Question]
    first: AthleteRef
    second: AthleteRef
    races: int


Choice = AthleteChoice | RaceChoice | PairChoice


class Why(StrEnum):
    """The reason for the value of a slot that the question does not state."""

    LATEST = "latest"
    ONLY = "only"
    FINAL = "final"
    SPELLING = "spelling"
    RECORDED = "recorded"
    HAS_MET = "has-met"
    RAN_THERE = "ran-there"
    DOES_THAT = "does-that"
    FROM_THERE = "from-there"
    BORN_THEN = "born-then"
    LIKELIEST = "likeliest"


class Slot(Model):
    """A slot of a question: its value, and where the value comes from.

    `name` is `edition`, `event`, `round`, `athlete`, `first` or `second`; for a filter `competition`,
    `edition`, `city`, `venue`, `nation`, `tier`, `category` or `years`; `unused` for words that were
    understood but change nothing, `reading` for words with another interpretation, `elsewhere` for imported
    races that are newer than the answered one. `typed` are the words that the value was parsed from. A value
    that is not `said` was assumed for the reason `why`; `others` are questions with another value.
    """

    name: str
    id: str
    label: str
    said: bool
    typed: str | None = None
    why: Why | None = None
    others: tuple[Choice, ...] = ()


class Understood(Model):
    """A parsed question, and its slots."""

    question: SerializeAsAny[Question]
    slots: tuple[Slot, ...]


class Ambiguous(Model):
    """Several questions fit: at most five choices; `more` is the number of others."""

    kind: str
    slot: str
    typed: str
    choices: tuple[Choice, ...]
    more: int = 0


class Missing(StrEnum):
    """The part of a question that has no match."""

    NAME = "name"  # nothing is called like `typed`
    EVENT = "event"  # `discipline` (of `category`) is not among the races of `where`
    PLACE = "place"  # no race is known at `where`
    YEAR = "year"  # `where` has no edition of `year`
    ROUND = "round"  # the event has no race of this round
    ATHLETE = "athlete"  # `athlete` is not in the races that fit the rest
    COMBINATION = "combination"  # each part exists, no race has them all


class NotFound(Model):
    """Nothing fits. `where` is the name of the place or competition; `nearest` are similar questions.

    `event` are the words typed for the event; `discipline` is their discipline, where it is only one.
    """

    kind: str
    missing: Missing
    typed: str | None = None
    where: str | None = None
    event: str | None = None
    discipline: Discipline | None = None
    category: Category | None = None
    round: Round | None = None
    heat: int | None = None
    year: int | None = None
    athlete: AthleteRef | None = None
    nearest: tuple[Choice, ...] = ()


class Fault(StrEnum):
    """The reason why a text is not a question."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_MUCH = "too-much"
    UNKNOWN_COMMAND = "unknown-command"
    UNCLEAR = "unclear"
    SECOND_ATHLETE_MISSING = "second-athlete-missing"
    SAME_ATHLETE = "same-athlete"
    TOO_MANY_ATHLETES = "too-many-athletes"
    NO_ATHLETE = "no-athlete"


class Invalid(Model):
    """A text that is not a question, or not a whole one; each of `choices` completes it."""

    kind: str | None
    fault: Fault
    typed: str = ""
    choices: tuple[Choice, ...] = ()


Understanding = Understood | Ambiguous | NotFound | Invalid

"""What became of a text: a question understood, a choice to make, nothing found, or not a question.

These are data; `knowledge.cards.outcomes` gives them their words.
"""

from enum import StrEnum
from typing import Literal

from pydantic import SerializeAsAny

from knowledge.models.base import Model
from knowledge.models.facts import Category, Discipline, Round
from knowledge.models.question import Question
from knowledge.models.records import AthleteRef, RaceHead


class AthleteChoice(Model):
    """An athlete who fits, with what tells namesakes apart.

    `matched` is the spelling that fits, where it is not the registered one.
    """

    shows: Literal["athlete"] = "athlete"
    question: SerializeAsAny[Question]
    athlete: AthleteRef
    disciplines: tuple[Discipline, ...] = ()
    matched: str | None = None


class RaceChoice(Model):
    """A race that fits."""

    shows: Literal["race"] = "race"
    question: SerializeAsAny[Question]
    race: RaceHead


class PairChoice(Model):
    """Two athletes who fit, and how many races they share."""

    shows: Literal["pair"] = "pair"
    question: SerializeAsAny[Question]
    first: AthleteRef
    second: AthleteRef
    races: int


Choice = AthleteChoice | RaceChoice | PairChoice


class Why(StrEnum):
    """Why a slot holds what it holds though the question did not say so."""

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
    """One part of a question: what it holds and where from.

    `name` is `edition`, `event`, `round`, `athlete`, `first`, `second`; of a filter `competition`,
    `edition`, `city`, `venue`, `nation`, `tier`, `category` or `years`; `unused` for words that were
    understood but change nothing here, `reading` for words that may mean something else, `elsewhere` for
    newer races than the one answered that only imports tell of. `typed` are the words it was read from.
    Not said means assumed, for the reason `why`; `others` are what it could have been instead, as questions.
    """

    name: str
    id: str
    label: str
    said: bool
    typed: str | None = None
    why: Why | None = None
    others: tuple[Choice, ...] = ()


class Understood(Model):
    """A question, and how each of its slots was filled."""

    question: SerializeAsAny[Question]
    slots: tuple[Slot, ...]


class Ambiguous(Model):
    """More than one thing fits. At most five choices; `more` says how many others there are."""

    kind: str
    slot: str
    typed: str
    choices: tuple[Choice, ...]
    more: int = 0


class Missing(StrEnum):
    """What was not found."""

    NAME = "name"  # nothing is called like `typed`
    EVENT = "event"  # `discipline` (of `category`) is not among the races of `where`
    YEAR = "year"  # `where` has no edition of `year`
    ROUND = "round"  # the event is there, the round is not
    ATHLETE = "athlete"  # `athlete` is not in the races that fit the rest
    COMBINATION = "combination"  # each part exists, no race has them all


class NotFound(Model):
    """Nothing fits. `where` is how the place or competition is called; `nearest` do exist.

    `event` are the words typed for the event; `discipline` is the one they mean, where it is only one.
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
    """Why a text is not a question."""

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
    """Not a question that can be answered as it stands. `choices` would complete it."""

    kind: str | None
    fault: Fault
    typed: str = ""
    choices: tuple[Choice, ...] = ()


Understanding = Understood | Ambiguous | NotFound | Invalid

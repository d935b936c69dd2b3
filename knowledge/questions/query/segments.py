"""The segments of a question: runs of words, each with the type and the content that it was read as."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from itertools import groupby

from knowledge.names import Candidate
from knowledge.questions.query.time_expressions import Years
from knowledge.questions.query.tokenizer import Token


class SegmentType(Enum):
    """What a segment states.

    ALL_RACES asks for every race of an athlete. BOUND is a word such as `since` without a time after it.
    NOTHING is a stop word, UNKNOWN a word that could not be read.
    """

    WHERE = auto()
    NATION = auto()
    DISCIPLINE = auto()
    ATHLETE = auto()
    YEAR = auto()
    DAYS = auto()
    SEX = auto()
    AGE = auto()
    ROUND = auto()
    ALL_RACES = auto()
    BOUND = auto()
    NOTHING = auto()
    UNKNOWN = auto()


KINDS: dict[SegmentType, frozenset[str]] = {
    SegmentType.WHERE: frozenset({"competition", "edition", "city", "venue", "tier"}),
    SegmentType.NATION: frozenset({"nation"}),
    SegmentType.DISCIPLINE: frozenset({"discipline"}),
    SegmentType.ATHLETE: frozenset({"athlete"}),
}
"""The kinds of entities that a name segment of each type can refer to."""
NOT_ATHLETES = tuple(type_ for type_ in KINDS if type_ is not SegmentType.ATHLETE)
"""The types of name segments other than athletes."""
KINDS_NOT_ATHLETES = frozenset(kind for type_ in NOT_ATHLETES for kind in KINDS[type_])


@dataclass(frozen=True)
class Segment:
    """A run of words with its type; `cost` is in nats.

    A name carries `candidates`, likeliest first. A keyword carries `value`, `number`, `years` or `days`.
    """

    type: SegmentType
    words: tuple[Token, ...]
    cost: float
    candidates: tuple[Candidate, ...] = ()
    value: str = ""
    number: int | None = None
    years: Years | None = None
    days: tuple[date, date] | None = None

    @property
    def typed(self) -> str:
        """The words as the user typed them."""
        return as_typed(self.words)


@dataclass(frozen=True)
class Segmentation:
    """All segments of a question in the order of its words; `cost` is their total in nats."""

    segments: tuple[Segment, ...] = field(default=())
    cost: float = 0.0

    def of(self, type_: SegmentType) -> tuple[Segment, ...]:
        """Return the segments of one type."""
        return tuple(segment for segment in self.segments if segment.type is type_)

    @property
    def typed(self) -> str:
        """The words as typed, without stop words."""
        meaningful = (segment for segment in self.segments if segment.type is not SegmentType.NOTHING)
        return as_typed(word for segment in meaningful for word in segment.words)

    @property
    def unknown_text(self) -> str:
        """The words that could not be read, as typed; empty where there are none."""
        return as_typed(word for segment in self.of(SegmentType.UNKNOWN) for word in segment.words)


def as_typed(words: Iterable[Token]) -> str:
    """Join words as the user typed them; pieces of one typed word become that word again."""
    return " ".join(
        whole if len(pieces := list(group)) > 1 else pieces[0].typed
        for whole, group in groupby(words, key=lambda word: word.whole)
    )


def typed_text(segments: Iterable[Segment]) -> str | None:
    """Join the words of several segments as typed; None where there are none."""
    return as_typed(word for segment in segments for word in segment.words) or None

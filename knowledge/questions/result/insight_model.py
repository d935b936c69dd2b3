"""What an insight into a race is about."""

from enum import StrEnum

from knowledge.models.base import Model
from knowledge.models.records import AthleteRef


class InsightKind(StrEnum):
    """What an insight is about, the strongest first."""

    SHARED = "shared"  # several share the first place
    PHOTO_FINISH = "photo-finish"  # a photo finish decided the first place
    COUNTBACK = "countback"
    JUMP_OFF = "jump-off"
    RECORD = "record"  # the winner's mark is published as a record
    BEST_MARK = "best-mark"  # the best winning mark of the event at the competition
    IN_A_ROW = "in-a-row"  # the event won at consecutive editions
    ALL_LOST = "all-lost"  # an athlete behind had won all their known finals
    LAST_LOST = "last-lost"  # an athlete behind had won their last known finals
    SMALLEST_MARGIN = "smallest-margin"  # the winning margin, of those of the event at the competition
    BIGGEST_MARGIN = "biggest-margin"
    CHAMPION_BEATEN = "champion-beaten"  # the champion of the edition before is behind
    TITLE_AGAIN = "title-again"  # a champion of earlier editions
    FIRST_TITLE = "first-title"  # the first, after other places on the podium
    NATIONAL_RECORD = "national-record"


class Reach(StrEnum):
    """The finals that a superlative is of."""

    ALL = "all"  # every final of the event at the competition
    FIRST = "first"  # every one up to this race
    KNOWN = "known"  # those known
    KNOWN_BEFORE = "known-before"  # those known, up to this race


class Insight(Model):
    """One fact about a win that the result alone does not show, and that the knowledge proves.

    `other` is the athlete behind whom the fact is about. `count` are finals lost, wins in a row, or the
    finals of a superlative; `reach` says which finals. `years` are those of earlier editions, `record` is an
    abbreviation.
    """

    kind: InsightKind
    other: AthleteRef | None = None
    count: int | None = None
    reach: Reach | None = None
    years: tuple[int, ...] = ()
    record: str | None = None

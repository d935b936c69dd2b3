"""Answers as data: what `ask --json` prints under `answer`, and what cards are drawn from.

`VERSION` counts the changes of these models that a reader would have to follow: a field renamed, removed or
given another meaning. New fields do not count. Marks keep their published text beside an exact integer.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from knowledge.models.base import Model
from knowledge.models.facts import Athlete, Claim, Discipline, Name, Nation, Source, Tier
from knowledge.models.head_to_head import BestsOfBoth, Bout, EventScore, NotCounted, Score, Streak
from knowledge.models.mark import Margin
from knowledge.models.question import AthleteQuestion, HeadToHeadQuestion, ResultQuestion
from knowledge.models.records import AnyLine, AthleteRef, Performance, RaceHead, Rival

VERSION: Final = 2


class Grounded(Model):
    """What every answer says about itself.

    `version` is that of these models, `knowledge` that of the facts. `reaches` is the day of the last race
    known, `sources` all that the answer rests on, in order of first use.
    """

    version: Literal[2] = VERSION
    knowledge: str
    reaches: date | None
    sources: tuple[Source, ...]


# /result


class Finisher(Model):
    """One who was placed. `behind` is the gap to the winner, where both marks are known."""

    result: AnyLine
    behind: Margin | None


class Parting(StrEnum):
    """What told athletes with one mark apart."""

    PHOTO_FINISH = "photo-finish"
    COUNTBACK = "countback"
    JUMP_OFF = "jump-off"
    PLACES = "places"


class SameMark(Model):
    """A mark that was given with several places, the best first, and what parted those who have it."""

    mark: str
    places: tuple[int, ...]
    by: Parting


class ResultAnswer(Grounded):
    """How a race ended.

    `finishers` by place; `ran` took part, their place is not known here; `unplaced` did not finish, did not
    start, were disqualified, made no mark, ran out of competition or made the pace. `other_editions` hold the
    same event at the same competition or in the same city, `other_events` the same edition, newest first.
    """

    kind: Literal["result"] = "result"
    question: ResultQuestion
    head: RaceHead
    finishers: tuple[Finisher, ...]
    ran: tuple[AnyLine, ...]
    unplaced: tuple[AnyLine, ...]
    same_marks: tuple[SameMark, ...]
    claims: tuple[Claim, ...]
    other_rounds: tuple[RaceHead, ...]
    other_editions: tuple[RaceHead, ...]
    other_events: tuple[RaceHead, ...]


# /athlete


class Age(Model):
    """Whole years on a day. `least` and `most` differ where only a year or month of birth is known."""

    on: date
    least: int
    most: int


class Barred(StrEnum):
    """Why a mark counts for its race but not for bests."""

    WIND = "wind"
    TRACK = "track"
    HAND_TIMED = "hand-timed"


class BarredMark(Model):
    """A mark that is better than the best given, and why it is not the best."""

    performance: Performance
    why: Barred


class SeasonBest(Model):
    """The best mark of a year, by the race's date."""

    year: int
    performance: Performance


class EventBests(Model):
    """An athlete in one discipline: how many races, and the best marks among them, newest season first.

    A team's mark is nobody's best, so there are none of relays.
    """

    discipline: Discipline
    races: int
    best: Performance | None
    seasons: tuple[SeasonBest, ...]
    barred: tuple[BarredMark, ...]


class Title(StrEnum):
    """What was won."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    DIAMOND_LEAGUE = "diamond-league"


class Honour(Model):
    """A medal at a championships or games, or a Diamond League title."""

    tier: Tier
    title: Title
    performance: Performance


class Tally(Model):
    """What became of an athlete's races here. Wins and podiums (first to third) are of finals.

    `relays` are those of the races that were run for a team; they count among the others.
    """

    races: int
    relays: int
    finals: int
    wins: int
    podiums: int


class Kin(Model):
    """A relative: `is_` is what `athlete` is to the one asked about (`younger brother`)."""

    athlete: AthleteRef
    is_: str


class ClaimAbout(Model):
    """A claim that concerns an athlete, and the race it was made of, if any."""

    head: RaceHead | None
    claim: Claim


class AthleteAnswer(Grounded):
    """Who somebody is and what they have done here.

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


class RacesAnswer(Grounded):
    """All races of an athlete, or those of one year, newest first. `years` are those with races."""

    kind: Literal["races"] = "races"
    question: AthleteQuestion
    athlete: AthleteRef
    races: tuple[Performance, ...]
    tally: Tally
    years: tuple[int, ...]


# /h2h


class HeadToHeadAnswer(Grounded):
    """Who beats whom, by the better place in the same race of the same event.

    `bouts` count, newest first; `not_counted` do not; `filtered` is how many races the question's filters set
    aside. `streaks` hold the current one first, then the longest of each if it is another. `biggest` and
    `closest` are among the bouts in the discipline they met in most.
    """

    kind: Literal["h2h"] = "h2h"
    question: HeadToHeadQuestion
    first: AthleteRef
    second: AthleteRef
    finals: Score
    all_rounds: Score
    events: tuple[EventScore, ...]
    bouts: tuple[Bout, ...]
    not_counted: tuple[NotCounted, ...]
    filtered: int
    streaks: tuple[Streak, ...]
    biggest: Bout | None
    closest: Bout | None
    bests: tuple[BestsOfBoth, ...]


Answer = Annotated[ResultAnswer | AthleteAnswer | RacesAnswer | HeadToHeadAnswer, Field(discriminator="kind")]

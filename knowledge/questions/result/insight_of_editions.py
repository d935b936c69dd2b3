"""Insights into a final beside those of its event at other editions of the competition.

Marks and margins are compared where their difference can't come from how they were taken: by hand or to the
second, with the wind, on a short course, by a table of points, with other implements.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from knowledge.models.facts import Category, Medal, Tier
from knowledge.models.history import EventHistory, ShortMark, Staging, team_entrant
from knowledge.models.mark import Measure
from knowledge.models.records import AnyLine, RaceHead, ResultLine
from knowledge.questions.result.insight_model import Insight, InsightKind, Reach

# Chosen by hand: fewer would be no news.
FEWEST_FINALS = 6
"""Finals of which one has the best mark."""
FEWEST_MARGINS = 8
"""Finals before, with a known margin, of which none has a smaller or a bigger one."""
LEAST_KNOWN = 0.75
"""Share of those finals whose margin is known."""
_LEGAL_WIND = 2.0
_BY_HAND = 30
_TO_THE_SECOND = 100
"""Hundredths of a second by which a margin may differ from the recorded one."""
_YOUNGEST = 14
_LONGEST_CAREER = 30
"""Years: the age of the youngest champion, and a career where the year of birth is not known."""
_U20 = (Category.MEN_U20, Category.WOMEN_U20, Category.MIXED_U20)
_COMPARABLE = frozenset({"SB", "PB", "=SB", "=PB", "NR", "=NR", "countback", "same time", "NU23R", "NU20R"})
"""Notes of a winner that cast no doubt on the mark. Others name implements, courses, the wind."""


class _Margin(NamedTuple):
    """A winning margin in the unit of `Mark.value`, and how far it may be from the true one."""

    value: int
    tolerance: int


class EventPast:
    """An event at the editions of a competition before and after that of a race."""

    def __init__(self, history: EventHistory, head: RaceHead) -> None:
        self._head = head
        self._all = history.stagings
        self._complete = history.complete
        at = next(at for at, one in enumerate(self._all) if one.edition == head.edition.id)
        self._now = self._all[at]
        self._before = [one for one in self._all[:at] if one.held is not False]
        self._after = [one for one in self._all[at + 1 :] if one.held is not False]

    def best_mark(self, winner: AnyLine) -> Insight | None:
        """The best winning mark of every final of the event, or of every one until then."""
        own = winner.mark
        if own is None or not self._is_whole or not self._is_comparable(winner):
            return None
        short = ShortMark(own.text, own.value, own.hand_timed)
        if len(self._before) + 1 < FEWEST_FINALS or not self._is_best(short, self._before):
            return None
        return self._of_all(InsightKind.BEST_MARK, stands=self._is_best(short, self._after))

    def smallest_margin(self) -> Insight | None:
        """The smallest winning margin of the known ones. Two with one mark have none."""
        own = self._own_margin
        if own is None or own.value == 0:
            return None
        most = own.value + own.tolerance
        return self._extreme(InsightKind.SMALLEST_MARGIN, lambda other: other.value - other.tolerance > most)

    def biggest_margin(self) -> Insight | None:
        """The biggest winning margin of the known ones."""
        own = self._own_margin
        if own is None:
            return None
        least = own.value - own.tolerance
        return self._extreme(InsightKind.BIGGEST_MARGIN, lambda other: other.value + other.tolerance < least)

    def in_a_row(self, winner: AnyLine) -> Insight | None:
        """Two wins or more at consecutive editions with the event; None where one more may be missing."""
        entrant, won = _entrant(winner), [self._now]
        if self._gold_is_elsewhere(winner):
            return None
        for staging in reversed(self._before):
            winners = _winners(staging)
            if not winners:
                return None
            if entrant not in winners:
                break
            won.append(staging)
        else:
            if self._complete is None or not self._complete.whole:
                return None
        if len(won) < 2 or not self._no_edition_is_missing(won[-1]):
            return None
        return Insight(kind=InsightKind.IN_A_ROW, count=len(won))

    def title(self, winner: AnyLine) -> Insight | None:
        """A champion of earlier editions again, or a first title of somebody on the podium before."""
        if not isinstance(winner, ResultLine) or self._head.edition.tier.is_meeting:
            return None
        since = _career_since(winner, self._head)
        career = [one for one in self._before if one.year >= since]
        is_known = self._is_complete_since(since) and all(map(_winners, career))
        if self._gold_is_elsewhere(winner) or not is_known:
            return None
        entrant = _entrant(winner)
        won = tuple(one.year for one in career if entrant in _winners(one))
        if won:
            return Insight(kind=InsightKind.TITLE_AGAIN, years=won)
        podium = tuple(one.year for one in career if any(entrant == line.entrant for line in one.podium))
        return Insight(kind=InsightKind.FIRST_TITLE, years=podium) if podium else None

    def shared(self) -> Insight | None:
        """A shared first place as the only one, or the first, of every final."""
        before = [len(_winners(one)) for one in self._before]
        if not self._is_whole or len(before) + 1 < FEWEST_FINALS or any(n != 1 for n in before):
            return None
        return self._of_all(InsightKind.SHARED, stands=all(len(_winners(one)) == 1 for one in self._after))

    def champion_beaten(self, behind: Sequence[AnyLine]) -> Insight | None:
        """The champion of the edition before among those behind. A title given later was none yet."""
        tier = self._head.edition.tier
        if not self._before or (tier.is_meeting and tier is not Tier.MARATHON_MAJOR):
            return None
        last = self._before[-1]
        first = [line for line in last.podium if line.place == 1]
        if len(first) != 1 or first[0].superseded or not self._no_edition_is_missing(last):
            return None
        athletes = (line.athlete for line in behind if isinstance(line, ResultLine))
        champion = next((athlete for athlete in athletes if athlete.id == first[0].entrant), None)
        return Insight(kind=InsightKind.CHAMPION_BEATEN, other=champion) if champion else None

    @property
    def _is_whole(self) -> bool:
        """Whether every final of the event can be known. A newer edition of a meeting may be missing."""
        whole = self._complete is not None and self._complete.whole
        return whole and not self._head.edition.tier.is_meeting

    def _is_comparable(self, winner: AnyLine) -> bool:
        """Whether nothing but the performance can have made the mark of this race better than others."""
        head = self._head
        if head.note or head.category in _U20 or head.discipline.measure is Measure.POINTS:
            return False
        if not _COMPARABLE.issuperset(winner.notes):
            return False
        return not head.discipline.wind or _is_legal(winner.wind_mps or head.wind_mps)

    def _is_best(self, own: ShortMark, others: Sequence[Staging]) -> bool:
        """Whether a mark is better than the winner's at each of the editions, which are all known."""
        marks = [next((line.mark for line in one.podium if line.place == 1), None) for one in others]
        return all(mark is not None and self._beats(own, mark) for mark in marks)

    def _beats(self, own: ShortMark, other: ShortMark) -> bool:
        """Whether a mark is better. A time by hand is too fast to be compared with an electric one."""
        if self._head.discipline.measure.lower_is_better:
            return own.value < other.value and not (own.hand_timed and not other.hand_timed)
        return own.value > other.value

    def _margin(self, staging: Staging) -> _Margin | None:
        """The winning margin; None where it is not known, or depends on a table of points."""
        measure = self._head.discipline.measure
        if len(staging.podium) < 2 or staging.podium[1].place > 2 or measure is Measure.POINTS:
            return None
        first, second = staging.podium[0].mark, staging.podium[1].mark
        if first is None or second is None:
            return None
        value = second.value - first.value if measure is Measure.TIME else first.value - second.value
        return _Margin(value, max(_tolerance(first), _tolerance(second))) if value >= 0 else None

    @cached_property
    def _own_margin(self) -> _Margin | None:
        return self._margin(self._now)

    @cached_property
    def _margins_before(self) -> list[_Margin]:
        return self._known_margins(self._before)

    def _known_margins(self, stagings: Sequence[Staging]) -> list[_Margin]:
        return [margin for one in stagings if (margin := self._margin(one)) is not None]

    def _extreme(self, kind: InsightKind, is_less: Callable[[_Margin], bool]) -> Insight | None:
        """The margin of this race as the most extreme: `is_less` says that another is less so."""
        known = self._margins_before
        is_enough = len(known) >= max(FEWEST_MARGINS, LEAST_KNOWN * len(self._before))
        if not is_enough or not all(map(is_less, known)):
            return None
        known_after = self._known_margins(self._after)
        stands = all(map(is_less, known_after))
        if self._is_whole and len(known) == len(self._before):
            return self._of_all(kind, stands=stands and len(known_after) == len(self._after))
        count = len(known) + 1 + (len(known_after) if stands else 0)
        return Insight(kind=kind, count=count, reach=Reach.KNOWN if stands else Reach.KNOWN_BEFORE)

    def _of_all(self, kind: InsightKind, *, stands: bool) -> Insight:
        """A superlative of all finals or, where it no longer stands, of those until then."""
        count = len(self._before) + 1 + (len(self._after) if stands else 0)
        return Insight(kind=kind, count=count, reach=Reach.ALL if stands else Reach.FIRST)

    def _gold_is_elsewhere(self, winner: AnyLine) -> bool:
        """Whether medals were awarded, and the winner has no gold."""
        return not self._head.edition.tier.is_meeting and winner.medal is not Medal.GOLD

    def _is_complete_since(self, year: int) -> bool:
        """Whether no edition from a year on is missing."""
        return self._complete is not None and (self._complete.whole or self._complete.since <= year)

    def _no_edition_is_missing(self, since: Staging) -> bool:
        """Whether every edition between another and that of this race is known: each year has only one."""
        years = [one.year for one in self._all if since.start <= one.start <= self._now.start]
        return self._is_complete_since(since.year) or years == list(range(since.year, self._now.year + 1))


def _entrant(line: AnyLine) -> str:
    return line.athlete.id if isinstance(line, ResultLine) else team_entrant(line.nation.id, line.team)


def _winners(staging: Staging) -> set[str]:
    return {line.entrant for line in staging.podium if line.place == 1}


def _career_since(winner: ResultLine, head: RaceHead) -> int:
    """The year in which the winner can have won a title first."""
    born = winner.athlete.born
    return int(born[:4]) + _YOUNGEST if born else head.edition.year - _LONGEST_CAREER


def _is_legal(wind: str | None) -> bool:
    """Whether a wind is known and at most +2.0 m/s."""
    try:
        return wind is not None and float(wind) <= _LEGAL_WIND
    except ValueError:
        return False


def _tolerance(mark: ShortMark) -> int:
    if mark.hand_timed:
        return _BY_HAND
    return _TO_THE_SECOND if ":" in mark.text and "." not in mark.text else 0

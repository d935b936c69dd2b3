"""The insight of a race: one fact that its result alone does not show, and that the knowledge proves.

The strongest that holds is given; `_insights` has the order.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.models.facts import Medal, Round
from knowledge.models.records import AnyLine, RaceHead, ResultLine
from knowledge.questions.result.insight_model import Insight, InsightKind
from knowledge.questions.result.insight_of_editions import EventPast
from knowledge.questions.result.insight_of_meetings import all_lost, last_lost, read_earlier
from knowledge.questions.result.model import Finisher, Parting, SameMark
from knowledge.store import KnowledgeBase

RECORDS = ("WR", "OR", "CR", "AR", "MR")
"""Published abbreviations of records, the highest first, without national ones: those are many."""
_DECIDED = {
    Parting.PHOTO_FINISH: InsightKind.PHOTO_FINISH,
    Parting.COUNTBACK: InsightKind.COUNTBACK,
    Parting.JUMP_OFF: InsightKind.JUMP_OFF,
}
_HUNDREDTHS = re.compile(r"\.\d\d$")
LONG_STREAK = 3
"""Wins in a row that are worth more than the closeness of a race. Chosen by hand."""


def insight_of(
    kb: KnowledgeBase, head: RaceHead, placed: Sequence[Finisher], same: Sequence[SameMark]
) -> Insight | None:
    """The strongest insight of a race; None where nothing is proven."""
    lines = [one.result for one in placed]
    winners = [line for line in lines if line.place == 1]
    if len(winners) > 1:
        return _shared(kb, head, winners)
    insights = (one for one in _insights(kb, head, lines, same) if one is not None)
    return next(insights, None) if winners else None


def _shared(kb: KnowledgeBase, head: RaceHead, winners: Sequence[AnyLine]) -> Insight | None:
    """A shared gold medal. Of equal places in other races there is nothing to add."""
    if any(winner.medal is not Medal.GOLD for winner in winners):
        return None
    alone = Insight(kind=InsightKind.SHARED)
    return EventPast(kb.event_history(head), head).shared() or alone if head.edition_curated else alone


def _insights(
    kb: KnowledgeBase, head: RaceHead, lines: Sequence[AnyLine], same: Sequence[SameMark]
) -> Iterator[Insight | None]:
    """The insights of a race by place, the strongest first. What is not taken is not read."""
    winner = lines[0]
    yield _decided(head, winner, same)
    yield _record(winner)
    if head.round is not Round.FINAL or not head.edition_curated:
        return
    past = EventPast(kb.event_history(head), head)
    yield past.best_mark(winner)
    row = past.in_a_row(winner)
    is_long = row is not None and (row.count or 0) >= LONG_STREAK
    yield row if is_long else None
    earlier = []
    if isinstance(winner, ResultLine):
        behind = [line for line in lines if line.place in (2, 3) and isinstance(line, ResultLine)]
        earlier = read_earlier(kb, head, winner, behind)
    yield all_lost(earlier)
    yield last_lost(earlier)
    yield past.smallest_margin()
    yield past.biggest_margin()
    yield past.champion_beaten(lines[1:])
    yield row
    yield past.title(winner)
    if "NR" in winner.notes:
        yield Insight(kind=InsightKind.NATIONAL_RECORD)


def _decided(head: RaceHead, winner: AnyLine, same: Sequence[SameMark]) -> Insight | None:
    """What parted the first two of one mark. The same electric time in hundredths: the photo."""
    first = next((one for one in same if one.places[:2] == (1, 2)), None)
    if first is None:
        return None
    electric = head.discipline.group in ("track", "relay") and _HUNDREDTHS.search(first.mark)
    if first.by is Parting.PLACES and electric and winner.mark is not None and not winner.mark.hand_timed:
        return Insight(kind=InsightKind.PHOTO_FINISH)
    return Insight(kind=_DECIDED[first.by]) if first.by in _DECIDED else None


def _record(winner: AnyLine) -> Insight | None:
    """The highest record that the winner's notes name."""
    record = next((one for one in RECORDS if one in winner.notes), None)
    return Insight(kind=InsightKind.RECORD, record=record) if record else None

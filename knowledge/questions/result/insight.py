"""The insight of a race: one fact that its result alone does not show, and that the knowledge proves.

The strongest that holds is given; `_insights` has the order.
"""

from collections.abc import Iterator, Sequence

from knowledge.models.facts import Round
from knowledge.models.records import AnyLine, RaceHead, ResultLine
from knowledge.questions.result.insight_of_editions import EventPast
from knowledge.questions.result.insight_of_meetings import all_lost, last_lost, read_earlier
from knowledge.questions.result.model import Finisher, Insight, InsightKind, Parting, SameMark
from knowledge.store import KnowledgeBase

RECORDS = ("WR", "OR", "CR", "AR", "MR")
"""Published abbreviations of records, the highest first, without national ones: those are many."""
_DECIDED = {
    Parting.PHOTO_FINISH: InsightKind.PHOTO_FINISH,
    Parting.COUNTBACK: InsightKind.COUNTBACK,
    Parting.JUMP_OFF: InsightKind.JUMP_OFF,
    Parting.PLACES: InsightKind.SAME_MARK,
}


def insight_of(
    kb: KnowledgeBase, head: RaceHead, placed: Sequence[Finisher], same: Sequence[SameMark]
) -> Insight | None:
    """The strongest insight of a race; None where nothing is proven, or where not exactly one won."""
    lines = [one.result for one in placed]
    if [line.place for line in lines].count(1) != 1:
        return None
    insights = (one for one in _insights(kb, head, lines, same) if one is not None)
    return next(insights, None)


def _insights(
    kb: KnowledgeBase, head: RaceHead, lines: Sequence[AnyLine], same: Sequence[SameMark]
) -> Iterator[Insight | None]:
    """The insights of a race by place, the strongest first. What is not taken is not read."""
    winner = lines[0]
    yield _decided(winner, same)
    yield _record(winner)
    if head.round is not Round.FINAL or not head.edition_curated:
        return
    past = EventPast(kb.event_history(head), head)
    yield past.best_mark(winner)
    yield past.in_a_row(winner)
    earlier = []
    if isinstance(winner, ResultLine):
        behind = [line for line in lines if line.place in (2, 3) and isinstance(line, ResultLine)]
        earlier = read_earlier(kb, head, winner, behind)
    yield all_lost(earlier)
    yield last_lost(earlier)
    yield past.smallest_margin()
    yield past.biggest_margin()
    yield past.title(winner)
    if "NR" in winner.notes:
        yield Insight(kind=InsightKind.NATIONAL_RECORD)


def _decided(winner: AnyLine, same: Sequence[SameMark]) -> Insight | None:
    """What parted the first two of one mark. Marks timed by hand are often the same: no insight."""
    first = next((one for one in same if one.places[:2] == (1, 2)), None)
    if first is None or (first.by is Parting.PLACES and winner.mark is not None and winner.mark.hand_timed):
        return None
    return Insight(kind=_DECIDED[first.by])


def _record(winner: AnyLine) -> Insight | None:
    """The highest record that the winner's notes name."""
    record = next((one for one in RECORDS if one in winner.notes), None)
    return Insight(kind=InsightKind.RECORD, record=record) if record else None

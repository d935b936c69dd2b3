"""Best marks, overall and of each season, and the marks that do not count as bests."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from knowledge.models.facts import Discipline, Status
from knowledge.models.mark import Mark
from knowledge.models.records import Performance
from knowledge.questions.statistics.model import Barred, BarredMark, EventBests, SeasonBest

MAX_WIND = Decimal("2.0")
"""Metres per second of following wind up to which a mark counts as a best, by the rules of the sport."""
_WINDY = re.compile(r"w|wind[- ](aided|assisted)", re.IGNORECASE)
# A note like "irregular track", "563 m track" or "track of 563 m".
_ODD_TRACK = re.compile(
    r"irregular track|\b\d{3} ?m\b.*track|track\b.*\b\d{3} ?m\b|oversized|short course", re.IGNORECASE
)


def why_barred(performance: Performance) -> Barred | None:
    """Why a mark counts for its race but not as a best, apart from hand timing; None where it counts."""
    head, result = performance.head, performance.result
    notes = (*result.notes, *([head.note] if head.note else []))
    if head.discipline.wind and (
        _too_windy(result.wind_mps or head.wind_mps) or _any_matches(_WINDY, result.notes)
    ):
        return Barred.WIND
    if any(_ODD_TRACK.search(note) for note in notes):
        return Barred.TRACK
    return None


def _any_matches(pattern: re.Pattern[str], notes: Iterable[str]) -> bool:
    return any(pattern.fullmatch(note) for note in notes)


def _too_windy(wind_mps: str | None) -> bool:
    if not wind_mps:
        return False
    try:
        return Decimal(wind_mps) > MAX_WIND
    except InvalidOperation:
        return False


def mark_of(performance: Performance) -> Mark | None:
    """The mark of a result in competition with the status `FINISHED`, if it has one."""
    return performance.result.mark if performance.result.status is Status.FINISHED else None


def best_of(performances: Iterable[Performance]) -> Performance | None:
    """The result with the best mark that counts, among results of one discipline.

    Of equal marks the earliest counts; hand-timed marks count only where there is no other.
    """
    marked = [(mark, p) for p in performances if (mark := mark_of(p)) is not None and why_barred(p) is None]
    marked = [pair for pair in marked if not pair[0].hand_timed] or marked
    best: tuple[Mark, Performance] | None = None
    for mark, performance in sorted(marked, key=lambda pair: pair[1].head.date):
        if best is None or mark.better_than(best[0]):
            best = (mark, performance)
    return best[1] if best else None


def event_bests(performances: Sequence[Performance]) -> tuple[EventBests, ...]:
    """Bests in each discipline, the discipline with the most results first. Team events have no bests."""
    by_discipline: dict[str, list[Performance]] = {}
    for performance in performances:
        if performance.head.discipline.team:
            continue
        by_discipline.setdefault(performance.head.discipline.id, []).append(performance)
    groups = sorted(by_discipline.values(), key=len, reverse=True)
    return tuple(_bests(group[0].head.discipline, group) for group in groups)


def _bests(discipline: Discipline, performances: Sequence[Performance]) -> EventBests:
    best = best_of(performances)
    years = sorted({p.head.date.year for p in performances}, reverse=True)
    seasons = []
    for year in years:
        season = best_of(p for p in performances if p.head.date.year == year)
        if season is not None:
            seasons.append(SeasonBest(year=year, performance=season))
    raced = [p for p in performances if p.result.status is not Status.DNS]
    return EventBests(
        discipline=discipline,
        races=len(raced),
        best=best,
        seasons=tuple(seasons),
        barred=_barred(performances, best),
    )


def _barred(performances: Sequence[Performance], best: Performance | None) -> tuple[BarredMark, ...]:
    """Marks that are better than the best but do not count."""
    best_mark = best.result.mark if best else None
    barred = []
    for performance in performances:
        mark = mark_of(performance)
        if mark is None or (best_mark is not None and not mark.better_than(best_mark)):
            continue
        why = why_barred(performance) or (Barred.HAND_TIMED if mark.hand_timed and best_mark else None)
        if why is not None:
            barred.append(BarredMark(performance=performance, why=why))
    return tuple(barred)

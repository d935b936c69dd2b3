"""The answer to `/h2h`: the score of two athletes, and the races that it rests on."""

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.models.base import AthleteId, DisciplineId
from knowledge.models.records import Performance, RaceHead
from knowledge.questions.h2h.model import BestsOfBoth, Bout, HeadToHeadAnswer, HeadToHeadQuestion
from knowledge.questions.h2h.score import (
    by_discipline,
    decide_all,
    event_scores,
    extremes,
    finals,
    score,
    streaks,
)
from knowledge.questions.statistics.bests import best_of
from knowledge.store import KnowledgeBase


def answer_h2h(kb: KnowledgeBase, question: HeadToHeadQuestion, _today: date) -> HeadToHeadAnswer:
    """The score of the two athletes in the races that pass the question's filters."""
    first, second = question.first, question.second
    meetings = kb.meetings(first, second)
    wanted = [meeting for meeting in meetings if fits(meeting.head, question)]
    bouts, not_counted = decide_all(wanted)
    bests = _bests(kb, question, bouts)
    biggest, closest = extremes(bouts)
    shown = [best.result for both in bests for best in (both.first, both.second) if best is not None]
    lines = [*(line for one in wanted for line in (one.first, one.second)), *shown]
    about = kb.about()
    return HeadToHeadAnswer(
        knowledge=about.version,
        reaches=about.last_race,
        sources=kb.sources(source for line in lines for source in line.every_source),
        question=question,
        first=kb.athlete_ref(first),
        second=kb.athlete_ref(second),
        finals=score(finals(bouts), first, second),
        all_rounds=score(bouts, first, second),
        events=event_scores(bouts, first, second),
        bouts=bouts,
        not_counted=not_counted,
        filtered=len(meetings) - len(wanted),
        streaks=streaks(bouts),
        biggest=biggest,
        closest=closest,
        bests=bests,
    )


def fits(head: RaceHead, question: HeadToHeadQuestion) -> bool:
    """Whether a race passes the question's filters."""
    wanted = (
        (question.discipline, head.discipline.id),
        (question.competition, head.competition.id),
        (question.edition, head.edition.id),
        (question.city, head.city.id),
        (question.venue, head.venue),
        (question.nation, head.nation.id),
        (question.round, head.round),
    )
    return all(
        (
            all(asked is None or asked == here for asked, here in wanted),
            question.tier is None or head.edition.tier in question.tier.covers,
            not question.categories or head.category in question.categories,
            question.heat in (None, head.heat),
            question.first_day is None or question.first_day <= head.date,
            question.last_day is None or head.date <= question.last_day,
            in_years(head, question.first_year, question.last_year),
        )
    )


def in_years(head: RaceHead, first: int | None, last: int | None) -> bool:
    """Whether a race is of these years, inclusive: by its date or, for a single year, by its edition."""
    if first == last and first is not None:
        return first in (head.edition.year, head.date.year)
    return (first or 0) <= head.date.year <= (last or 9999)


def _bests(kb: KnowledgeBase, question: HeadToHeadQuestion, bouts: Sequence[Bout]) -> tuple[BestsOfBoth, ...]:
    """The best mark of each athlete in every discipline of the bouts.

    Without filters a mark of any race of the athlete counts, with filters only those of the bouts.
    """
    disciplines = [discipline for discipline, _ in by_discipline(bouts)]
    if not disciplines:
        return ()
    if not question.narrowed:
        marks = kb.best_marks(question.first, question.second)
        of_first, of_second = (_Marks(kb, one, marks) for one in (question.first, question.second))
        return tuple(
            BestsOfBoth(discipline=one, first=of_first.best(one.id), second=of_second.best(one.id))
            for one in disciplines
        )
    in_bouts = [
        Performance(head=bout.head, result=line) for bout in bouts for line in (bout.first, bout.second)
    ]
    return tuple(
        BestsOfBoth(
            discipline=one,
            first=best_of(_in(one.id, _by(question.first, in_bouts))),
            second=best_of(_in(one.id, _by(question.second, in_bouts))),
        )
        for one in disciplines
    )


class _Marks:
    """The best marks of an athlete. All results are read only where none of the few best marks may count."""

    def __init__(self, kb: KnowledgeBase, athlete: AthleteId, marks: Iterable[Performance]) -> None:
        self._kb = kb
        self._athlete = athlete
        self._few = _by(athlete, marks)

    def best(self, discipline: DisciplineId) -> Performance | None:
        """The best mark that may count in a discipline, if there is one."""
        few = _in(discipline, self._few)
        best = best_of(few)
        return best if best or not few else best_of(_in(discipline, self._kb.performances(self._athlete)))


def _by(athlete: AthleteId, performances: Iterable[Performance]) -> list[Performance]:
    return [one for one in performances if athlete in {entrant.id for entrant in one.result.entered}]


def _in(discipline: DisciplineId, performances: Iterable[Performance]) -> list[Performance]:
    return [one for one in performances if one.head.discipline.id == discipline]

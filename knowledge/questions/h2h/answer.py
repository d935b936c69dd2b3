"""The answer to `/h2h`: the score of two athletes, and the races that it rests on.

Only the same race of an individual event counts. The better place wins, and equal places are a tie. A finish
beats a DNF, DQ or NM; such wins are also counted separately. A race does not count, and is listed with the
reason, where one of the two did not start, made the pace or ran out of competition, where neither finished,
or where a place is not known.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from knowledge.models.base import AthleteId, DisciplineId
from knowledge.models.facts import Discipline, Round, Status
from knowledge.models.mark import gap
from knowledge.models.records import Meeting, Performance, RaceHead, ResultLine
from knowledge.questions.h2h.model import (
    BestsOfBoth,
    Bout,
    DecidedBy,
    EventScore,
    HeadToHeadAnswer,
    HeadToHeadQuestion,
    NotCounted,
    Score,
    Streak,
    WhyNot,
)
from knowledge.questions.statistics.bests import best_of
from knowledge.store import KnowledgeBase


def answer_h2h(
    kb: KnowledgeBase, question: HeadToHeadQuestion, _today: date, *, details: bool
) -> HeadToHeadAnswer:
    """The score of the two athletes in the races that pass the question's filters.

    Without `details` the best marks of both and the sources are left out.
    """
    first, second = question.first, question.second
    meetings = kb.meetings(first, second)
    wanted = [meeting for meeting in meetings if question.where.matches(meeting.head)]
    bouts, not_counted = decide_all(wanted)
    bests = _bests(kb, question, bouts) if details else ()
    biggest, closest = extremes(bouts)
    shown = [best.result for both in bests for best in (both.first, both.second) if best is not None]
    lines = [*(line for one in wanted for line in (one.first, one.second)), *shown]
    about = kb.about()
    return HeadToHeadAnswer(
        knowledge=about.version,
        reaches=about.last_race,
        sources=kb.sources(source for line in lines for source in line.every_source) if details else (),
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


UNFINISHED = frozenset({Status.DNF, Status.DQ, Status.NM})


def decide(meeting: Meeting) -> Bout | NotCounted:
    """The outcome of one race, or the reason why it does not count."""
    why = _reason_not_counted(meeting)
    head, first, second = meeting.head, meeting.first, meeting.second
    if why is not None:
        return NotCounted(head=head, first=first, second=second, why=why)
    winner, how = _winner(first, second)
    margin = None
    if how is DecidedBy.PLACE:
        better, worse = (first, second) if winner == first.athlete.id else (second, first)
        margin = gap(better.mark, worse.mark)
    return Bout(head=head, first=first, second=second, winner=winner, how=how, margin=margin)


def _reason_not_counted(meeting: Meeting) -> WhyNot | None:
    lines = (meeting.first, meeting.second)
    statuses = {line.status for line in lines}
    unfinished = [line.status in UNFINISHED for line in lines]
    reasons = (
        (Status.DNS in statuses, WhyNot.DID_NOT_START),
        (Status.PACEMAKER in statuses, WhyNot.PACEMAKER),
        (Status.OC in statuses, WhyNot.OUT_OF_COMPETITION),
        (all(unfinished), WhyNot.NEITHER_FINISHED),
        (any(not _is_end_known(line) for line in lines), WhyNot.PLACE_UNKNOWN),
        (not any(unfinished) and any(line.place is None for line in lines), WhyNot.PLACE_UNKNOWN),
    )
    return next((why for applies, why in reasons if applies), None)


def _is_end_known(line: ResultLine) -> bool:
    """Whether the athlete is known to have finished or not to have finished."""
    return line.status in UNFINISHED or line.status is Status.FINISHED


def _winner(first: ResultLine, second: ResultLine) -> tuple[AthleteId | None, DecidedBy]:
    if second.status in UNFINISHED:
        return first.athlete.id, DecidedBy.UNFINISHED
    if first.status in UNFINISHED:
        return second.athlete.id, DecidedBy.UNFINISHED
    if first.place is None or second.place is None:
        msg = "a race without both places has no winner"
        raise ValueError(msg)
    if first.place == second.place:
        return None, DecidedBy.TIE
    return (first if first.place < second.place else second).athlete.id, DecidedBy.PLACE


def decide_all(meetings: Iterable[Meeting]) -> tuple[tuple[Bout, ...], tuple[NotCounted, ...]]:
    """The races that count and those that do not, each in the order given."""
    decided = [decide(meeting) for meeting in meetings]
    bouts = tuple(one for one in decided if isinstance(one, Bout))
    return bouts, tuple(one for one in decided if isinstance(one, NotCounted))


def score(bouts: Sequence[Bout], first: AthleteId, second: AthleteId) -> Score:
    """Wins of each athlete and ties among races that count."""
    by_place = [bout.winner for bout in bouts if bout.how is DecidedBy.PLACE]
    by_unfinished = [bout.winner for bout in bouts if bout.how is DecidedBy.UNFINISHED]
    return Score(
        races=len(bouts),
        first=by_place.count(first) + by_unfinished.count(first),
        second=by_place.count(second) + by_unfinished.count(second),
        ties=sum(bout.how is DecidedBy.TIE for bout in bouts),
        first_by_unfinished=by_unfinished.count(first),
        second_by_unfinished=by_unfinished.count(second),
    )


def finals(bouts: Iterable[Bout]) -> tuple[Bout, ...]:
    """The bouts in finals."""
    return tuple(bout for bout in bouts if bout.head.round is Round.FINAL)


def by_discipline(bouts: Iterable[Bout]) -> tuple[tuple[Discipline, tuple[Bout, ...]], ...]:
    """The bouts of each discipline, the discipline with the most bouts first."""
    groups: dict[str, list[Bout]] = {}
    for bout in bouts:
        groups.setdefault(bout.head.discipline.id, []).append(bout)
    ordered = sorted(groups.values(), key=len, reverse=True)
    return tuple((group[0].head.discipline, tuple(group)) for group in ordered)


def event_scores(bouts: Sequence[Bout], first: AthleteId, second: AthleteId) -> tuple[EventScore, ...]:
    """The score of each discipline."""
    return tuple(
        EventScore(
            discipline=discipline,
            finals=score(finals(group), first, second),
            all_rounds=score(group, first, second),
        )
        for discipline, group in by_discipline(bouts)
    )


def streaks(bouts: Sequence[Bout]) -> tuple[Streak, ...]:
    """Streaks of two wins or more: the current one, then the longest other one of each athlete.

    `bouts` are ordered, newest first. A tie ends a streak; of two equally long streaks the newer one counts.
    The longer of the two others comes first.
    """
    runs = [list(run) for _, run in groupby(reversed(bouts), key=lambda bout: bout.winner)]
    longest: dict[AthleteId | None, list[Bout]] = {}
    for run in runs:
        winner = run[0].winner
        if len(run) >= len(longest.get(winner, [])):
            longest[winner] = run
    last = runs[-1] if runs else []
    others = [run for run in longest.values() if run is not last]
    ordered = [last, *sorted(others, key=len, reverse=True)]
    return tuple(_streak(run, current=run is last) for run in ordered if len(run) > 1 and run[0].winner)


def _streak(run: Sequence[Bout], *, current: bool) -> Streak:
    winner = run[0].winner
    if winner is None:
        msg = "ties are no streak"
        raise ValueError(msg)
    since, until = (_day(bout.head) for bout in (run[0], run[-1]))
    return Streak(athlete=winner, wins=len(run), since=since, until=until, current=current)


def _day(head: RaceHead) -> str:
    """The ISO date of a race, or its year where the day is not known."""
    return head.date.isoformat() if head.dated else str(head.date.year)


def extremes(bouts: Sequence[Bout]) -> tuple[Bout | None, Bout | None]:
    """The bouts with the biggest and the closest margin in the discipline with the most bouts.

    Of equal margins the newest bout counts. Both are None where fewer than two bouts have a margin.
    """
    groups = by_discipline(bouts)
    with_margin = [(bout.margin.value, bout) for bout in (groups[0][1] if groups else ()) if bout.margin]
    if len(with_margin) < 2:
        return None, None
    biggest = max(with_margin, key=lambda pair: pair[0])[1]
    closest = min(with_margin, key=lambda pair: pair[0])[1]
    return biggest, closest

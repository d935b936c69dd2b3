"""The rule of head-to-head, over the races that two athletes both entered.

The same race of the same event; individual events only; the better place wins; a DNS never counts; who
finished beats a DNF, DQ or NM and is counted apart; two without a place or mark have no result; equal places
are a tie; pacemakers and those out of competition are left out and listed.
"""

from collections.abc import Iterable, Sequence

from knowledge.models.base import AthleteId
from knowledge.models.facts import Discipline, Round, Status
from knowledge.models.head_to_head import Bout, EventScore, How, NotCounted, Score, Streak, WhyNot
from knowledge.models.mark import gap
from knowledge.models.records import Meeting, ResultLine

UNFINISHED = frozenset({Status.DNF, Status.DQ, Status.NM})


def judge(meeting: Meeting) -> Bout | NotCounted:
    """Decide one race."""
    why = _why_not(meeting)
    head, first, second = meeting.head, meeting.first, meeting.second
    if why is not None:
        return NotCounted(head=head, first=first, second=second, why=why)
    winner, how = _decide(first, second)
    margin = None
    if how is How.PLACE:
        better, worse = (first, second) if winner == first.athlete.id else (second, first)
        margin = gap(better.mark, worse.mark)
    return Bout(head=head, first=first, second=second, winner=winner, how=how, margin=margin)


def _why_not(meeting: Meeting) -> WhyNot | None:
    lines = (meeting.first, meeting.second)
    statuses = {line.status for line in lines}
    unfinished = [line.status in UNFINISHED for line in lines]
    reasons = (
        (Status.DNS in statuses, WhyNot.DID_NOT_START),
        (Status.PACEMAKER in statuses, WhyNot.PACEMAKER),
        (Status.OC in statuses, WhyNot.OUT_OF_COMPETITION),
        (all(unfinished), WhyNot.NEITHER_FINISHED),
        (any(not _known(line) for line in lines), WhyNot.PLACE_UNKNOWN),
        (not any(unfinished) and any(line.place is None for line in lines), WhyNot.PLACE_UNKNOWN),
    )
    return next((why for holds, why in reasons if holds), None)


def _known(line: ResultLine) -> bool:
    """Whether it is known how the race ended for this athlete."""
    return line.status in UNFINISHED or line.status is Status.FINISHED


def _decide(first: ResultLine, second: ResultLine) -> tuple[AthleteId | None, How]:
    if second.status in UNFINISHED:
        return first.athlete.id, How.UNFINISHED
    if first.status in UNFINISHED:
        return second.athlete.id, How.UNFINISHED
    if first.place is None or second.place is None:
        msg = "a race without both places was judged"
        raise ValueError(msg)
    if first.place == second.place:
        return None, How.TIE
    return (first if first.place < second.place else second).athlete.id, How.PLACE


def judge_all(meetings: Iterable[Meeting]) -> tuple[tuple[Bout, ...], tuple[NotCounted, ...]]:
    """Decide every race; the order stays."""
    judged = [judge(meeting) for meeting in meetings]
    bouts = tuple(one for one in judged if isinstance(one, Bout))
    return bouts, tuple(one for one in judged if isinstance(one, NotCounted))


def score(bouts: Sequence[Bout], first: AthleteId, second: AthleteId) -> Score:
    """Count who won."""
    by_place = [bout.winner for bout in bouts if bout.how is How.PLACE]
    by_unfinished = [bout.winner for bout in bouts if bout.how is How.UNFINISHED]
    return Score(
        races=len(bouts),
        first=by_place.count(first) + by_unfinished.count(first),
        second=by_place.count(second) + by_unfinished.count(second),
        ties=sum(bout.how is How.TIE for bout in bouts),
        first_by_unfinished=by_unfinished.count(first),
        second_by_unfinished=by_unfinished.count(second),
    )


def finals(bouts: Iterable[Bout]) -> tuple[Bout, ...]:
    """Those that were finals."""
    return tuple(bout for bout in bouts if bout.head.round is Round.FINAL)


def by_discipline(bouts: Iterable[Bout]) -> tuple[tuple[Discipline, tuple[Bout, ...]], ...]:
    """Bouts of each discipline, the one they met in most first."""
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
    """The current streak, then the longest of each that is another, longest first; of two wins or more.

    `bouts` are newest first. A tie ends a streak.
    """
    runs: list[list[Bout]] = []
    for bout in reversed(bouts):
        if runs and runs[-1][-1].winner == bout.winner:
            runs[-1].append(bout)
        else:
            runs.append([bout])
    longest: dict[AthleteId, list[Bout]] = {}
    for run in runs:
        winner = run[0].winner
        if winner is not None and len(run) >= len(longest.get(winner, [])):
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
    since, until = run[0].head.date, run[-1].head.date
    return Streak(athlete=winner, wins=len(run), since=since, until=until, current=current)


def extremes(bouts: Sequence[Bout]) -> tuple[Bout | None, Bout | None]:
    """The bouts with the biggest and the closest margin in the discipline they met in most.

    The newest of equal ones; nothing where fewer than two have a margin.
    """
    groups = by_discipline(bouts)
    with_margin = [(bout.margin.value, bout) for bout in (groups[0][1] if groups else ()) if bout.margin]
    if len(with_margin) < 2:
        return None, None
    biggest = max(with_margin, key=lambda pair: pair[0])[1]
    closest = min(with_margin, key=lambda pair: pair[0])[1]
    return biggest, closest

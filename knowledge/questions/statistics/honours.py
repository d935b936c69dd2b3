"""Wins, podium places, medals and titles of an athlete, and the athlete's age."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.models.facts import Medal, Round, Status, Tier
from knowledge.models.records import Performance
from knowledge.questions.statistics.model import Age, Honour, Tally, Title

_MEDALS = {Medal.GOLD: Title.GOLD, Medal.SILVER: Title.SILVER, Medal.BRONZE: Title.BRONZE}
_NOT_RACED = frozenset({Status.DNS, Status.PACEMAKER, Status.OC})


def placed_in_final(performance: Performance) -> int | None:
    """The place in a final; None in other rounds and for results without a place."""
    if performance.head.round is not Round.FINAL or performance.result.status is not Status.FINISHED:
        return None
    return performance.result.place


def tally(performances: Iterable[Performance]) -> Tally:
    """Races, finals, wins and podium places.

    A DNS, pacing, a race out of competition and a relay whose heats alone the athlete ran do not count.
    """
    raced = [p for p in performances if p.result.status not in _NOT_RACED and not p.reserve]
    places = [placed_in_final(p) for p in raced]
    return Tally(
        races=len(raced),
        relays=sum(p.head.discipline.team for p in raced),
        finals=sum(p.head.round is Round.FINAL for p in raced),
        wins=sum(place == 1 for place in places),
        podiums=sum(place is not None and place <= 3 for place in places),
    )


def honours(performances: Sequence[Performance]) -> tuple[Honour, ...]:
    """Medals and Diamond League titles, the highest tier first; within a tier in the order given."""
    won = [honour for p in performances if (honour := _honour(p)) is not None]
    order = list(Tier)
    return tuple(sorted(won, key=lambda honour: order.index(honour.tier)))


def _honour(performance: Performance) -> Honour | None:
    medal, tier = performance.result.medal, performance.head.edition.tier
    if medal is not None:
        return Honour(tier=tier, title=_MEDALS[medal], performance=performance)
    if tier is Tier.DIAMOND_LEAGUE_FINAL and placed_in_final(performance) == 1:
        return Honour(tier=tier, title=Title.DIAMOND_LEAGUE, performance=performance)
    return None


def age_on(born: str | None, day: date) -> Age | None:
    """The age on `day` in whole years; `born` is an ISO date, month or year.

    None where the birth date is not known or lies after `day`.
    """
    if born is None:
        return None
    parts = [int(part) for part in born.split("-")]
    year = parts[0]
    first_month, last_month = (parts[1], parts[1]) if len(parts) > 1 else (1, 12)
    first_day, last_day = (parts[2], parts[2]) if len(parts) > 2 else (1, monthrange(year, last_month)[1])
    least = _years(date(year, last_month, last_day), day)
    most = _years(date(year, first_month, first_day), day)
    return Age(on=day, least=least, most=most) if least >= 0 else None


def _years(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)

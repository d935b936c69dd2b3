"""The picture of an athlete: the best mark of each season."""

from knowledge.cards.labels import mark_text
from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.mark import Mark
from knowledge.models.picture import ProgressionPicture, SeasonPoint
from knowledge.questions.athlete.model import AthleteAnswer
from knowledge.questions.statistics.model import EventBests

FEWEST_SEASONS = 3
"""Seasons with a mark, in one discipline, below which there is no progression. Chosen by hand."""
MOST_SEASONS = 20
"""Seasons of a progression; of a longer career the latest are shown. Chosen by hand."""


def progression_picture(
    answer: AthleteAnswer, event: EventBests | None, wording: Wording
) -> ProgressionPicture | None:
    """The best of each season in one of the athlete's events; None for fewer than `FEWEST_SEASONS`."""
    if event is None:
        return None
    points = _points(event, wording)
    best = next((point for point in points if _is_best(point, event)), None)
    if best is None or len(points) < FEWEST_SEASONS:
        return None
    return ProgressionPicture(
        alt=_told(answer.athlete.name, event, points, best, wording),
        title=initial_capital(wording.discipline(event.discipline)),
        name=answer.athlete.family,
        points=points,
        best=best,
        lower_is_better=event.discipline.measure.lower_is_better,
    )


def _points(event: EventBests, wording: Wording) -> tuple[SeasonPoint, ...]:
    """The seasons, oldest first."""
    marked = [(season.year, season.performance.result.mark) for season in event.seasons[:MOST_SEASONS]]
    ordered = sorted(marked, key=lambda pair: pair[0])
    return tuple(_point(year, mark, wording) for year, mark in ordered if mark)


def _point(year: int, mark: Mark, wording: Wording) -> SeasonPoint:
    return SeasonPoint(year=year, value=mark.value, label=mark_text(mark, wording))


def _is_best(point: SeasonPoint, event: EventBests) -> bool:
    best = event.best
    if best is None or best.result.mark is None:
        return False
    return (point.year, point.value) == (best.head.date.year, best.result.mark.value)


def _told(
    name: str, event: EventBests, points: tuple[SeasonPoint, ...], best: SeasonPoint, wording: Wording
) -> str:
    return wording.say(
        "{name}, {discipline}, best known mark of each season: {marks}. The best: {mark} in {year}.",
        name=name,
        discipline=wording.discipline(event.discipline),
        marks=wording.list([f"{point.label} ({point.year})" for point in points]),
        mark=best.label,
        year=best.year,
    )

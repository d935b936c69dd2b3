"""Check marks: plausible for their discipline, within the coverage, with a valid wind."""

import re
from collections.abc import Iterator

from knowledge.curation.checks.violation import Violation, entrant, violation
from knowledge.curation.facts import Facts
from knowledge.models.facts import CoverageKind, Discipline, Race, Result
from knowledge.models.mark import Mark, MarkError, parse_mark

_WIND = re.compile(r"[+-]\d{1,2}\.\d|0\.0", re.ASCII)
LEGAL_WIND = 2.0
"""In metres a second (World Athletics rule): above it a mark is wind-aided."""


def check_marks(facts: Facts) -> Iterator[Violation]:
    """Marks beyond the bounds of their discipline or the limit of a list, and winds that don't fit."""
    disciplines = {discipline.id: discipline for discipline in facts.disciplines}
    for race in facts.races:
        discipline = disciplines.get(race.discipline)
        if discipline is not None:
            limit = _bound(race.coverage.limit, discipline)
            yield from _limit(race, limit)
            yield from _wind(race, discipline)
            yield from _plausible(race, discipline)
            if limit:
                yield from _within(race, limit)


def _plausible(race: Race, discipline: Discipline) -> Iterator[Violation]:
    """Marks are between the worst and the best plausible mark of the discipline."""
    best, worst = (_bound(text, discipline) for text in (discipline.best, discipline.worst))
    for number, mark in _marks(race):
        if (best and mark.better_than(best)) or (worst and worst.better_than(mark)):
            expected = f"a mark from {discipline.best} to {discipline.worst}"
            found = f"is not plausible for {discipline.name}"
            yield violation(race, ("results", number), found, value=mark.text, expected=expected)


def _within(race: Race, limit: Mark) -> Iterator[Violation]:
    """No placed mark is worse than the limit of the list."""
    for number, mark in _marks(race):
        if race.results[number].place and limit.better_than(mark):
            found = f"is beyond the limit of the list, {limit.text}"
            expected = "another coverage or mark"
            yield violation(race, ("results", number), found, value=mark.text, expected=expected)


def _marks(race: Race) -> Iterator[tuple[int, Mark]]:
    """The marks of a race, each with the number of its row."""
    for number, result in enumerate(race.results):
        if result.mark is not None:
            yield number, result.mark


def _bound(text: str | None, discipline: Discipline) -> Mark | None:
    try:
        return parse_mark(text, discipline.measure) if text else None
    except MarkError:
        return None  # `check_entities` or `_limit` reports it.


def _limit(race: Race, limit: Mark | None) -> Iterator[Violation]:
    cut_off = race.coverage.kind is CoverageKind.CUT_OFF
    if cut_off and limit is None:
        expected = "a limit: the worst mark that the list holds"
        yield violation(race, ("coverage",), "has no limit", value=race.coverage.limit, expected=expected)
    elif not cut_off and race.coverage.limit:
        expected = 'a limit only in the kind "cut-off"'
        yield violation(race, ("coverage",), "has a limit", value=race.coverage.limit, expected=expected)


def _wind(race: Race, discipline: Discipline) -> Iterator[Violation]:
    if race.wind_mps is not None:
        yield from _reading(race, discipline, ("wind_mps",), race.wind_mps)
    for number, result in enumerate(race.results):
        if result.wind_mps is not None:
            yield from _reading(race, discipline, ("results", number), result.wind_mps)
        if _aided(result.wind_mps or race.wind_mps) and result.mark and "w" not in result.notes:
            found = "is wind-aided"
            expected = 'the note "w"'
            yield violation(race, ("results", number), found, value=_shown(result), expected=expected)


def _reading(
    race: Race, discipline: Discipline, path: tuple[str | int, ...], wind: str
) -> Iterator[Violation]:
    if not discipline.wind:
        yield violation(race, path, f"is a wind in {discipline.name}", value=wind, expected="none")
    elif _WIND.fullmatch(wind) is None:
        yield violation(
            race, path, "is not a wind", value=wind, expected='metres a second like "+1.3" or "-0.4"'
        )


def _aided(wind: str | None) -> bool:
    return wind is not None and _WIND.fullmatch(wind) is not None and float(wind) > LEGAL_WIND


def _shown(result: Result) -> str:
    return f"{entrant(result)} {result.mark.text if result.mark else ''}".strip()

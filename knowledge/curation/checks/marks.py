"""Marks: plausible for their discipline, within the coverage, with the wind that they need."""

import re
from collections.abc import Iterator

from knowledge.curation.checks.finding import Finding, entrant, finding
from knowledge.curation.facts import Facts
from knowledge.models.facts import CoverageKind, Discipline, Race, Result
from knowledge.models.mark import Mark, MarkError, parse_mark

_WIND = re.compile(r"[+-]\d{1,2}\.\d|0\.0", re.ASCII)
LEGAL_WIND = 2.0
"""In metres a second; above it a mark is wind-aided."""


def check(facts: Facts) -> Iterator[Finding]:
    """Marks beyond the bounds of their discipline or the limit of a list, and winds that don't fit."""
    disciplines = {discipline.id: discipline for discipline in facts.disciplines}
    for race in facts.races:
        discipline = disciplines.get(race.discipline)
        if discipline is None:
            continue
        best, worst = (_bound(text, discipline) for text in (discipline.best, discipline.worst))
        limit = _bound(race.coverage.limit, discipline)
        yield from _limit(race, limit)
        yield from _wind(race, discipline)
        for number, result in enumerate(race.results):
            if result.mark is None:
                continue
            path = ("results", number)
            if (best and result.mark.better_than(best)) or (worst and worst.better_than(result.mark)):
                expected = f"a mark from {discipline.best} to {discipline.worst}"
                found = f"is not plausible for {discipline.name}"
                yield finding(race, path, found, value=result.mark.text, expected=expected)
            if limit and result.place and limit.better_than(result.mark):
                found = f"is beyond the limit of the list, {limit.text}"
                yield finding(race, path, found, value=result.mark.text, expected="another coverage or mark")


def _bound(text: str | None, discipline: Discipline) -> Mark | None:
    try:
        return parse_mark(text, discipline.measure) if text else None
    except MarkError:
        return None  # Said of the discipline or the coverage.


def _limit(race: Race, limit: Mark | None) -> Iterator[Finding]:
    cut_off = race.coverage.kind is CoverageKind.CUT_OFF
    if cut_off and limit is None:
        expected = "a limit: the worst mark that the list holds"
        yield finding(race, ("coverage",), "has no limit", value=race.coverage.limit, expected=expected)
    elif not cut_off and race.coverage.limit:
        expected = 'a limit only in the kind "cut-off"'
        yield finding(race, ("coverage",), "has a limit", value=race.coverage.limit, expected=expected)


def _wind(race: Race, discipline: Discipline) -> Iterator[Finding]:
    if race.wind_mps is not None:
        yield from _reading(race, discipline, ("wind_mps",), race.wind_mps)
    for number, result in enumerate(race.results):
        if result.wind_mps is not None:
            yield from _reading(race, discipline, ("results", number), result.wind_mps)
        if _aided(result.wind_mps or race.wind_mps) and result.mark and "w" not in result.notes:
            found = "is wind-aided"
            expected = 'the note "w"'
            yield finding(race, ("results", number), found, value=_shown(result), expected=expected)


def _reading(race: Race, discipline: Discipline, path: tuple[str | int, ...], wind: str) -> Iterator[Finding]:
    if not discipline.wind:
        yield finding(race, path, f"is a wind in {discipline.name}", value=wind, expected="none")
    elif _WIND.fullmatch(wind) is None:
        yield finding(
            race, path, "is not a wind", value=wind, expected='metres a second like "+1.3" or "-0.4"'
        )


def _aided(wind: str | None) -> bool:
    return wind is not None and _WIND.fullmatch(wind) is not None and float(wind) > LEGAL_WIND


def _shown(result: Result) -> str:
    return f"{entrant(result)} {result.mark.text if result.mark else ''}".strip()

"""Check places: consecutive, within the coverage, and in agreement with the marks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.curation.checks.violation import Violation, entrant, violation
from knowledge.curation.facts import Facts
from knowledge.models.facts import CoverageKind, Race, Result, Status
from knowledge.models.mark import Measure

Placed = tuple[int, Result]
"""A row and its number in the file."""

_DEEPEST = {CoverageKind.FIRST_EIGHT: 8, CoverageKind.PODIUM: 3, CoverageKind.WINNER: 1}


def check_places(facts: Facts) -> Iterator[Violation]:
    """Places that are missing, duplicated, in conflict with the marks, or beyond the coverage."""
    for race in facts.races:
        rows = list(enumerate(race.results))
        yield from _with_status(race, rows)
        placed = [row for row in rows if row[1].place is not None]
        placed.sort(key=lambda row: row[1].place or 0)
        if race.coverage.kind is not CoverageKind.PARTIAL:
            yield from _run_on(race, placed)
        yield from _tied(race, placed)
        for earlier, later in pairwise(placed):
            yield from _in_order(race, earlier, later)


def _with_status(race: Race, rows: Sequence[Placed]) -> Iterator[Violation]:
    for number, result in rows:
        path = ("results", number)
        if result.place is None and result.status is Status.FINISHED:
            if race.coverage.kind is not CoverageKind.PARTIAL or result.mark is None:
                expected = 'a place, or a status like "DNF" or "took-part"'
                yield violation(race, path, "has no place", value=entrant(result), expected=expected)
        elif result.place is not None and result.status is not Status.FINISHED:
            expected = f"no place beside the status {result.status}"
            yield violation(race, path, "has a place", value=result.place, expected=expected)
        elif result.place is not None and result.place < 1:
            yield violation(race, path, "is not a place", value=result.place, expected="1 or more")
        cut_off = race.coverage.kind is CoverageKind.CUT_OFF
        if cut_off and result.place is None and not result.sources:
            expected = "sources of its own: a list that is cut off holds finishers only"
            yield violation(race, path, "has no place", value=entrant(result), expected=expected)


def _run_on(race: Race, placed: Sequence[Placed]) -> Iterator[Violation]:
    """Each place is the number of its row, or equal to the place before it: 1, 2, 2, 4."""
    before: int | None = None
    for count, (number, result) in enumerate(placed, start=1):
        if result.place not in (count, before):
            expected = f"{count}" if before in (None, count - 1) else f"{count}, after two in place {before}"
            fix = 'correct it, or say `coverage = { kind = "partial" }`'
            found = "does not run on"
            yield violation(race, ("results", number), found, value=result.place, expected=expected, fix=fix)
        before = result.place
    deepest = _DEEPEST.get(race.coverage.kind)
    for number, result in placed:
        if deepest and result.place and result.place > deepest:
            expected = f"places to {deepest}, or another coverage"
            found = f"is beyond the coverage {race.coverage.kind}"
            yield violation(race, ("results", number), found, value=result.place, expected=expected)


def _tied(race: Race, placed: Sequence[Placed]) -> Iterator[Violation]:
    first: dict[int, Placed] = {}
    for row in placed:
        number, result = row
        _, other = first.setdefault(result.place or 0, row)
        if other is result:
            continue
        mark, other_mark = (one.mark.text if one.mark else "no mark" for one in (result, other))
        if mark != other_mark and not any("protest" in note for note in (*result.notes, *other.notes)):
            expected = (
                f"one athlete per place, or equal marks ({entrant(other)} has {other_mark}, this one {mark})"
            )
            found = "is a place given twice"
            yield violation(race, ("results", number), found, value=result.place, expected=expected)


def _in_order(race: Race, earlier: Placed, later: Placed) -> Iterator[Violation]:
    """Marks are in the order of places, or a note says why not: the place decides, not the mark."""
    (_, ahead), (number, behind) = earlier, later
    if ahead.mark is None or behind.mark is None or ahead.place == behind.place:
        return
    path = ("results", number)
    explained = ahead.notes or behind.notes or behind.superseded
    if behind.mark.better_than(ahead.mark) and not explained:
        expected = f"a mark no better than {ahead.mark.text} of {entrant(ahead)}, or a note that says why"
        yield violation(
            race, path, "is a better mark behind a worse one", value=behind.mark.text, expected=expected
        )
    elif behind.mark.value == ahead.mark.value and not (ahead.notes and behind.notes):
        track = behind.mark.measure is Measure.TIME
        fix = (
            '"photo finish" where a source says so, else "same time"'
            if track
            else '"countback" or "next best"'
        )
        found = f"is the mark of {entrant(ahead)} too, one place ahead"
        expected = "a note in both rows, or equal places"
        yield violation(race, path, found, value=behind.mark.text, expected=expected, fix=f"note {fix}")

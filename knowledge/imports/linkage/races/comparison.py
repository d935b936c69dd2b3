"""Comparison of the results of one race in two sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.models.facts import Status


@dataclass(frozen=True, slots=True)
class ComparedResult:
    """A result to compare; `entrant` is the key of a person or team."""

    entrant: str
    place: int | None = None
    mark: str | None = None
    mark_value: int | None = None
    status: Status = Status.FINISHED


class Agreement(StrEnum):
    """The outcome of the comparison of a result with the known results."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    ADDS = "adds"


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """A compared result, the known result of the same person if any, and the differences in words."""

    agreement: Agreement
    seen: ComparedResult
    known: ComparedResult | None = None
    differs: tuple[str, ...] = ()


def compare_results(
    known: Iterable[ComparedResult], seen: Iterable[ComparedResult]
) -> tuple[ResultComparison, ...]:
    """Compare the results of another source with the known results of a race, person by person.

    A place or a mark that only one of the two gives is no disagreement. Marks of equal value agree, whatever
    number of digits is printed.
    """
    by_entrant = {entry.entrant: entry for entry in known}
    return tuple(_compared(by_entrant.get(entry.entrant), entry) for entry in seen)


def _compared(known: ComparedResult | None, seen: ComparedResult) -> ResultComparison:
    if known is None:
        return ResultComparison(Agreement.ADDS, seen)
    differs = []
    if None not in (known.mark_value, seen.mark_value) and known.mark_value != seen.mark_value:
        differs.append(f"{seen.mark}, not {known.mark}")
    if None not in (known.place, seen.place) and known.place != seen.place:
        differs.append(f"place {seen.place}, not {known.place}")
    if _ended(known) != _ended(seen):
        differs.append(f"{seen.status}, not {known.status}")
    return ResultComparison(Agreement.DISAGREES if differs else Agreement.AGREES, seen, known, tuple(differs))


def _ended(entry: ComparedResult) -> Status:
    """The status to compare: participation alone does not contradict a finish."""
    return Status.FINISHED if entry.status is Status.TOOK_PART else entry.status


def shared_marks(one: Sequence[ComparedResult], other: Sequence[ComparedResult]) -> Iterator[tuple[str, str]]:
    """Pairs of people with the same mark in one race of two sources: evidence that they are one person.

    A mark that several people of a source share counts only together with the same place.
    """
    ambiguous = _repeated(one) | _repeated(other)
    by_mark = {result.mark_value: result for result in one if result.mark_value not in ambiguous}
    by_place = {(result.mark_value, result.place): result for result in one if result.place is not None}
    for result in other:
        if result.mark_value is None:
            continue
        if result.mark_value not in ambiguous:
            match = by_mark.get(result.mark_value)
        elif result.place is not None:
            match = by_place.get((result.mark_value, result.place))
        else:
            match = None
        if match is not None and _places_agree(match, result):
            yield match.entrant, result.entrant


def _places_agree(one: ComparedResult, other: ComparedResult) -> bool:
    return one.place == other.place or None in (one.place, other.place)


def _repeated(results: Sequence[ComparedResult]) -> set[int | None]:
    """The marks that occur several times."""
    counts = Counter(result.mark_value for result in results)
    return {mark for mark, count in counts.items() if count > 1}

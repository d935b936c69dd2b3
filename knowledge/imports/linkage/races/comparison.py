"""One race met in two sources: which results agree, which don't, and which only one of them has."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.models.facts import Status


@dataclass(frozen=True, slots=True)
class ComparedResult:
    """A result for comparing: whose (any key of a person or team), and what."""

    who: str
    place: int | None = None
    mark: str | None = None
    mark_value: int | None = None
    status: Status = Status.FINISHED


class Agreement(StrEnum):
    """How a result met again stands to the one that was there."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    ADDS = "adds"


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """A result met again: what it comes to, the known one where there is one, and what differs in words."""

    agreement: Agreement
    seen: ComparedResult
    known: ComparedResult | None = None
    differs: tuple[str, ...] = ()


def compare_results(
    known: Iterable[ComparedResult], seen: Iterable[ComparedResult]
) -> tuple[ResultComparison, ...]:
    """Compare a race that is known with its results from another source, by who they are of.

    What only one of the two tells (a place, a mark) is no disagreement. A mark of the same value agrees,
    however many digits are printed.
    """
    there = {entry.who: entry for entry in known}
    return tuple(_met(there.get(entry.who), entry) for entry in seen)


def _met(known: ComparedResult | None, seen: ComparedResult) -> ResultComparison:
    if known is None:
        return ResultComparison(Agreement.ADDS, seen)
    differs = []
    if None not in (known.mark_value, seen.mark_value) and known.mark_value != seen.mark_value:
        differs.append(f"{known.mark} here, {seen.mark} there")
    if None not in (known.place, seen.place) and known.place != seen.place:
        differs.append(f"place {known.place} here, {seen.place} there")
    if _ended(known) != _ended(seen):
        differs.append(f"{known.status} here, {seen.status} there")
    return ResultComparison(Agreement.DISAGREES if differs else Agreement.AGREES, seen, known, tuple(differs))


def _ended(entry: ComparedResult) -> Status:
    """A result of which only participation is told does not contradict a finish."""
    return Status.FINISHED if entry.status is Status.TOOK_PART else entry.status


def shared_marks(one: Sequence[ComparedResult], other: Sequence[ComparedResult]) -> Iterator[tuple[str, str]]:
    """Who of two sources' results of one race have the same mark: evidence for who they are.

    A mark that several share in either source tells only together with the place.
    """
    shared = {entry.mark_value for entry in _repeated(one)} | {entry.mark_value for entry in _repeated(other)}
    by_mark = {entry.mark_value: entry for entry in one if entry.mark_value not in shared}
    by_place = {(entry.mark_value, entry.place): entry for entry in one if entry.place is not None}
    for entry in other:
        if entry.mark_value is None:
            continue
        if entry.mark_value in shared:
            found = None if entry.place is None else by_place.get((entry.mark_value, entry.place))
        else:
            found = by_mark.get(entry.mark_value)
        if found is not None and (found.place == entry.place or None in (found.place, entry.place)):
            yield found.who, entry.who


def _repeated(entries: Sequence[ComparedResult]) -> list[ComparedResult]:
    counts = Counter(entry.mark_value for entry in entries)
    return [entry for entry in entries if counts[entry.mark_value] > 1]

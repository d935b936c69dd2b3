"""What belongs together: editions as curators wrote them down, and what imports tell of one town in one year.

Imported rows name no meeting. Where they are all that is known, each stadium and each day is an edition of
its own, so that a championship of a week would be seven.
"""

from collections.abc import Collection, Iterable

from knowledge.imports.formats import FORMATS
from knowledge.models.records import RaceHead
from knowledge.questions.query.choices import events_of

_OUTSIDE = frozenset(known.source.id for known in FORMATS.values())


def is_curated(sources: Collection[str]) -> bool:
    """Whether curators wrote down what has these sources, not only rows that were imported."""
    return not set(sources) <= _OUTSIDE


def series(head: RaceHead) -> str:
    """What recurs: the competition or, where only imports tell of it, the town."""
    return head.competition.id if is_curated(head.edition.sources) else head.city.id


def staging(head: RaceHead) -> tuple[str, int]:
    """One staging of a series: the edition or, where only imports tell of it, the town in that year."""
    if is_curated(head.edition.sources):
        return head.edition.id, head.edition.year
    return head.city.id, head.date.year


def events_staged(heads: Iterable[RaceHead], newest: RaceHead) -> tuple[RaceHead, ...]:
    """One race of each event at the staging that a race belongs to; of an event held twice the newest."""
    staged: dict[tuple[str, str], RaceHead] = {}
    for head in events_of(head for head in heads if staging(head) == staging(newest)):
        staged.setdefault((head.discipline.id, head.category), head)
    return tuple(staged.values())


def of_events(heads: Iterable[RaceHead], events: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """All races of these events."""
    keys = {_event(head) for head in events}
    return tuple(head for head in heads if _event(head) in keys)


def only_curated(events: Collection[RaceHead]) -> RaceHead | None:
    """Of men's and women's races of a discipline the one that curators wrote down, if it is only one."""
    written = [head for head in events if is_curated(head.sources)]
    return written[0] if len(written) == 1 and len({head.discipline.id for head in events}) == 1 else None


def _event(head: RaceHead) -> tuple[str, str, str]:
    return head.edition.id, head.discipline.id, head.category

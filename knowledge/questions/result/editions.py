"""Which edition a question about a race asks for: curated ones, and imported ones of a town and year.

Imported rows name no meeting. Where nothing is curated, each stadium and each day is an edition of its own,
so that a championship of a week would be seven. Here a staging of a series is therefore an edition or, where
only imports hold it, a town in one year.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, zip_longest

from knowledge.models.base import AthleteId
from knowledge.models.facts import Tier
from knowledge.models.outcome import Slot
from knowledge.models.records import RaceHead
from knowledge.questions.offers import events_of, race_choices
from knowledge.questions.query.constraints import MAX_RACES, Constraints
from knowledge.store import KnowledgeBase


def series(head: RaceHead) -> str:
    """Return the id of the competition or, of an edition that was made of imported rows, of the town."""
    return head.competition.id if head.edition_curated else head.city.id


def staging(head: RaceHead) -> tuple[str, int]:
    """Return the id and the year of one staging of a series."""
    if head.edition_curated:
        return head.edition.id, head.edition.year
    return head.city.id, head.date.year


def prefer_curated(
    kb: KnowledgeBase, constraints: Constraints, ids: tuple[AthleteId, ...], fitting: tuple[RaceHead, ...]
) -> tuple[RaceHead, ...]:
    """Return the curated ones of the fitting races, newest first; all where none or one competition is left.

    A town or a year asks for the curated meetings: imports hold some other meeting in every town and week.
    """
    if len({head.competition.id for head in fitting}) < 2:
        return fitting
    if len(fitting) < MAX_RACES:
        return tuple(head for head in fitting if head.edition_curated) or fitting
    return constraints.races(kb, athletes=ids, curated=True) or fitting


def newer_imported(
    race: RaceHead, fitting: Sequence[RaceHead], heads: Sequence[RaceHead]
) -> tuple[Slot, ...]:
    """Return a slot that offers newer races of the event where `heads` leaves out imported ones."""
    newer = [
        head
        for head in events_of(fitting)
        if head.date > race.date
        and not head.edition_curated
        and (head.discipline.id, head.category) == (race.discipline.id, race.category)
    ]
    if len(fitting) == len(heads) or not newer:
        return ()
    return (Slot(name="elsewhere", id="", label="", said=True, others=race_choices(newer)),)


def latest_by_series(constraints: Constraints, heads: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """Return the first race of each series; a tier with one edition a year counts as one series.

    `heads` come newest first.
    """
    latest: dict[str, RaceHead] = {}
    for head in heads:
        key = head.edition.tier if head.edition.tier in constraints.tiers else series(head)
        latest.setdefault(key, head)
    return tuple(latest.values())


def events_at(latest: Sequence[RaceHead], heads: Sequence[RaceHead], most: int) -> tuple[RaceHead, ...]:
    """Return one race of each event at the stagings of `latest`, those of the highest tier first.

    Where there are more than `most`, the stagings take turns, so that the first choices include each of them.
    """
    rank = {tier: number for number, tier in enumerate(Tier)}
    by_tier = sorted(latest, key=lambda head: rank[head.edition.tier])
    staged = [events_staged(heads, head) for head in by_tier]
    if sum(map(len, staged)) <= most:
        return tuple(chain.from_iterable(staged))
    return tuple(event for turn in zip_longest(*staged) for event in turn if event is not None)


def events_staged(heads: Iterable[RaceHead], newest: RaceHead) -> tuple[RaceHead, ...]:
    """Return one race of each event at the staging of `newest`; of an event held twice the newest."""
    staged: dict[tuple[str, str], RaceHead] = {}
    for head in events_of(head for head in heads if staging(head) == staging(newest)):
        staged.setdefault((head.discipline.id, head.category), head)
    return tuple(staged.values())


def of_events(heads: Iterable[RaceHead], events: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """Return all races of these events."""
    keys = {_event(head) for head in events}
    return tuple(head for head in heads if _event(head) in keys)


def only_curated(events: Collection[RaceHead]) -> RaceHead | None:
    """Return the one curated race among races of one discipline; None where there is none or several."""
    curated = [head for head in events if head.curated]
    return curated[0] if len(curated) == 1 and len({head.discipline.id for head in events}) == 1 else None


def _event(head: RaceHead) -> tuple[str, str, str]:
    return head.edition.id, head.discipline.id, head.category

"""What is missing: the events of each edition that are not known, or not fully, each with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from knowledge.curation.completeness import Lack, finals_by_event, lack_of
from knowledge.curation.facts import Facts
from knowledge.models.base import CompetitionId, EditionId, EventId, Model, SourceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Edition, Gap, Race, Tier


class OpenEvent(Model):
    """An event of which something is not known, and the reason where one is given."""

    event: EventId
    lack: Lack
    why: str | None = None
    sources: tuple[SourceId, ...] = ()


class EditionGaps(Model):
    """The number of events of an edition, and those that are open.

    Where the edition does not list the events held (`listed` is false), they are those with a race or a gap.
    """

    edition: EditionId
    competition: CompetitionId
    tier: Tier
    year: int
    listed: bool
    events: int
    open_events: tuple[OpenEvent, ...]


def family_of(edition: Edition) -> str:
    """The family of an edition: the tier of a meeting, else the id of its competition."""
    return edition.tier if edition.tier.is_meeting else edition.competition


def events_of(edition: Edition, races: Iterable[Race]) -> tuple[EventId, ...]:
    """The events held, in the order of the edition; without a list those with a final or a gap."""
    if edition.events:
        return edition.events
    return tuple(sorted({*finals_by_event(races), *(gap.event for gap in edition.gaps)}))


def races_by_edition(facts: Facts) -> Mapping[EditionId, list[Race]]:
    """The races of each edition."""
    races: dict[EditionId, list[Race]] = defaultdict(list)
    for race in facts.races:
        races[race.edition].append(race)
    return races


def chosen_editions(facts: Facts, name: str | None) -> list[Edition]:
    """The editions of a competition, a tier or an edition id, by family and year; all without a name.

    Raises KnowledgeError where there is none.
    """
    ordered = sorted(facts.editions, key=lambda one: (*_rank(one), one.year, one.start))
    chosen = [one for one in ordered if name in (None, one.id, one.competition, one.tier)]
    if not chosen:
        known = ", ".join(dict.fromkeys(family_of(one) for one in ordered))
        raise KnowledgeError(f"There is no edition, competition or tier {name!r}; there are {known}.")
    return chosen


def find_gaps(facts: Facts, name: str | None = None) -> tuple[EditionGaps, ...]:
    """What is open at each edition of a competition, tier or edition id, by family and year.

    Raises KnowledgeError where there is none of that name.
    """
    races = races_by_edition(facts)
    return tuple(_of_edition(one, races.get(one.id, [])) for one in chosen_editions(facts, name))


def _rank(edition: Edition) -> tuple[int, str]:
    return list(Tier).index(edition.tier), family_of(edition)


def _of_edition(edition: Edition, races: Iterable[Race]) -> EditionGaps:
    races = tuple(races)
    events = events_of(edition, races)
    return EditionGaps(
        edition=edition.id,
        competition=edition.competition,
        tier=edition.tier,
        year=edition.year,
        listed=bool(edition.events),
        events=len(events),
        open_events=tuple(_open_events(edition, events, races)),
    )


def _open_events(edition: Edition, events: Iterable[EventId], races: Iterable[Race]) -> Iterator[OpenEvent]:
    finals = finals_by_event(races)
    gaps = {gap.event: gap for gap in edition.gaps}
    for event in events:
        final = finals.get(event)
        lack = lack_of(final)
        if lack is not None:
            gap = gaps.get(event)
            why, sources = _reason(gap, final)
            yield OpenEvent(event=event, lack=lack, why=why, sources=sources)


def _reason(gap: Gap | None, final: Race | None) -> tuple[str | None, tuple[SourceId, ...]]:
    """The reason and its sources: the edition's or, without one, that of the race's coverage."""
    if gap is not None:
        return gap.why, gap.sources
    return (final.coverage.note if final else None), ()

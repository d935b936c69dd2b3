"""The conditions of a head-to-head question, and the slots that state them."""

from collections.abc import Iterator

from knowledge.models.base import CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Slot
from knowledge.models.question import years_text
from knowledge.questions.query.constraints import Constraints, unused_slots
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.store import KnowledgeBase

_PREFERRED = ("competition", "tier", "edition", "city", "venue", "nation")
"""Kinds of places, the preferred one first, for a name that can be several."""


def race_filter(constraints: Constraints) -> RaceFilter | None:
    """Return the conditions on the races that count; None where no race can meet them all."""
    places: dict[str, str] = {}
    for segment in constraints.where:
        kind, id_ = _place(segment)
        if places.setdefault(kind, id_) != id_:
            return None
    if len(constraints.disciplines) > 1:
        return None
    tier = places.get("tier")
    first_day, last_day = constraints.days or (None, None)
    return RaceFilter(
        competitions=tuple(CompetitionId(id_) for kind, id_ in places.items() if kind == "competition"),
        editions=tuple(EditionId(id_) for kind, id_ in places.items() if kind == "edition"),
        cities=tuple(CityId(id_) for kind, id_ in places.items() if kind == "city"),
        venues=tuple(id_ for kind, id_ in places.items() if kind == "venue"),
        nations=tuple(NationId(id_) for kind, id_ in places.items() if kind == "nation"),
        tiers=Tier(tier).covers if tier else (),
        disciplines=tuple(DisciplineId(segment.candidates[0].id) for segment in constraints.disciplines),
        categories=constraints.categories,
        rounds=(constraints.round,) if constraints.round else (),
        heat=constraints.heat,
        first_day=first_day,
        last_day=last_day,
    ).in_years(constraints.first_year, constraints.last_year)


def filter_slots(kb: KnowledgeBase, where: RaceFilter, segmentation: Segmentation) -> tuple[Slot, ...]:
    """Return a slot for each condition, and one for each segment that changes nothing."""
    labels = [*_where_labels(kb, where), *_what_labels(where, segmentation)]
    slots = [Slot(name=name, id=id_, label=label, said=True) for name, id_, label in labels]
    return (
        *slots,
        *unused_slots((*segmentation.of(SegmentType.DAYS)[1:], *Constraints(segmentation).redundant)),
    )


def _where_labels(kb: KnowledgeBase, where: RaceFilter) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the id and the label of the slots of the event and of each place."""
    yield from (("event", id_, kb.discipline(id_).name) for id_ in where.disciplines)
    yield from (("competition", id_, kb.competition(id_).name) for id_ in where.competitions)
    for edition in map(kb.edition, where.editions):
        yield "edition", edition.id, edition.full_name(kb.competition(edition.competition).name)
    yield from (("city", id_, kb.city(id_).name) for id_ in where.cities)
    yield from (("venue", name, name) for name in where.venues)
    yield from (("nation", id_, kb.nation(id_).name) for id_ in where.nations)
    yield from (("tier", tier, tier) for tier in where.tiers[:1])


def _what_labels(where: RaceFilter, segmentation: Segmentation) -> Iterator[tuple[str, str, str]]:
    """Yield the same for the category, the round and the time, labelled with the words typed."""
    if where.categories:
        stated = (*segmentation.of(SegmentType.SEX), *segmentation.of(SegmentType.AGE))
        yield "category", "+".join(where.categories), typed_text(stated) or ""
    for round_ in where.rounds:
        heat = typed_text(segmentation.of(SegmentType.ROUND)[:1]) if where.heat else None
        yield "round", round_, heat or round_
    if where.first_day is not None:
        day = where.first_day.isoformat()
        yield "days", day, typed_text(segmentation.of(SegmentType.DAYS)[:1]) or day
    if years := " ".join(years_text(*where.year_span)):
        yield "years", years, years


def _place(segment: Segment) -> tuple[str, str]:
    """Return the kind and the id of a place: the preferred kind where it can be several."""
    best = min(segment.candidates, key=lambda one: _PREFERRED.index(one.kind))
    return best.kind, best.id

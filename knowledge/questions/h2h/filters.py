"""What a head-to-head is narrowed to: its filters, and the slots that say so."""

from typing import Any

from knowledge.models.facts import Category, Tier
from knowledge.models.outcome import Slot
from knowledge.models.question import years_text
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.store import KnowledgeBase

_PREFERRED = ("competition", "tier", "edition", "city", "venue", "nation")
"""What a place is taken for where it may be several things."""


def filters(constraints: Constraints) -> dict[str, Any] | None:
    """The fields of a HeadToHeadQuestion that narrow it; None where no race can pass them all."""
    found: dict[str, Any] = {}
    for segment in constraints.where:
        kind, id_ = _place(segment)
        if found.setdefault(kind, id_) != id_:
            return None
    if len(constraints.disciplines) > 1:
        return None
    if constraints.disciplines:
        found["discipline"] = constraints.disciplines[0].candidates[0].id
    if constraints.categories:
        found["categories"] = constraints.categories
    if constraints.round is not None:
        found |= {"round": constraints.round, "heat": constraints.heat}
    if constraints.days is not None:
        found |= {"first_day": constraints.days[0], "last_day": constraints.days[1]}
    return found | {"first_year": constraints.first_year, "last_year": constraints.last_year}


def filter_slots(
    kb: KnowledgeBase, question: HeadToHeadQuestion, segmentation: Segmentation
) -> tuple[Slot, ...]:
    """A slot for each filter, and one for words that were understood but narrow nothing."""
    labels: list[tuple[str, str, str]] = []
    if question.discipline is not None:
        labels.append(("event", question.discipline, kb.discipline(question.discipline).name))
    if question.competition is not None:
        labels.append(("competition", question.competition, kb.competition(question.competition).name))
    if question.edition is not None:
        edition = kb.edition(question.edition)
        name = edition.full_name(kb.competition(edition.competition).name)
        labels.append(("edition", question.edition, name))
    if question.city is not None:
        labels.append(("city", question.city, kb.city(question.city).name))
    if question.venue is not None:
        labels.append(("venue", question.venue, question.venue))
    if question.nation is not None:
        labels.append(("nation", question.nation, kb.nation(question.nation).name))
    if question.tier is not None:
        labels.append(("tier", question.tier, question.tier))
    if question.categories:
        labels.append(
            ("category", _category_id(question.categories), typed_text(_said_of_category(segmentation)) or "")
        )
    if question.round is not None:
        said = typed_text(segmentation.of(SegmentType.ROUND)[:1]) if question.heat else None
        labels.append(("round", question.round, said or question.round))
    if question.first_day is not None:
        days = typed_text(segmentation.of(SegmentType.DAYS)[:1]) or question.first_day.isoformat()
        labels.append(("days", question.first_day.isoformat(), days))
    years = " ".join(years_text(question.first_year, question.last_year))
    if years:
        labels.append(("years", years, years))
    slots = [Slot(name=name, id=id_, label=label, said=True) for name, id_, label in labels]
    return (
        *slots,
        *unused_slots((*segmentation.of(SegmentType.DAYS)[1:], *Constraints(segmentation).redundant)),
    )


def unused_slots(segmentation: tuple[Segment, ...]) -> tuple[Slot, ...]:
    """Slots for parts that were understood but change nothing in this answer."""
    return tuple(
        Slot(name="unused", id="", label=segment.typed, said=True, typed=segment.typed)
        for segment in segmentation
    )


def _place(segment: Segment) -> tuple[str, Any]:
    best = min(segment.candidates, key=lambda one: _PREFERRED.index(one.kind))
    return best.kind, Tier(best.id) if best.kind == "tier" else best.id


def _said_of_category(segmentation: Segmentation) -> tuple[Segment, ...]:
    return (*segmentation.of(SegmentType.SEX), *segmentation.of(SegmentType.AGE))


def _category_id(categories: tuple[Category, ...]) -> str:
    return "+".join(categories)

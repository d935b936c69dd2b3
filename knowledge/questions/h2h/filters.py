"""What a head-to-head is narrowed to: its filters, and the slots that say so."""

from typing import Any

from knowledge.models.facts import Category, Tier
from knowledge.models.outcome import Slot
from knowledge.models.question import HeadToHeadQuestion, years_text
from knowledge.questions.query.constraints import Frame, typed
from knowledge.questions.query.segments import Part, Span, Spans
from knowledge.store import KnowledgeBase

_PREFERRED = ("competition", "tier", "edition", "city", "venue", "nation")
"""What a place is taken for where it may be several things."""


def filters(frame: Frame) -> dict[str, Any] | None:
    """The fields of a HeadToHeadQuestion that narrow it; None where no race can pass them all."""
    found: dict[str, Any] = {}
    for span in frame.where:
        kind, id_ = _place(span)
        if found.setdefault(kind, id_) != id_:
            return None
    if len(frame.disciplines) > 1:
        return None
    if frame.disciplines:
        found["discipline"] = frame.disciplines[0].found[0].id
    if frame.categories:
        found["categories"] = frame.categories
    if frame.round is not None:
        found |= {"round": frame.round, "heat": frame.heat}
    if frame.days is not None:
        found |= {"first_day": frame.days[0], "last_day": frame.days[1]}
    return found | {"first_year": frame.first_year, "last_year": frame.last_year}


def filter_slots(kb: KnowledgeBase, question: HeadToHeadQuestion, spans: Spans) -> tuple[Slot, ...]:
    """A slot for each filter, and one for words that were understood but narrow nothing."""
    labels: list[tuple[str, str, str]] = []
    if question.discipline is not None:
        labels.append(("event", question.discipline, kb.discipline(question.discipline).name))
    if question.competition is not None:
        labels.append(("competition", question.competition, kb.competition(question.competition).name))
    if question.edition is not None:
        edition = kb.edition(question.edition)
        name = edition.name or f"{kb.competition(edition.competition).name} {edition.year}"
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
        labels.append(("category", _category_id(question.categories), typed(_said_of_category(spans)) or ""))
    if question.round is not None:
        said = typed(spans.of(Part.ROUND)[:1]) if question.heat else None
        labels.append(("round", question.round, said or question.round))
    if question.first_day is not None:
        days = typed(spans.of(Part.DAYS)[:1]) or question.first_day.isoformat()
        labels.append(("days", question.first_day.isoformat(), days))
    years = " ".join(years_text(question.first_year, question.last_year))
    if years:
        labels.append(("years", years, years))
    slots = [Slot(name=name, id=id_, label=label, said=True) for name, id_, label in labels]
    return (*slots, *unused((*spans.of(Part.DAYS)[1:], *Frame(spans).idle)))


def unused(spans: tuple[Span, ...]) -> tuple[Slot, ...]:
    """Slots for parts that were understood but change nothing in this answer."""
    return tuple(Slot(name="unused", id="", label=span.typed, said=True, typed=span.typed) for span in spans)


def _place(span: Span) -> tuple[str, Any]:
    best = min(span.found, key=lambda one: _PREFERRED.index(one.kind))
    return best.kind, Tier(best.id) if best.kind == "tier" else best.id


def _said_of_category(spans: Spans) -> tuple[Span, ...]:
    return (*spans.of(Part.SEX), *spans.of(Part.AGE))


def _category_id(categories: tuple[Category, ...]) -> str:
    return "+".join(categories)

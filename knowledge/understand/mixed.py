"""A race or a person: where a question about a race may be read otherwise, both readings are kept."""

from dataclasses import replace

from knowledge.models.base import AthleteId
from knowledge.models.outcome import Ambiguous, Choice, Slot, Understanding, Understood
from knowledge.names import NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.athlete import understand_athlete
from knowledge.understand.choices import MOST_CHOICES, as_choice
from knowledge.understand.frame import Frame
from knowledge.understand.otherwise import AS_LIKELY, WORTH_OFFERING, Otherwise, otherwise
from knowledge.understand.parts import Part, Spans
from knowledge.understand.result import understand_result

_FEW = 2


def or_otherwise(kb: KnowledgeBase, index: NameIndex, spans: Spans, first: Understanding) -> Understanding:
    """What a question about a race means, where its parts may be read otherwise, too.

    A reading that leads nowhere gives way to one that does. Where two are about as likely, the user is asked,
    with choices of both; one that is less likely is offered beside the first.
    """
    if spans.unknown:
        return first
    for other in otherwise(spans, index):
        if isinstance(first, Understood | Ambiguous):
            if other.gap > WORTH_OFFERING:
                break
            outcome = _beside_races(kb, index, other.spans)
            if isinstance(outcome, Understood | Ambiguous):
                return _both(kb, spans, first, outcome, other)
        else:
            outcome = understand_result(kb, index, other.spans)
            if isinstance(outcome, Understood | Ambiguous):
                return outcome
    return first


def _beside_races(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> Understanding | None:
    """What is offered beside races: the people whom all else fits, not everything that they did."""
    people = spans.of(Part.ATHLETE)
    if not people:
        return understand_result(kb, index, spans)
    frame = Frame(spans)
    found = people[0].found
    if not frame.empty:
        ids = [AthleteId(one.id) for one in found]
        fit = {athlete for where in frame.filters() for athlete in kb.athletes_in(where, ids)}
        found = tuple(one for one in found if one.id in fit)
    if not found:
        return None
    who = replace(people[0], found=found)
    return understand_athlete(
        kb, index, replace(spans, all=tuple(who if span is people[0] else span for span in spans.all))
    )


def _both(
    kb: KnowledgeBase,
    spans: Spans,
    first: Understood | Ambiguous,
    second: Understood | Ambiguous,
    other: Otherwise,
) -> Understanding:
    """Both readings: asked about, or the second offered with the first."""
    ones, others = _choices(kb, first), _choices(kb, second)
    if isinstance(first, Understood) and other.gap > AS_LIKELY:
        typed = spans.said
        slot = Slot(name="reading", id="", label="", said=True, typed=typed, others=others)
        return first.model_copy(update={"slots": (*first.slots, slot)})
    if other.gap < 0:
        ones, others = others, ones
    kept = MOST_CHOICES - min(len(others), _FEW if abs(other.gap) <= AS_LIKELY else 1)
    shown = (*ones[:kept], *others[: MOST_CHOICES - min(len(ones), kept)])
    more = sum(one.more for one in (first, second) if isinstance(one, Ambiguous))
    return Ambiguous(
        kind="result",
        slot="reading",
        typed=spans.said,
        choices=shown,
        more=more + len(ones) + len(others) - len(shown),
    )


def _choices(kb: KnowledgeBase, outcome: Understood | Ambiguous) -> tuple[Choice, ...]:
    if isinstance(outcome, Ambiguous):
        return outcome.choices
    return (as_choice(kb, outcome.question),)

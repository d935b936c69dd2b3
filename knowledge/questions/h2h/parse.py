"""`/h2h`: from the segments of a question to two athletes and the conditions on their races."""

from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import (
    Ambiguous,
    Fault,
    Invalid,
    Missing,
    NotFound,
    PairChoice,
    Slot,
    Understanding,
    Understood,
)
from knowledge.models.question import years_text
from knowledge.names import NameIndex
from knowledge.questions.h2h.link_pair import Evidence, LinkedPair, Pair, link_pair, split_pair
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.offers import MOST_CHOICES, did_you_mean, pair_choice
from knowledge.questions.query.constraints import Constraints, unused_slots
from knowledge.questions.query.link_athlete import (
    are_athletes,
    close_candidates,
    id_slot,
    nation_evidence,
    reachable_candidates,
    spelling_slot,
)
from knowledge.questions.query.segmenter import PAIR, FreeText
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.store import KnowledgeBase

MAX_WITH_RIVALS = 25
"""Athletes of a name whose rivals are offered where the second athlete is missing."""
_PREFERRED = ("competition", "tier", "edition", "city", "venue", "nation")
"""Kinds of places, the preferred one first, for a name that can be several."""


def parse_h2h(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding:
    """Return the question about the two athletes that the segments name, or why there is none."""
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text or not people or len(people) > 2:
        return _not_two(kb, index, segmentation)
    if len(people) == 1:
        people = split_pair(kb, index, people[0])
    nil = [person.typed for person in people if not close_candidates(person)]
    if nil:
        return _unknown_name(kb, index, nil[0])
    evidence, constraints = _nations_as_evidence(kb, people, Constraints(segmentation))
    where = race_filter(constraints)
    if where is None:
        typed = typed_text((*constraints.where, *constraints.disciplines))
        return NotFound(kind="h2h", missing=Missing.COMBINATION, typed=typed)
    if len(people) == 1:
        return _second_missing(kb, people[0], where)
    outcome = _parse_pair(kb, people, evidence, where)
    if isinstance(outcome, Understood) and isinstance(outcome.question, HeadToHeadQuestion):
        slots = filter_slots(kb, outcome.question.where, segmentation)
        return outcome.model_copy(update={"slots": (*outcome.slots, *slots)})
    return outcome


def _parse_pair(
    kb: KnowledgeBase, people: Sequence[Segment], evidence: Sequence[Evidence], where: RaceFilter
) -> Understanding:
    """Return the question about the pair that two names are linked to, or ask which pair."""
    linked = link_pair(kb, people, evidence, next(iter(where.disciplines), None))
    if linked is None:
        return Invalid(kind="h2h", fault=Fault.SAME_ATHLETE, typed=people[0].typed)
    if linked.pair is None:
        return Ambiguous(
            kind="h2h",
            slot="athletes",
            typed=typed_text(people) or "",
            choices=_choices(kb, linked.possible, where),
            more=max(0, len(linked.possible) - MOST_CHOICES),
        )
    slots = _athlete_slots(kb, people, linked, linked.pair, where)
    return Understood(question=_question(linked.pair, where), slots=slots)


def _not_two(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> NotFound | Invalid:
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text:
        return _unknown_name(kb, index, segmentation.unknown_text)
    if people:
        return Invalid(kind="h2h", fault=Fault.TOO_MANY_ATHLETES, typed=typed_text(people) or "")
    fault = Fault.NO_ATHLETE if segmentation.segments else Fault.EMPTY
    return Invalid(kind="h2h", fault=fault, typed=typed_text(segmentation.segments) or "")


def _unknown_name(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="h2h", missing=Missing.NAME, typed=name, nearest=did_you_mean(kb, index, name))


def _nations_as_evidence(
    kb: KnowledgeBase, people: Sequence[Segment], constraints: Constraints
) -> tuple[list[Evidence], Constraints]:
    """Use a nation as evidence where it distinguishes candidates of a side; it is no place then.

    Returns the evidence for each side and the constraints that are left.
    """
    sides = [reachable_candidates(person) for person in people]
    homes = [nation_evidence(kb, [AthleteId(one.id) for one in side], constraints) for side in sides]
    if not any(0 < len(home.fits) < len(side) for home, side in zip(homes, sides, strict=True)):
        return [() for _ in people], constraints
    return [(home,) if home.fits else () for home in homes], constraints.without_nations()


def _athlete_slots(
    kb: KnowledgeBase, people: Sequence[Segment], linked: LinkedPair, pair: Pair, where: RaceFilter
) -> tuple[Slot, Slot]:
    """Return the slots of both athletes, each with the pairs that have another athlete on that side."""

    def slot(side: int, name: str) -> Slot:
        chosen = (pair.first, pair.second)[side]
        others = [one for one in linked.others if (one.first, one.second)[side].id != chosen.id]
        why = linked.why if others else None
        return spelling_slot(kb, name, people[side], chosen, why, _choices(kb, others, where))

    return slot(0, "first"), slot(1, "second")


def _question(pair: Pair, where: RaceFilter) -> HeadToHeadQuestion:
    return HeadToHeadQuestion(first=AthleteId(pair.first.id), second=AthleteId(pair.second.id), where=where)


def _choices(kb: KnowledgeBase, pairs: Sequence[Pair], where: RaceFilter) -> tuple[PairChoice, ...]:
    """Return the first pairs as questions with the same conditions."""
    return tuple(pair_choice(kb, _question(pair, where), pair.races) for pair in pairs[:MOST_CHOICES])


def _second_missing(kb: KnowledgeBase, person: Segment, where: RaceFilter) -> Invalid:
    """Offer the athletes of a name with those they met most."""
    pairs = [
        Pair(one, one._replace(id=rival.athlete.id), rival.races)
        for one in close_candidates(person)[:MAX_WITH_RIVALS]
        for rival in kb.rivals(AthleteId(one.id), MOST_CHOICES)
    ]
    pairs.sort(key=lambda pair: -pair.races)
    return Invalid(
        kind="h2h",
        fault=Fault.SECOND_ATHLETE_MISSING,
        typed=person.typed,
        choices=_choices(kb, pairs, where),
    )


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


def pair_by_ids(kb: KnowledgeBase, text: str, _today: date) -> Understanding | None:
    """Parse a text that is the ids of two athletes; None for any other text."""
    ids = text.lower().split()
    if len(ids) != 2 or ids[0] == ids[1] or not are_athletes(kb, ids):
        return None
    first, second = (AthleteId(one) for one in ids)
    return Understood(
        question=HeadToHeadQuestion(first=first, second=second),
        slots=(id_slot(kb, "first", first), id_slot(kb, "second", second)),
    )


def names_a_pair(text: FreeText) -> bool:
    """Whether a text without a command opposes two athletes."""
    segmentation = text.with_people(PAIR, PAIR.people) if text.opposes else text.named(PAIR)
    people = len(segmentation.of(SegmentType.ATHLETE))
    return people >= 2 or (people == 1 and text.opposes)

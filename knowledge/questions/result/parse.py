"""`/result`: from places, events, years and names to one race."""

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Fault,
    Invalid,
    Missing,
    NotFound,
    RaceChoice,
    Slot,
    Understanding,
    Understood,
    Why,
)
from knowledge.models.records import RaceHead
from knowledge.names import Candidate, NameIndex
from knowledge.questions.h2h.filters import unused_slots
from knowledge.questions.query.choices import (
    MOST_CHOICES,
    athlete_choices,
    did_you_mean,
    events_of,
    race_choices,
)
from knowledge.questions.query.constraints import MOST_RACES, Constraints
from knowledge.questions.query.grammar import RACE, FreeText
from knowledge.questions.query.link_athlete import LinkedAthlete, link_in_context, spelling_slot
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.questions.result.editions import (
    events_staged,
    is_curated,
    of_events,
    only_curated,
    series,
)
from knowledge.questions.result.model import ResultQuestion
from knowledge.questions.result.no_match import explain_no_match
from knowledge.questions.result.slots import athlete_slot, edition_label, edition_slot, event_slot, round_slot
from knowledge.store import KnowledgeBase


def parse_result(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding:
    """The race that these parts mean."""
    if segmentation.unknown_text:
        return _nothing_called(kb, index, segmentation)
    constraints = Constraints(segmentation)
    people = segmentation.of(SegmentType.ATHLETE)
    if len(people) > 1:
        return Invalid(kind="result", fault=Fault.TOO_MANY_ATHLETES, typed=typed_text(people) or "")
    if constraints.empty and not people:
        return Invalid(kind="result", fault=Fault.EMPTY)
    linked = link_in_context(kb, people[0], constraints) if people else None
    ids = tuple(AthleteId(one.id) for one in _may_be(linked))
    fitting = constraints.races(kb, athletes=ids)
    if not fitting:
        return explain_no_match(kb, constraints, people)
    heads = _of_standing(kb, constraints, ids, fitting)
    outcome = _choose(kb, constraints, heads, people, linked)
    if isinstance(outcome, Understood) and isinstance(outcome.question, ResultQuestion):
        more = (
            *_newer_elsewhere(outcome.question.race, fitting, heads),
            *_unused(constraints, segmentation, outcome),
        )
        return outcome.model_copy(update={"slots": (*outcome.slots, *more)})
    return outcome


def _may_be(linked: LinkedAthlete | None) -> tuple[Candidate, ...]:
    """Who is meant, or all who may be."""
    if linked is None:
        return ()
    return (linked.athlete,) if linked.athlete is not None else linked.possible


def _of_standing(
    kb: KnowledgeBase, constraints: Constraints, ids: tuple[AthleteId, ...], fitting: tuple[RaceHead, ...]
) -> tuple[RaceHead, ...]:
    """Those of the races that are meant, newest first.

    A town or a year means the meetings that curators wrote down, where there are any: half a million
    imported results tell of some other one in every town in every week.
    """
    if len({head.competition.id for head in fitting}) < 2:
        return fitting
    if len(fitting) < MOST_RACES:
        return tuple(head for head in fitting if is_curated(head.edition.sources)) or fitting
    return constraints.races(kb, athletes=ids, curated=True) or fitting


def _newer_elsewhere(
    answered: RaceId, fitting: Sequence[RaceHead], heads: Sequence[RaceHead]
) -> tuple[Slot, ...]:
    """What only imports tell of and is newer than what was answered, which the answer is not silent about."""
    race = next(head for head in heads if head.id == answered)
    newer = [
        head
        for head in events_of(fitting)
        if head.date > race.date
        and not is_curated(head.edition.sources)
        and (head.discipline.id, head.category) == (race.discipline.id, race.category)
    ]
    if len(fitting) == len(heads) or not newer:
        return ()
    return (Slot(name="elsewhere", id="", label="", said=True, others=race_choices(newer)),)


def _unused(constraints: Constraints, segmentation: Segmentation, outcome: Understood) -> tuple[Slot, ...]:
    """What was said of another event, or asks for what a result does not hold."""
    event = next(slot.id for slot in outcome.slots if slot.name == "event")
    elsewhere = tuple(
        segment
        for segment in constraints.disciplines
        if event not in {str(one.id) for one in segment.candidates}
    )
    return unused_slots((*elsewhere, *constraints.idle, *segmentation.of(SegmentType.ALL_RACES)))


def race_understood(kb: KnowledgeBase, head: RaceHead, athlete: AthleteId | None) -> Understood:
    """A race said by its id."""
    return Understood(
        question=ResultQuestion(race=head.id, athlete=athlete),
        slots=(
            Slot(name="edition", id=head.edition.id, label=edition_label(head), said=True),
            Slot(name="event", id=head.discipline.id, label=head.discipline.name, said=True),
            Slot(name="round", id=head.round, label=head.round, said=True),
            *athlete_slot(kb, athlete),
        ),
    )


def _nothing_called(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> NotFound:
    constraints = Constraints(segmentation)
    nearest: tuple[AthleteChoice | RaceChoice, ...] = ()
    if not constraints.empty:
        nearest = race_choices(events_of(constraints.races(kb)))
    if not nearest:
        nearest = did_you_mean(kb, index, segmentation.unknown_text)
    return NotFound(kind="result", missing=Missing.NAME, typed=segmentation.unknown_text, nearest=nearest)


def _choose(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: tuple[RaceHead, ...],
    people: tuple[Segment, ...],
    linked: LinkedAthlete | None,
) -> Understanding:
    asked = constraints.typed
    latest = _latest_by_series(constraints, heads)
    only = _may_be(linked)
    athlete = AthleteId(only[0].id) if len(only) == 1 else None
    if len(latest) > 1:
        return _ask_races("competition", asked, _events_at(latest, heads), athlete)
    events = events_staged(heads, latest[0])
    instead: tuple[RaceHead, ...] = ()
    if len(events) > 1 and not people:
        written = only_curated(events)
        if written is None:
            return _ask_races("event", asked, events)
        instead = tuple(head for head in events if head is not written)
        events = (written,)
    at_edition = of_events(heads, events)
    found: Candidate | None = None
    if linked is not None:
        there = [one for one in only if _ran(kb, at_edition, one)]
        if len(there) != 1:
            return _ask_who(kb, at_edition, people[0], there)
        found = there[0]
        at_edition = _ran(kb, at_edition, found)
    race = _race_of_round(constraints, at_edition)
    if race is None:
        return _ask_races("round", asked, at_edition, athlete)
    said = _athlete_found(kb, people[0], found, linked) if found and linked else ()
    return _understood(kb, constraints, heads, race, said, instead)


def _ran(kb: KnowledgeBase, heads: Sequence[RaceHead], who: Candidate) -> tuple[RaceHead, ...]:
    """Those of the races in which this athlete has a result, finals first."""
    where = RaceFilter(races=tuple(head.id for head in heads), athletes=(AthleteId(who.id),))
    return tuple(sorted(kb.races(where), key=lambda head: head.round is not Round.FINAL))


def _athlete_found(
    kb: KnowledgeBase, person: Segment, found: Candidate, linked: LinkedAthlete
) -> tuple[Slot]:
    """The slot of who was found in the race."""
    others = {one.id: one for one in (*linked.possible, *linked.others) if one.id != found.id}
    why = None if not others else Why.LIKELIEST if linked.why is Why.LIKELIEST else Why.RAN_THERE
    choices = athlete_choices(kb, tuple(others.values()))
    return (spelling_slot(kb, "athlete", person, found, why, choices),)


def _ask_who(
    kb: KnowledgeBase, heads: Sequence[RaceHead], person: Segment, there: Sequence[Candidate]
) -> Ambiguous:
    choices = [
        choice.model_copy(
            update={
                "question": ResultQuestion(race=_ran(kb, heads, one)[0].id, athlete=AthleteId(one.id)),
            }
        )
        for one, choice in zip(there, athlete_choices(kb, there), strict=True)
    ]
    return Ambiguous(
        kind="result",
        slot="athlete",
        typed=person.typed,
        choices=tuple(choices[:MOST_CHOICES]),
        more=max(0, len(choices) - MOST_CHOICES),
    )


def _latest_by_series(constraints: Constraints, heads: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """The newest race of each series that fits; a tier held once a year counts as one series."""
    latest: dict[str, RaceHead] = {}
    for head in heads:
        key = head.edition.tier if head.edition.tier in constraints.tiers else series(head)
        known = latest.get(key)
        if known is None or (head.edition.id == known.edition.id and head.round is Round.FINAL):
            latest[key] = head
    return tuple(latest.values())


def _events_at(latest: Sequence[RaceHead], heads: Sequence[RaceHead]) -> tuple[RaceHead, ...]:
    """All events that fit at these stagings, those of highest standing first."""
    rank = {tier: number for number, tier in enumerate(Tier)}
    by_standing = sorted(latest, key=lambda head: rank[head.edition.tier])
    return tuple(event for head in by_standing for event in events_staged(heads, head))


def _race_of_round(constraints: Constraints, heads: Sequence[RaceHead]) -> RaceHead | None:
    """The one race meant: the only one, or the only final where no round was said."""
    if len(heads) == 1:
        return heads[0]
    finals = [head for head in heads if head.round is Round.FINAL]
    return finals[0] if constraints.round is None and len(finals) == 1 else None


def _ask_races(
    slot: str, asked: str, heads: Sequence[RaceHead], athlete: AthleteId | None = None
) -> Ambiguous:
    return Ambiguous(
        kind="result",
        slot=slot,
        typed=asked,
        choices=race_choices(heads, athlete),
        more=max(0, len(heads) - MOST_CHOICES),
    )


def _understood(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: Sequence[RaceHead],
    race: RaceHead,
    athletes: tuple[Slot, ...],
    instead: tuple[RaceHead, ...],
) -> Understood:
    athlete = AthleteId(athletes[0].id) if athletes else None
    slots = [
        edition_slot(constraints, heads, race),
        event_slot(kb, constraints, heads, race, instead),
        round_slot(kb, constraints, heads, race, athlete),
    ]
    return Understood(question=ResultQuestion(race=race.id, athlete=athlete), slots=(*slots, *athletes))


def race_by_id(kb: KnowledgeBase, text: str, _today: date) -> Understanding | None:
    """Understand a text that is the id of a race, or of a race and an athlete; None for any other."""
    ids = text.lower().split()
    if not 1 <= len(ids) <= 2 or not kb.has("race", ids[0]):
        return None
    if len(ids) == 2 and not kb.has("athlete", ids[1]):
        return None
    athlete = AthleteId(ids[1]) if len(ids) == 2 else None
    return race_understood(kb, kb.race_head(RaceId(ids[0])), athlete)


def names_a_race(text: FreeText) -> bool:
    """Whether a text without a command names a place, a competition or an event."""
    segmentation = text.named(RACE)
    return bool(segmentation.of(SegmentType.WHERE) or segmentation.of(SegmentType.DISCIPLINE))

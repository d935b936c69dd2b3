"""`/result`: from the segments of a question to one race."""

from collections.abc import Sequence
from datetime import date

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Round
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
from knowledge.questions.offers import (
    MOST_CHOICES,
    athlete_choices,
    did_you_mean,
    events_of,
    race_choices,
)
from knowledge.questions.query.constraints import Constraints, unused_slots
from knowledge.questions.query.link_athlete import LinkedAthlete, link_in_context, spelling_slot
from knowledge.questions.query.segmenter import RACE, FreeText
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.questions.result.answer import winners_until
from knowledge.questions.result.editions import (
    events_at,
    events_staged,
    latest_by_series,
    newer_imported,
    of_events,
    only_curated,
    prefer_curated,
)
from knowledge.questions.result.model import ResultQuestion
from knowledge.questions.result.no_match import explain_no_match
from knowledge.questions.result.slots import athlete_slot, edition_slot, event_slot, round_slot
from knowledge.store import KnowledgeBase


def parse_result(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding:
    """Return the question about the race that the segments describe, or why there is none."""
    if segmentation.unknown_text:
        return _unknown_name(kb, index, segmentation)
    constraints = Constraints(segmentation)
    people = segmentation.of(SegmentType.ATHLETE)
    if len(people) > 1:
        return Invalid(kind="result", fault=Fault.TOO_MANY_ATHLETES, typed=typed_text(people) or "")
    if constraints.empty and not people:
        return Invalid(kind="result", fault=Fault.EMPTY)
    linked = link_in_context(kb, people[0], constraints) if people else None
    ids = tuple(AthleteId(one.id) for one in _possible(linked))
    fitting = constraints.races(kb, athletes=ids)
    if not fitting:
        return explain_no_match(kb, constraints, people)
    heads = prefer_curated(kb, constraints, ids, fitting)
    person = people[0] if people else None
    outcome = _choose_event(kb, constraints, heads, person, linked)
    if not (isinstance(outcome, Understood) and isinstance(outcome.question, ResultQuestion)):
        return outcome
    answered = outcome.question.race
    race = next(head for head in heads if head.id == answered)
    more = (*newer_imported(race, fitting, heads), *_unused(constraints, segmentation, outcome))
    return outcome.model_copy(update={"slots": (*outcome.slots, *more)})


def _possible(linked: LinkedAthlete | None) -> tuple[Candidate, ...]:
    """Return the linked athlete, or all that are plausible."""
    if linked is None:
        return ()
    return (linked.athlete,) if linked.athlete is not None else linked.possible


def _unused(constraints: Constraints, segmentation: Segmentation, outcome: Understood) -> tuple[Slot, ...]:
    """Return slots for other events, and for what a result does not contain."""
    event = next(slot.id for slot in outcome.slots if slot.name == "event")
    elsewhere = tuple(
        segment
        for segment in constraints.disciplines
        if event not in {str(one.id) for one in segment.candidates}
    )
    return unused_slots((*elsewhere, *constraints.redundant, *segmentation.of(SegmentType.ALL_RACES)))


def race_by_id(kb: KnowledgeBase, text: str, _today: date) -> Understanding | None:
    """Parse a text that is the id of a race, or of a race and an athlete; None for any other text."""
    ids = text.lower().split()
    if not 1 <= len(ids) <= 2 or not kb.has("race", ids[0]):
        return None
    if len(ids) == 2 and not kb.has("athlete", ids[1]):
        return None
    head = kb.race_head(RaceId(ids[0]))
    athlete = AthleteId(ids[1]) if len(ids) == 2 else None
    return Understood(
        question=ResultQuestion(race=head.id, athlete=athlete),
        slots=(
            Slot(
                name="edition",
                id=head.edition.id,
                label=head.edition.full_name(head.competition.name),
                said=True,
            ),
            Slot(name="event", id=head.discipline.id, label=head.discipline.name, said=True),
            Slot(name="round", id=head.round, label=head.round, said=True),
            *athlete_slot(kb, athlete),
        ),
    )


def _unknown_name(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> NotFound:
    constraints = Constraints(segmentation)
    nearest: tuple[AthleteChoice | RaceChoice, ...] = ()
    if not constraints.empty:
        nearest = race_choices(events_of(constraints.races(kb)))
    if not nearest:
        nearest = did_you_mean(kb, index, segmentation.unknown_text)
    return NotFound(kind="result", missing=Missing.NAME, typed=segmentation.unknown_text, nearest=nearest)


def _choose_event(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: tuple[RaceHead, ...],
    person: Segment | None,
    linked: LinkedAthlete | None,
) -> Understanding:
    """Choose the series and the event among the fitting races, or ask for them; then choose the race."""
    typed = constraints.typed
    latest = latest_by_series(constraints, heads)
    if len(latest) > 1:
        only = _possible(linked)
        athlete = AthleteId(only[0].id) if len(only) == 1 else None
        return _ask_races("competition", typed, events_at(latest, heads, MOST_CHOICES), athlete)
    events = events_staged(heads, latest[0])
    if person is not None and linked is not None:
        return _choose_race_of_athlete(kb, constraints, heads, of_events(heads, events), person, linked)
    instead: tuple[RaceHead, ...] = ()
    if len(events) > 1:
        curated = only_curated(events)
        if curated is None:
            return _with_winners(kb, constraints, _ask_races("event", typed, events))
        instead = tuple(head for head in events if head is not curated)
        events = (curated,)
    race = _race_of_round(constraints, of_events(heads, events))
    if race is None:
        return _ask_races("round", typed, of_events(heads, events))
    return _understood(kb, constraints, heads, race, instead=instead)


def _with_winners(kb: KnowledgeBase, constraints: Constraints, asked: Ambiguous) -> Ambiguous:
    """Name the podiums of races of one discipline and, where no time is stated, the winners before."""
    races = [choice.race for choice in asked.choices if isinstance(choice, RaceChoice)]
    timed = constraints.first_year or constraints.last_year or constraints.days
    if asked.more or len({race.discipline.id for race in races}) > 1:
        return asked
    choices = tuple(
        choice.model_copy(
            update={
                "podium": kb.podium(choice.race.id),
                "winners": kb.winners([choice.race.id]) if timed else winners_until(kb, choice.race),
            }
        )
        if isinstance(choice, RaceChoice)
        else choice
        for choice in asked.choices
    )
    return asked.model_copy(update={"choices": choices})


def _choose_race_of_athlete(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: tuple[RaceHead, ...],
    at_edition: Sequence[RaceHead],
    person: Segment,
    linked: LinkedAthlete,
) -> Understanding:
    """Choose the one plausible athlete with a result at the edition, and the race of that result."""
    there = [one for one in _possible(linked) if _races_of(kb, at_edition, one)]
    if len(there) != 1:
        return _ask_athlete(kb, at_edition, person, there)
    athlete = there[0]
    raced = _races_of(kb, at_edition, athlete)
    race = _race_of_round(constraints, raced)
    if race is None:
        only = _possible(linked)
        return _ask_races(
            "round", constraints.typed, raced, AthleteId(only[0].id) if len(only) == 1 else None
        )
    return _understood(kb, constraints, heads, race, _linked_slot(kb, person, athlete, linked))


def _races_of(kb: KnowledgeBase, heads: Sequence[RaceHead], athlete: Candidate) -> tuple[RaceHead, ...]:
    """Return the races in which an athlete has a result, finals first."""
    where = RaceFilter(races=tuple(head.id for head in heads), athletes=(AthleteId(athlete.id),))
    return tuple(sorted(kb.races(where), key=lambda head: head.round is not Round.FINAL))


def _linked_slot(kb: KnowledgeBase, person: Segment, athlete: Candidate, linked: LinkedAthlete) -> Slot:
    """Return the slot of the athlete that was found in the race."""
    others = {one.id: one for one in (*linked.possible, *linked.others) if one.id != athlete.id}
    why = None if not others else Why.LIKELIEST if linked.why is Why.LIKELIEST else Why.RAN_THERE
    return spelling_slot(kb, "athlete", person, athlete, why, athlete_choices(kb, tuple(others.values())))


def _ask_athlete(
    kb: KnowledgeBase, heads: Sequence[RaceHead], person: Segment, there: Sequence[Candidate]
) -> Ambiguous:
    choices = [
        choice.model_copy(
            update={
                "question": ResultQuestion(race=_races_of(kb, heads, one)[0].id, athlete=AthleteId(one.id)),
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


def _race_of_round(constraints: Constraints, heads: Sequence[RaceHead]) -> RaceHead | None:
    """Return the only race or, where no round is stated, the only final; else None."""
    if len(heads) == 1:
        return heads[0]
    finals = [head for head in heads if head.round is Round.FINAL]
    return finals[0] if constraints.round is None and len(finals) == 1 else None


def _ask_races(
    slot: str, typed: str, heads: Sequence[RaceHead], athlete: AthleteId | None = None
) -> Ambiguous:
    return Ambiguous(
        kind="result",
        slot=slot,
        typed=typed,
        choices=race_choices(heads, athlete),
        more=max(0, len(heads) - MOST_CHOICES),
    )


def _understood(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: Sequence[RaceHead],
    race: RaceHead,
    athlete: Slot | None = None,
    *,
    instead: tuple[RaceHead, ...] = (),
) -> Understood:
    id_ = AthleteId(athlete.id) if athlete is not None else None
    slots = (
        edition_slot(constraints, heads, race),
        event_slot(kb, constraints, heads, race, instead),
        round_slot(kb, constraints, heads, race, id_),
        *((athlete,) if athlete is not None else ()),
    )
    return Understood(question=ResultQuestion(race=race.id, athlete=id_), slots=slots)


def names_a_race(text: FreeText) -> bool:
    """Whether a text without a command names a place, a competition or a discipline."""
    segmentation = text.named(RACE)
    return bool(segmentation.of(SegmentType.WHERE) or segmentation.of(SegmentType.DISCIPLINE))

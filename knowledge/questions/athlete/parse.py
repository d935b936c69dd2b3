"""`/athlete`: from the segments of a question to one athlete."""

from datetime import date

from knowledge.models.base import AthleteId
from knowledge.models.outcome import (
    Ambiguous,
    AthleteChoice,
    Fault,
    Invalid,
    Missing,
    NotFound,
    Slot,
    Understanding,
    Understood,
)
from knowledge.models.question import years_text
from knowledge.names import Candidate, NameIndex, tokens
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.offers import MOST_CHOICES, athlete_choices, did_you_mean
from knowledge.questions.query.constraints import Constraints, unused_slots
from knowledge.questions.query.link_athlete import (
    LinkedAthlete,
    are_athletes,
    id_slot,
    link_in_context,
    spelling_slot,
)
from knowledge.questions.query.segment_reader import INEXACT
from knowledge.questions.query.segmenter import ATHLETE, PAIR, FreeText
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.store import KnowledgeBase

_CONDITIONS = (
    SegmentType.WHERE,
    SegmentType.NATION,
    SegmentType.DISCIPLINE,
    SegmentType.ROUND,
    SegmentType.SEX,
    SegmentType.AGE,
    SegmentType.DAYS,
)
"""Segments that are evidence for an athlete, and change nothing else in the answer."""


def parse_athlete(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding:
    """Return the question about the athlete that the segments name, or why there is none."""
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text or len(people) != 1:
        return _not_one(kb, index, segmentation)
    person = people[0]
    constraints = Constraints(segmentation)
    linked = link_in_context(kb, person, constraints)
    if not linked.possible:
        return _unknown_name(kb, index, person.typed)
    if linked.athlete is None:
        choices = athlete_choices(kb, linked.possible[:MOST_CHOICES])
        return Ambiguous(
            kind="athlete",
            slot="athlete",
            typed=person.typed,
            choices=_with_races(choices, constraints, segmentation),
            more=max(0, len(linked.possible) - MOST_CHOICES),
        )
    return _understood(kb, person, linked.athlete, linked, segmentation)


def _with_races(
    choices: tuple[AthleteChoice, ...], constraints: Constraints, segmentation: Segmentation
) -> tuple[AthleteChoice, ...]:
    """Return the choices as questions about all races, of the stated years, where these are asked for."""
    first, last = constraints.first_year, constraints.last_year
    races = bool(segmentation.of(SegmentType.ALL_RACES)) or bool(years_text(first, last))
    asked = {"races": races, "first_year": first, "last_year": last}
    return tuple(
        choice.model_copy(update={"question": choice.question.model_copy(update=asked)}) for choice in choices
    )


def _not_one(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> NotFound | Invalid:
    """Return why the segments do not name exactly one athlete."""
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text:
        name_types = {SegmentType.ATHLETE, SegmentType.UNKNOWN}
        name = typed_text(segment for segment in segmentation.segments if segment.type in name_types)
        return _unknown_name(kb, index, name or "")
    if people:
        return _several(kb, index, people)
    typed = typed_text(segmentation.segments) or ""
    if any(one.cost > 0 for segment in segmentation.segments for one in segment.candidates[:1]):
        return _unknown_name(kb, index, typed)
    return Invalid(kind="athlete", fault=Fault.NO_ATHLETE if typed else Fault.EMPTY, typed=typed)


def _several(kb: KnowledgeBase, index: NameIndex, people: tuple[Segment, ...]) -> NotFound | Invalid:
    """Return that one athlete is not here or, where the names are of several, that they are too many."""
    typed = typed_text(people) or ""
    # One misspelled name in two segments is more probable than two names in a question about one athlete.
    misspelled = any(person.candidates and _is_inexact(person) for person in people)
    if misspelled or _begins_with_given_name(kb, people[0]):
        return _unknown_name(kb, index, typed)
    return Invalid(kind="athlete", fault=Fault.TOO_MANY_ATHLETES, typed=typed)


def _is_inexact(person: Segment) -> bool:
    return min(candidate.cost for candidate in person.candidates) >= INEXACT


def _begins_with_given_name(kb: KnowledgeBase, first: Segment) -> bool:
    """Whether the first of several names is only a given name: `harry potter` is one name, not two."""
    words = {word.folded for word in first.words}
    people = kb.athlete_refs([AthleteId(one.id) for one in first.candidates])
    return not any(words & set(tokens(one.family)) for one in people.values())


def _unknown_name(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="athlete", missing=Missing.NAME, typed=name, nearest=did_you_mean(kb, index, name))


def _understood(
    kb: KnowledgeBase, person: Segment, chosen: Candidate, linked: LinkedAthlete, segmentation: Segmentation
) -> Understood:
    athlete = AthleteId(chosen.id)
    constraints = Constraints(segmentation)
    slots = [spelling_slot(kb, "athlete", person, chosen, linked.why, athlete_choices(kb, linked.others))]
    first, last = constraints.first_year, constraints.last_year
    if str(constraints.year) == (kb.athlete_ref(athlete).born or "")[:4]:
        first, last = None, None  # the year of birth identifies the athlete, any other year selects races
    years = " ".join(years_text(first, last))
    if years:
        slots.append(Slot(name="years", id=years, label=years, said=True))
    if not linked.by_context:
        slots += _unused(segmentation, constraints)
    question = AthleteQuestion(
        athlete=athlete,
        races=bool(segmentation.of(SegmentType.ALL_RACES)) or bool(years),
        first_year=first,
        last_year=last,
    )
    return Understood(question=question, slots=tuple(slots))


def _unused(segmentation: Segmentation, constraints: Constraints) -> tuple[Slot, ...]:
    """Return slots for the conditions, which decided nothing, and for what no answer uses."""
    conditions = (segment for type_ in _CONDITIONS for segment in segmentation.of(type_))
    redundant = (segment for segment in constraints.redundant if segment.type not in _CONDITIONS)
    return unused_slots((*conditions, *redundant))


def athlete_by_id(kb: KnowledgeBase, text: str, _today: date) -> Understanding | None:
    """Parse a text that is the id of an athlete; None for any other text."""
    ids = text.lower().split()
    if len(ids) != 1 or not are_athletes(kb, ids):
        return None
    athlete = AthleteId(ids[0])
    return Understood(question=AthleteQuestion(athlete=athlete), slots=(id_slot(kb, "athlete", athlete),))


def names_an_athlete(text: FreeText) -> bool:
    """Whether a text without a command names an athlete."""
    return bool(text.with_people(PAIR, ATHLETE.people).of(SegmentType.ATHLETE))

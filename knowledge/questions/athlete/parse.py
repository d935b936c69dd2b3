"""`/athlete`: from a name, and whatever else is said of him or her, to one person."""

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
from knowledge.names import Candidate, NameIndex
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.query.choices import MOST_CHOICES, athlete_choices, did_you_mean
from knowledge.questions.query.constraints import Constraints, unused_slots
from knowledge.questions.query.grammar import ATHLETE, PAIR, FreeText
from knowledge.questions.query.link_athlete import (
    LinkedAthlete,
    are_athletes,
    id_slot,
    link_in_context,
    spelling_slot,
)
from knowledge.questions.query.segment_reader import INEXACT
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType, typed_text
from knowledge.store import KnowledgeBase


def parse_athlete(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding:
    """The athlete that these parts mean."""
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text or len(people) != 1:
        return _not_one(kb, index, segmentation)
    person = people[0]
    constraints = Constraints(segmentation)
    linked = link_in_context(kb, person, constraints)
    if not linked.possible:
        return _nobody(kb, index, person.typed)
    if linked.athlete is None:
        return Ambiguous(
            kind="athlete",
            slot="athlete",
            typed=person.typed,
            choices=_as_asked(athlete_choices(kb, linked.possible[:MOST_CHOICES]), constraints, segmentation),
            more=max(0, len(linked.possible) - MOST_CHOICES),
        )
    return _understood(kb, person, linked.athlete, linked, segmentation)


def _as_asked(
    choices: tuple[AthleteChoice, ...], constraints: Constraints, segmentation: Segmentation
) -> tuple[AthleteChoice, ...]:
    """The choices with what else was asked: the races, of these years."""
    first, last = constraints.first_year, constraints.last_year
    races = bool(segmentation.of(SegmentType.ALL_RACES)) or bool(years_text(first, last))
    asked = {"races": races, "first_year": first, "last_year": last}
    return tuple(
        choice.model_copy(update={"question": choice.question.model_copy(update=asked)}) for choice in choices
    )


def _not_one(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> NotFound | Invalid:
    """Why no single athlete is named."""
    people, whole = segmentation.of(SegmentType.ATHLETE), typed_text(segmentation.segments) or ""
    if segmentation.unknown_text:
        name = (
            typed_text(
                segment
                for segment in segmentation.segments
                if segment.type in {SegmentType.ATHLETE, SegmentType.UNKNOWN}
            )
            or ""
        )
        return _nobody(kb, index, name)
    if any(
        one.candidates and min(candidate.cost for candidate in one.candidates) >= INEXACT for one in people
    ):
        # One misspelled name in two parts is likelier than two names in a question about one.
        return _nobody(kb, index, typed_text(people) or "")
    if people:
        return Invalid(kind="athlete", fault=Fault.TOO_MANY_ATHLETES, typed=typed_text(people) or "")
    if any(one.cost > 0 for segment in segmentation.segments for one in segment.candidates[:1]):
        return _nobody(kb, index, whole)
    return Invalid(kind="athlete", fault=Fault.NO_ATHLETE if whole else Fault.EMPTY, typed=whole)


def _nobody(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="athlete", missing=Missing.NAME, typed=name, nearest=did_you_mean(kb, index, name))


def _understood(
    kb: KnowledgeBase, person: Segment, found: Candidate, linked: LinkedAthlete, segmentation: Segmentation
) -> Understood:
    athlete = AthleteId(found.id)
    constraints = Constraints(segmentation)
    slots = [spelling_slot(kb, "athlete", person, found, linked.why, athlete_choices(kb, linked.others))]
    born = (kb.athlete_ref(athlete).born or "")[:4]
    # A year of birth says who is meant, any other year which races.
    first, last = (
        (constraints.first_year, constraints.last_year) if str(constraints.year) != born else (None, None)
    )
    years = " ".join(years_text(first, last))
    if years:
        slots.append(Slot(name="years", id=years, label=years, said=True))
    if not linked.by_context:
        rest = (
            SegmentType.WHERE,
            SegmentType.NATION,
            SegmentType.DISCIPLINE,
            SegmentType.ROUND,
            SegmentType.SEX,
            SegmentType.AGE,
            SegmentType.DAYS,
        )
        idle = tuple(segment for segment in constraints.redundant if segment.type not in rest)
        slots += unused_slots((*(segment for part in rest for segment in segmentation.of(part)), *idle))
    question = AthleteQuestion(
        athlete=athlete,
        races=bool(segmentation.of(SegmentType.ALL_RACES)) or bool(years),
        first_year=first,
        last_year=last,
    )
    return Understood(question=question, slots=tuple(slots))


def athlete_by_id(kb: KnowledgeBase, text: str, _today: date) -> Understanding | None:
    """Understand a text that is the id of an athlete; None for any other."""
    ids = text.lower().split()
    if len(ids) != 1 or not are_athletes(kb, ids):
        return None
    athlete = AthleteId(ids[0])
    return Understood(question=AthleteQuestion(athlete=athlete), slots=(id_slot(kb, "athlete", athlete),))


def names_an_athlete(text: FreeText) -> bool:
    """Whether a text without a command names an athlete."""
    return bool(text.with_people(PAIR, ATHLETE.people).of(SegmentType.ATHLETE))

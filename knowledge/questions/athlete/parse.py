"""`/athlete`: from a name, and whatever else is said of him or her, to one person."""

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
from knowledge.models.question import AthleteQuestion, years_text
from knowledge.names import Found, NameIndex
from knowledge.questions.h2h.filters import unused
from knowledge.questions.query.choices import MOST_CHOICES, athlete_choices, nearest_names
from knowledge.questions.query.constraints import Frame, typed
from knowledge.questions.query.link_athlete import Meant, spelling_slot, who
from knowledge.questions.query.segment_reader import A_GUESS
from knowledge.questions.query.segments import Part, Span, Spans
from knowledge.store import KnowledgeBase


def understand_athlete(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> Understanding:
    """The athlete that these parts mean."""
    people = spans.of(Part.ATHLETE)
    if spans.unknown or len(people) != 1:
        return _not_one(kb, index, spans)
    person = people[0]
    frame = Frame(spans)
    meant = who(kb, person, frame)
    if not meant.possible:
        return _nobody(kb, index, person.typed)
    if meant.found is None:
        return Ambiguous(
            kind="athlete",
            slot="athlete",
            typed=person.typed,
            choices=_as_asked(athlete_choices(kb, meant.possible[:MOST_CHOICES]), frame, spans),
            more=max(0, len(meant.possible) - MOST_CHOICES),
        )
    return _understood(kb, person, meant.found, meant, spans)


def _as_asked(choices: tuple[AthleteChoice, ...], frame: Frame, spans: Spans) -> tuple[AthleteChoice, ...]:
    """The choices with what else was asked: the races, of these years."""
    first, last = frame.first_year, frame.last_year
    races = bool(spans.of(Part.ALL_RACES)) or bool(years_text(first, last))
    asked = {"races": races, "first_year": first, "last_year": last}
    return tuple(
        choice.model_copy(update={"question": choice.question.model_copy(update=asked)}) for choice in choices
    )


def _not_one(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> NotFound | Invalid:
    """Why no single athlete is named."""
    people, whole = spans.of(Part.ATHLETE), typed(spans.all) or ""
    if spans.unknown:
        name = typed(span for span in spans.all if span.part in {Part.ATHLETE, Part.UNKNOWN}) or ""
        return _nobody(kb, index, name)
    if any(one.found and min(found.cost for found in one.found) >= A_GUESS for one in people):
        # One misspelled name in two parts is likelier than two names in a question about one.
        return _nobody(kb, index, typed(people) or "")
    if people:
        return Invalid(kind="athlete", fault=Fault.TOO_MANY_ATHLETES, typed=typed(people) or "")
    if any(one.cost > 0 for span in spans.all for one in span.found[:1]):
        return _nobody(kb, index, whole)
    return Invalid(kind="athlete", fault=Fault.NO_ATHLETE if whole else Fault.EMPTY, typed=whole)


def _nobody(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="athlete", missing=Missing.NAME, typed=name, nearest=nearest_names(kb, index, name))


def _understood(kb: KnowledgeBase, person: Span, found: Found, meant: Meant, spans: Spans) -> Understood:
    athlete = AthleteId(found.id)
    frame = Frame(spans)
    slots = [spelling_slot(kb, "athlete", person, found, meant.why, athlete_choices(kb, meant.instead))]
    born = (kb.athlete_ref(athlete).born or "")[:4]
    # A year of birth says who is meant, any other year which races.
    first, last = (frame.first_year, frame.last_year) if str(frame.year) != born else (None, None)
    years = " ".join(years_text(first, last))
    if years:
        slots.append(Slot(name="years", id=years, label=years, said=True))
    if not meant.told:
        rest = (Part.WHERE, Part.NATION, Part.DISCIPLINE, Part.ROUND, Part.SEX, Part.AGE, Part.DAYS)
        idle = tuple(span for span in frame.idle if span.part not in rest)
        slots += unused((*(span for part in rest for span in spans.of(part)), *idle))
    question = AthleteQuestion(
        athlete=athlete,
        races=bool(spans.of(Part.ALL_RACES)) or bool(years),
        first_year=first,
        last_year=last,
    )
    return Understood(question=question, slots=tuple(slots))

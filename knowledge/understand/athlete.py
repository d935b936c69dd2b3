"""`/athlete`: from a name, and whatever else is said of him or her, to one person."""

from collections.abc import Sequence

from knowledge.models.base import AthleteId
from knowledge.models.outcome import (
    Ambiguous,
    Fault,
    Invalid,
    Missing,
    NotFound,
    Slot,
    Understanding,
    Understood,
    Why,
)
from knowledge.models.question import AthleteQuestion
from knowledge.names import Found, NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.choices import MOST_CHOICES, athlete_choices, nearest_names
from knowledge.understand.frame import Frame, typed
from knowledge.understand.people import candidates, spelling_slot
from knowledge.understand.spans import Part, Span, Spans


def understand_athlete(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> Understanding:
    """The athlete that these parts mean."""
    people = spans.of(Part.ATHLETE)
    if spans.unknown:
        name = typed(span for span in spans.all if span.part in {Part.ATHLETE, Part.UNKNOWN}) or ""
        return _nobody(kb, index, name)
    if not people:
        fault = Fault.NO_ATHLETE if spans.all else Fault.EMPTY
        return Invalid(kind="athlete", fault=fault, typed=typed(spans.all) or "")
    if len(people) > 1:
        return Invalid(kind="athlete", fault=Fault.TOO_MANY_ATHLETES, typed=typed(people) or "")
    person = people[0]
    fitting = candidates(person)
    if not fitting:
        return _nobody(kb, index, person.typed)
    meant, why = _narrow(kb, fitting, Frame(spans))
    if len(meant) > 1:
        return Ambiguous(
            kind="athlete",
            slot="athlete",
            typed=person.typed,
            choices=athlete_choices(kb, meant[:MOST_CHOICES]),
            more=max(0, len(meant) - MOST_CHOICES),
        )
    return _understood(kb, person, meant[0], why, spans)


def _narrow(kb: KnowledgeBase, fitting: Sequence[Found], frame: Frame) -> tuple[Sequence[Found], Why]:
    """Those whom the rest of the question fits: a nation, a year of birth, an event, a place."""
    if len(fitting) == 1:
        return fitting, Why.ONLY
    people = {one.id: kb.athlete_ref(AthleteId(one.id)) for one in fitting}
    nations = {one.id for span in frame.where for one in span.found if one.kind == "nation"}
    of_nation = [one for one in fitting if people[one.id].nation.id in nations]
    born_then = [one for one in fitting if (people[one.id].born or "")[:4] in map(str, frame.years)]
    told = of_nation or born_then
    if told:
        return told, Why.LIKELIEST
    if not frame.empty:
        ids = [AthleteId(one.id) for one in fitting]
        there = {athlete for where in frame.filters() for athlete in kb.athletes_in(where, ids)}
        if there:
            return [one for one in fitting if one.id in there], Why.RAN_THERE
    return fitting, Why.ONLY


def _nobody(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="athlete", missing=Missing.NAME, typed=name, nearest=nearest_names(kb, index, name))


def _understood(kb: KnowledgeBase, person: Span, found: Found, why: Why, spans: Spans) -> Understood:
    athlete = AthleteId(found.id)
    slot = spelling_slot(kb, "athlete", person, found, chosen_by=why)
    races = bool(spans.of(Part.ALL_RACES))
    years = Frame(spans).years
    born = kb.athlete_ref(athlete).born
    season = next((year for year in years if born is None or year != int(born[:4])), None)
    slots = [slot]
    if season is not None:
        slots.append(Slot(name="years", id=str(season), label=str(season), said=True))
    question = AthleteQuestion(athlete=athlete, races=races or season is not None, year=season)
    return Understood(question=question, slots=tuple(slots))

"""`/result`: from places, events, years and names to one race."""

from collections.abc import Iterable, Sequence

from knowledge.models.base import AthleteId
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
from knowledge.models.question import ResultQuestion
from knowledge.models.records import RaceHead
from knowledge.names import Found, NameIndex
from knowledge.store import KnowledgeBase
from knowledge.understand.choices import MOST_CHOICES, athlete_choices, events_of, nearest_names, race_choices
from knowledge.understand.frame import Frame, typed
from knowledge.understand.missing import what_is_missing
from knowledge.understand.narrow import unused
from knowledge.understand.parts import Part, Span, Spans
from knowledge.understand.people import Meant, spelling_slot, told_of, who, within_reach

MOST_OTHERS = 24


def understand_result(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> Understanding:
    """The race that these parts mean."""
    if spans.unknown:
        return _nothing_called(kb, index, spans)
    frame = Frame(spans)
    people = spans.of(Part.ATHLETE)
    if len(people) > 1:
        return Invalid(kind="result", fault=Fault.TOO_MANY_ATHLETES, typed=typed(people) or "")
    if frame.empty and not people:
        return Invalid(kind="result", fault=Fault.EMPTY)
    meant = who(people[0], told_of(kb, within_reach(people[0]), frame)) if people else None
    ids = tuple(AthleteId(one.id) for one in _may_be(meant))
    heads = _fitting(kb, frame, ids)
    if not heads:
        return what_is_missing(kb, frame, people)
    outcome = _choose(kb, frame, heads, people, meant)
    if isinstance(outcome, Understood):
        return outcome.model_copy(update={"slots": (*outcome.slots, *_unused(frame, spans, outcome))})
    return outcome


def _may_be(meant: Meant | None) -> tuple[Found, ...]:
    """Who is meant, or all who may be."""
    if meant is None:
        return ()
    return (meant.found,) if meant.found is not None else meant.possible


def _fitting(kb: KnowledgeBase, frame: Frame, ids: tuple[AthleteId, ...]) -> tuple[RaceHead, ...]:
    """The races that fit, newest first.

    A town or a year means the meetings that curators wrote down, where there are any: half a million
    imported results tell of some other one in every town in every week.
    """
    fitting = frame.races(kb, athletes=ids)
    if len({head.competition.id for head in fitting}) < 2:
        return fitting
    return frame.races(kb, athletes=ids, curated=True) or fitting


def _unused(frame: Frame, spans: Spans, outcome: Understood) -> tuple[Slot, ...]:
    """What was said of another event, or asks for what a result does not hold."""
    event = next(slot.id for slot in outcome.slots if slot.name == "event")
    elsewhere = tuple(span for span in frame.disciplines if event not in {str(one.id) for one in span.found})
    return unused((*elsewhere, *frame.idle, *spans.of(Part.ALL_RACES)))


def race_understood(kb: KnowledgeBase, head: RaceHead, athlete: AthleteId | None) -> Understood:
    """A race said by its id."""
    return Understood(
        question=ResultQuestion(race=head.id, athlete=athlete),
        slots=(
            Slot(name="edition", id=head.edition.id, label=edition_label(head), said=True),
            Slot(name="event", id=head.discipline.id, label=head.discipline.name, said=True),
            Slot(name="round", id=head.round, label=head.round, said=True),
            *_athlete_slot(kb, athlete),
        ),
    )


def edition_label(head: RaceHead) -> str:
    """A name for an edition: its own, or its competition's with the year."""
    return head.edition.name or f"{head.competition.name} {head.edition.year}"


def _nothing_called(kb: KnowledgeBase, index: NameIndex, spans: Spans) -> NotFound:
    frame = Frame(spans)
    nearest: tuple[AthleteChoice | RaceChoice, ...] = ()
    if not frame.empty:
        nearest = race_choices(events_of(frame.races(kb)))
    if not nearest:
        nearest = nearest_names(kb, index, spans.unknown)
    return NotFound(kind="result", missing=Missing.NAME, typed=spans.unknown, nearest=nearest)


def _choose(
    kb: KnowledgeBase,
    frame: Frame,
    heads: tuple[RaceHead, ...],
    people: tuple[Span, ...],
    meant: Meant | None,
) -> Understanding:
    asked = frame.said
    latest = _latest_by_series(frame, heads)
    only = _may_be(meant)
    athlete = AthleteId(only[0].id) if len(only) == 1 else None
    if len(latest) > 1:
        return _ask_races("competition", asked, _events_at(latest, heads), athlete)
    newest = latest[0]
    at_edition = tuple(head for head in heads if head.edition.id == newest.edition.id)
    events = events_of(at_edition)
    if len(events) > 1 and not people:
        return _ask_races("event", asked, events)
    found: Found | None = None
    if meant is not None:
        there = [one for one in only if _ran(kb, at_edition, one)]
        if len(there) != 1:
            return _ask_who(kb, at_edition, people[0], there)
        found = there[0]
        at_edition = _ran(kb, at_edition, found)
    race = _race_of_round(frame, at_edition)
    if race is None:
        return _ask_races("round", asked, at_edition, athlete)
    said = _athlete_found(kb, people[0], found, meant) if found and meant else ()
    return _understood(kb, frame, heads, race, said)


def _ran(kb: KnowledgeBase, heads: Sequence[RaceHead], who: Found) -> tuple[RaceHead, ...]:
    """Those of the races in which this athlete has a result, finals first."""
    where = RaceFilter(races=tuple(head.id for head in heads), athletes=(AthleteId(who.id),))
    return tuple(sorted(kb.races(where), key=lambda head: head.round is not Round.FINAL))


def _athlete_found(kb: KnowledgeBase, person: Span, found: Found, meant: Meant) -> tuple[Slot]:
    """The slot of who was found in the race."""
    others = {one.id: one for one in (*meant.possible, *meant.instead) if one.id != found.id}
    why = None if not others else Why.LIKELIEST if meant.why is Why.LIKELIEST else Why.RAN_THERE
    choices = athlete_choices(kb, tuple(others.values()))
    return (spelling_slot(kb, "athlete", person, found, why, choices),)


def _ask_who(kb: KnowledgeBase, heads: Sequence[RaceHead], person: Span, there: Sequence[Found]) -> Ambiguous:
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


def _latest_by_series(frame: Frame, heads: Iterable[RaceHead]) -> tuple[RaceHead, ...]:
    """The newest race of each competition that fits; a tier held once a year counts as one competition."""
    latest: dict[str, RaceHead] = {}
    for head in heads:
        series = head.edition.tier if head.edition.tier in frame.tiers else head.competition.id
        known = latest.get(series)
        if known is None or (head.edition.id == known.edition.id and head.round is Round.FINAL):
            latest[series] = head
    return tuple(latest.values())


def _events_at(latest: Sequence[RaceHead], heads: Sequence[RaceHead]) -> tuple[RaceHead, ...]:
    """All events that fit at these editions, those of highest standing first."""
    rank = {tier: number for number, tier in enumerate(Tier)}
    editions = sorted(
        {head.edition.id: head for head in latest}.values(), key=lambda head: rank[head.edition.tier]
    )
    of = events_of(heads)
    return tuple(event for head in editions for event in of if event.edition.id == head.edition.id)


def _race_of_round(frame: Frame, heads: Sequence[RaceHead]) -> RaceHead | None:
    """The one race meant: the only one, or the only final where no round was said."""
    if len(heads) == 1:
        return heads[0]
    finals = [head for head in heads if head.round is Round.FINAL]
    return finals[0] if frame.round is None and len(finals) == 1 else None


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
    frame: Frame,
    heads: Sequence[RaceHead],
    race: RaceHead,
    athletes: tuple[Slot, ...],
) -> Understood:
    athlete = AthleteId(athletes[0].id) if athletes else None
    slots = [_edition_slot(frame, heads, race), _event_slot(kb, frame, race), _round_slot(kb, frame, race)]
    return Understood(question=ResultQuestion(race=race.id, athlete=athlete), slots=(*slots, *athletes))


def _edition_slot(frame: Frame, heads: Sequence[RaceHead], race: RaceHead) -> Slot:
    editions = {head.edition.id for head in heads}
    others = [head for head in events_of(heads) if head.edition.id != race.edition.id]
    others = [head for head in others if _same_event(head, race)]
    said = bool(frame.days) or frame.year is not None or _edition_said(frame, race)
    guess = _misspelled(frame.where)
    why = Why.SPELLING if said and guess else None
    if not said:
        why = Why.LATEST if len(editions) > 1 else Why.ONLY
    return Slot(
        name="edition",
        id=race.edition.id,
        label=edition_label(race),
        said=said,
        typed=guess or typed(frame.where),
        why=why,
        others=race_choices(others, most=MOST_OTHERS),
    )


def _edition_said(frame: Frame, race: RaceHead) -> bool:
    """Whether a name was said that only this edition has."""
    named = {one.id for span in frame.where for one in span.found if one.kind == "edition"}
    return named == {race.edition.id}


def _same_event(one: RaceHead, other: RaceHead) -> bool:
    return one.discipline.id == other.discipline.id and one.category == other.category


def _event_slot(kb: KnowledgeBase, frame: Frame, race: RaceHead) -> Slot:
    said = bool(frame.disciplines)
    alone = not said and len(events_of(kb.races(RaceFilter(editions=(race.edition.id,))))) == 1
    guess = _misspelled(frame.disciplines)
    why = Why.SPELLING if guess else None
    return Slot(
        name="event",
        id=race.discipline.id,
        label=race.discipline.name,
        said=said,
        typed=guess or typed(frame.disciplines),
        why=why if said else Why.ONLY if alone else None,
    )


def _round_slot(kb: KnowledgeBase, frame: Frame, race: RaceHead) -> Slot:
    said = frame.round is not None
    others: tuple[RaceChoice, ...] = ()
    if not said:
        rounds = RaceFilter(
            editions=(race.edition.id,), disciplines=(race.discipline.id,), categories=(race.category,)
        )
        others = race_choices((head for head in kb.races(rounds) if head.id != race.id), most=MOST_OTHERS)
    return Slot(
        name="round",
        id=race.round,
        label=race.round,
        said=said or not others,
        why=Why.FINAL if others and not said else None,
        others=others,
    )


def _misspelled(spans: Iterable[Span]) -> str | None:
    guesses = [span.typed for span in spans if span.found and span.found[0].cost >= 1]
    return " ".join(guesses) or None


def _athlete_slot(kb: KnowledgeBase, athlete: AthleteId | None) -> tuple[Slot, ...]:
    if athlete is None:
        return ()
    return (Slot(name="athlete", id=athlete, label=kb.athlete_ref(athlete).name, said=True),)

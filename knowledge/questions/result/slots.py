"""The slots of a question about a race: what was chosen, why, and what can be chosen instead."""

from collections.abc import Iterable, Sequence

from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import RaceChoice, Slot, Why
from knowledge.models.records import RaceHead
from knowledge.questions.offers import events_of, race_choices
from knowledge.questions.query.constraints import MAX_RACES, Constraints
from knowledge.questions.query.segment_reader import INEXACT
from knowledge.questions.query.segments import Segment, typed_text
from knowledge.store import KnowledgeBase

MAX_OTHERS = 24
"""Other editions or rounds that a slot offers."""


def edition_slot(constraints: Constraints, heads: Sequence[RaceHead], race: RaceHead) -> Slot:
    """Return the slot of the edition, with other editions that have the event."""
    editions = {head.edition.id for head in heads}
    others = [head for head in events_of(heads) if head.edition.id != race.edition.id]
    others = [head for head in others if _same_event(head, race)]
    said = bool(constraints.days) or constraints.year is not None or _names_edition(constraints, race)
    guess = _misspelled(constraints.where)
    why = Why.SPELLING if said and guess else None
    if not said:
        why = Why.LATEST if len(editions) > 1 else Why.ONLY
    return Slot(
        name="edition",
        id=race.edition.id,
        label=race.edition.full_name(race.competition.name),
        said=said,
        typed=guess or typed_text(constraints.where),
        why=why,
        others=race_choices(others, most=MAX_OTHERS),
    )


def _names_edition(constraints: Constraints, race: RaceHead) -> bool:
    """Whether the question contains a name that only this edition has."""
    named = {one.id for segment in constraints.where for one in segment.candidates if one.kind == "edition"}
    return named == {race.edition.id}


def _same_event(one: RaceHead, other: RaceHead) -> bool:
    return one.discipline.id == other.discipline.id and one.category == other.category


def event_slot(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: Sequence[RaceHead],
    race: RaceHead,
    instead: tuple[RaceHead, ...],
) -> Slot:
    """Return the slot of the event, with other events.

    `instead` are the other events of the edition, where the event was chosen for the user.
    """
    said = bool(constraints.disciplines) and not instead
    alone = not said and len(events_of(kb.races(RaceFilter(editions=(race.edition.id,))))) == 1
    guess = _misspelled(constraints.disciplines)
    why = Why.SPELLING if guess else None
    return Slot(
        name="event",
        id=race.discipline.id,
        label=race.discipline.name,
        said=said,
        typed=guess or typed_text(constraints.disciplines),
        why=Why.LIKELIEST if instead else why if said else Why.ONLY if alone else None,
        others=race_choices((*instead, *_other_events(constraints, heads, race, instead))),
    )


def _other_events(
    constraints: Constraints, heads: Sequence[RaceHead], race: RaceHead, instead: tuple[RaceHead, ...]
) -> tuple[RaceHead, ...]:
    """Return the newest race of each other event that fits, where no time is stated."""
    if constraints.year is not None or constraints.days is not None:
        return ()
    events: dict[tuple[str, str], RaceHead] = {}
    for head in events_of(heads):
        events.setdefault((head.discipline.id, head.category), head)
    known = {(head.discipline.id, head.category) for head in (race, *instead)}
    return tuple(head for event, head in events.items() if event not in known)


def round_slot(
    kb: KnowledgeBase,
    constraints: Constraints,
    heads: Sequence[RaceHead],
    race: RaceHead,
    athlete: AthleteId | None,
) -> Slot:
    """Return the slot of the round, with the other races of the event."""
    said = constraints.round is not None
    others: tuple[RaceChoice, ...] = ()
    if not said:
        complete = athlete is None and len(heads) < MAX_RACES
        there = heads if complete else _races_of_event(kb, race)
        rounds = (head for head in there if _held_with(head, race) and head.id != race.id)
        others = race_choices(rounds, most=MAX_OTHERS)
    return Slot(
        name="round",
        id=race.round,
        label=race.round,
        said=said or not others,
        why=Why.FINAL if others and not said else None,
        others=others,
    )


def _races_of_event(kb: KnowledgeBase, race: RaceHead) -> Sequence[RaceHead]:
    event = RaceFilter(
        editions=(race.edition.id,), disciplines=(race.discipline.id,), categories=(race.category,)
    )
    return kb.races(event)


def _held_with(one: RaceHead, other: RaceHead) -> bool:
    return one.edition.id == other.edition.id and _same_event(one, other)


def _misspelled(segments: Iterable[Segment]) -> str | None:
    guesses = [
        segment.typed for segment in segments if segment.candidates and segment.candidates[0].cost >= INEXACT
    ]
    return " ".join(guesses) or None


def athlete_slot(kb: KnowledgeBase, athlete: AthleteId | None) -> tuple[Slot, ...]:
    """Return the slot of an athlete that is stated by id; none where there is no athlete."""
    if athlete is None:
        return ()
    return (Slot(name="athlete", id=athlete, label=kb.athlete_ref(athlete).name, said=True),)

"""How the slots of a question about a race were filled, and what else each could hold."""

from collections.abc import Iterable, Sequence

from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import RaceChoice, Slot, Why
from knowledge.models.records import RaceHead
from knowledge.questions.query.choices import events_of, race_choices
from knowledge.questions.query.constraints import MAX_RACES, Constraints
from knowledge.questions.query.segments import Segment, typed_text
from knowledge.store import KnowledgeBase

MOST_OTHERS = 24


def edition_slot(constraints: Constraints, heads: Sequence[RaceHead], race: RaceHead) -> Slot:
    """Which edition, and the others that hold the event."""
    editions = {head.edition.id for head in heads}
    others = [head for head in events_of(heads) if head.edition.id != race.edition.id]
    others = [head for head in others if _same_event(head, race)]
    said = bool(constraints.days) or constraints.year is not None or _edition_said(constraints, race)
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
        others=race_choices(others, most=MOST_OTHERS),
    )


def _edition_said(constraints: Constraints, race: RaceHead) -> bool:
    """Whether a name was said that only this edition has."""
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
    """Which event; `instead` are those it was chosen among, events held at other times are offered, too."""
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
    """The newest race of each other event that fits, where only the newest staging of any was looked at."""
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
    """Which round, and the others of the event."""
    said = constraints.round is not None
    others: tuple[RaceChoice, ...] = ()
    if not said:
        known = athlete is None and len(heads) < MAX_RACES
        there = (
            heads
            if known
            else kb.races(
                RaceFilter(
                    editions=(race.edition.id,),
                    disciplines=(race.discipline.id,),
                    categories=(race.category,),
                )
            )
        )
        rounds = (head for head in there if _held_with(head, race) and head.id != race.id)
        others = race_choices(rounds, most=MOST_OTHERS)
    return Slot(
        name="round",
        id=race.round,
        label=race.round,
        said=said or not others,
        why=Why.FINAL if others and not said else None,
        others=others,
    )


def _held_with(one: RaceHead, other: RaceHead) -> bool:
    return one.edition.id == other.edition.id and _same_event(one, other)


def _misspelled(segmentation: Iterable[Segment]) -> str | None:
    guesses = [
        segment.typed for segment in segmentation if segment.candidates and segment.candidates[0].cost >= 1
    ]
    return " ".join(guesses) or None


def athlete_slot(kb: KnowledgeBase, athlete: AthleteId | None) -> tuple[Slot, ...]:
    """Who was asked about, said by the id."""
    if athlete is None:
        return ()
    return (Slot(name="athlete", id=athlete, label=kb.athlete_ref(athlete).name, said=True),)

"""Link the name of an athlete in a question to an athlete, using the rest of the question as evidence."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from knowledge.models.outcome import Choice, Slot, Why
from knowledge.names import Candidate, tokens
from knowledge.names.linking.disambiguation import (
    CONTRADICTED,
    MISFIT,
    TIE_MARGIN,
    Hypothesis,
    disambiguate,
    is_linkable,
    nil_cost_in_question,
)
from knowledge.names.search.top_k import popularity_prior
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segments import Segment
from knowledge.store import KnowledgeBase

WORD_NOT_IN_NAME = popularity_prior(10)
"""Nats added, where choices are ranked, to a name without the words typed: the prior of popularity 10."""


class ContextEvidence(NamedTuple):
    """A condition in the rest of the question, and the ids of the athletes that it fits.

    `against` is the cost, in nats, for every other athlete.
    """

    why: Why
    fits: frozenset[str]
    against: float = MISFIT


class LinkedAthlete(NamedTuple):
    """The athlete that a name is linked to; None where the user must choose, or where the name is NIL.

    `possible` are the plausible athletes, the most probable first; empty for NIL. `others` are those that
    could be chosen instead, and `why` states what decided between them. `by_context` is true where the rest
    of the question decided.
    """

    athlete: Candidate | None
    possible: tuple[Candidate, ...]
    why: Why | None = None
    others: tuple[Candidate, ...] = ()
    by_context: bool = False


def close_candidates(person: Segment) -> tuple[Candidate, ...]:
    """Return the athletes whose names match about as well as the best; none where NIL is more probable."""
    best = min((one.cost for one in person.candidates), default=0.0)
    if not person.candidates or not is_linkable(best, len(person.words)):
        return ()
    return tuple(one for one in person.candidates if one.cost <= best + TIE_MARGIN)


def reachable_candidates(person: Segment) -> tuple[Candidate, ...]:
    """Return the close candidates, and after them those that evidence for them could make the best."""
    close = close_candidates(person)
    nearest = min((one.cost for one in close), default=0.0) + TIE_MARGIN
    others = (one for one in person.candidates if nearest < one.cost <= nearest + MISFIT)
    return (*close, *others) if close else ()


def link_in_context(kb: KnowledgeBase, person: Segment, constraints: Constraints) -> LinkedAthlete:
    """Link a name to an athlete, using the constraints of the question as evidence."""
    close = close_candidates(person)
    candidates = close
    evidence = context_evidence(kb, close, constraints)
    if not evidence:
        # The constraints fit no close candidate: the name may be misspelled.
        candidates = reachable_candidates(person)
        evidence = context_evidence(kb, candidates, constraints)
    hypotheses = [Hypothesis(one.cost, misfit_cost(one.id, evidence), one.popularity) for one in candidates]
    decision = disambiguate(hypotheses, nil_cost_in_question(len(person.words)))
    possible = tuple(candidates[at] for at in decision.plausible)
    if decision.chosen is None:
        return LinkedAthlete(None, _ranked(person, possible, evidence))
    chosen = candidates[decision.chosen]
    others = tuple({one.id: one for one in (*possible, *close) if one.id != chosen.id}.values())
    reason = _deciding_evidence(chosen, close, evidence)
    why = reason if reason is not None and len(possible) == 1 else Why.LIKELIEST
    return LinkedAthlete(chosen, possible, why if others else None, others, by_context=reason is not None)


def _ranked(
    person: Segment, possible: Sequence[Candidate], evidence: Collection[ContextEvidence]
) -> tuple[Candidate, ...]:
    """Sort the plausible athletes for a choice: names that contain the words typed count as better."""
    words = {word.folded for word in person.words}

    def cost(one: Candidate) -> float:
        is_partial = not words <= set(tokens(one.name))
        return one.posterior_cost + misfit_cost(one.id, evidence) + WORD_NOT_IN_NAME * is_partial

    return tuple(sorted(possible, key=cost))


def misfit_cost(athlete: str, evidence: Collection[ContextEvidence]) -> float:
    """Return the total cost, in nats, of the evidence that does not fit an athlete."""
    return sum(one.against for one in evidence if athlete not in one.fits)


def _deciding_evidence(
    chosen: Candidate, close: Sequence[Candidate], evidence: Collection[ContextEvidence]
) -> Why | None:
    """Return the first evidence that fits the chosen athlete and not every other close candidate."""
    others = {one.id for one in close} - {chosen.id}
    return next((one.why for one in evidence if chosen.id in one.fits and not others <= one.fits), None)


def context_evidence(
    kb: KnowledgeBase, candidates: Sequence[Candidate], constraints: Constraints
) -> tuple[ContextEvidence, ...]:
    """Return the evidence in the constraints; a condition that fits no candidate is no evidence."""
    ids = [AthleteId(one.id) for one in candidates]
    return tuple(one for one in _all_evidence(kb, ids, constraints) if one.fits)


def nation_evidence(
    kb: KnowledgeBase, ids: Collection[AthleteId], constraints: Constraints
) -> ContextEvidence:
    """Return which of the athletes compete for a nation in the question."""
    nations = {one.id for segment in constraints.where for one in segment.candidates if one.kind == "nation"}
    people = kb.athlete_refs(ids) if nations else {}
    fits = frozenset(id_ for id_, one in people.items() if one.nation.id in nations)
    return ContextEvidence(Why.FROM_THERE, fits, CONTRADICTED)


def _all_evidence(
    kb: KnowledgeBase, ids: Sequence[AthleteId], constraints: Constraints
) -> Iterator[ContextEvidence]:
    if constraints.empty:
        return
    home = nation_evidence(kb, ids, constraints)
    yield home
    if home.fits:
        constraints = constraints.without_nations()
    born = _birth_year_evidence(kb, ids, constraints)
    yield born
    # A year of birth is no condition on races.
    conditions = constraints.filters(frozenset({"year"} if born.fits else ()))
    entered = _entered(kb, conditions, ids)
    if entered:
        yield ContextEvidence(Why.DOES_THAT if _only_event(conditions) else Why.RAN_THERE, entered)
    elif constraints.disciplines:
        event = RaceFilter(disciplines=constraints.discipline_ids)
        yield ContextEvidence(Why.DOES_THAT, _entered(kb, [event], ids))


def _birth_year_evidence(
    kb: KnowledgeBase, ids: Sequence[AthleteId], constraints: Constraints
) -> ContextEvidence:
    """Return which of the athletes were born in the year of the question."""
    year = str(constraints.year) if constraints.year else None
    people = kb.athlete_refs(ids) if year else {}
    born = frozenset(id_ for id_, one in people.items() if (one.born or "")[:4] == year)
    return ContextEvidence(Why.BORN_THEN, born, CONTRADICTED)


def _only_event(conditions: Sequence[RaceFilter]) -> bool:
    """Whether nothing but the discipline and the category is constrained."""
    anything = {"disciplines": (), "categories": ()}
    return all(where.model_copy(update=anything) == RaceFilter() for where in conditions)


def _entered(kb: KnowledgeBase, conditions: Sequence[RaceFilter], ids: Sequence[AthleteId]) -> frozenset[str]:
    """Return which of the athletes are in a race that meets one of the conditions."""
    stated = [where for where in conditions if where != RaceFilter()]
    return frozenset(athlete for where in stated for athlete in kb.athletes_in(where, ids))


def spelling_slot(
    kb: KnowledgeBase,
    name: str,
    person: Segment,
    chosen: Candidate,
    why: Why | None,
    others: tuple[Choice, ...] = (),
) -> Slot:
    """Return the slot of an athlete, with the reason for the choice or for a spelling that differs."""
    label = kb.athlete_ref(AthleteId(chosen.id)).name
    is_registered_spelling = {word.folded for word in person.words} <= set(tokens(label))
    stated = why is None
    if why is None and not is_registered_spelling and person.typed.lower() != chosen.id:
        why = Why.RECORDED if chosen.cost < TIE_MARGIN and not chosen.registered else Why.SPELLING
    return Slot(name=name, id=chosen.id, label=label, said=stated, typed=person.typed, why=why, others=others)


def are_athletes(kb: KnowledgeBase, ids: Iterable[str]) -> bool:
    """Whether these are ids of athletes. A single word may be one and still be part of other names."""
    return all("-" in one and kb.has("athlete", one) for one in ids)


def id_slot(kb: KnowledgeBase, name: str, athlete: AthleteId) -> Slot:
    """The slot of an athlete who was given by id."""
    return Slot(name=name, id=athlete, label=kb.athlete_ref(athlete).name, said=True, typed=athlete)

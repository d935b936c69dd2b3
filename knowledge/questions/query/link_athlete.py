"""Athletes that a stretch of words may mean, and who of them is meant by it and by all else that is said."""

from collections.abc import Collection, Iterator, Sequence
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

NOT_BORNE = popularity_prior(10)
"""What it costs to be offered that a name does not have the words typed: ten times more must be known."""


class ContextEvidence(NamedTuple):
    """Something else that is said, whom it speaks for, and how much against all others."""

    why: Why
    fits: frozenset[str]
    against: float = MISFIT


class LinkedAthlete(NamedTuple):
    """Who is meant by a name, where that is sure enough, and `possible`, all who may be, likeliest first.

    `why` says what decided where more than one fits the text, `instead` who else does; `told` that what else
    is said told them from others.
    """

    athlete: Candidate | None
    possible: tuple[Candidate, ...]
    why: Why | None = None
    instead: tuple[Candidate, ...] = ()
    told: bool = False


def close_candidates(person: Segment) -> tuple[Candidate, ...]:
    """The athletes that these words fit about equally well, likeliest first."""
    best = min((one.cost for one in person.candidates), default=0.0)
    if not person.candidates or not is_linkable(best, len(person.words)):
        return ()
    return tuple(one for one in person.candidates if one.cost <= best + TIE_MARGIN)


def reachable_candidates(person: Segment) -> tuple[Candidate, ...]:
    """Those who may be meant if what else is said speaks for them, who fit best first."""
    meant = close_candidates(person)
    best = min((one.cost for one in meant), default=0.0)
    others = (one for one in person.candidates if best + TIE_MARGIN < one.cost <= best + TIE_MARGIN + MISFIT)
    return (*meant, *others) if meant else ()


def link_in_context(kb: KnowledgeBase, person: Segment, constraints: Constraints) -> LinkedAthlete:
    """Who is meant by a name, beside which this is said."""
    fitting = close_candidates(person)
    told = context_evidence(kb, fitting, constraints)
    reach = fitting if told else reachable_candidates(person)
    if not told:
        # It fits nobody of this name: the name may be misspelled.
        told = context_evidence(kb, reach, constraints)
    readings = [Hypothesis(one.cost, misfit_cost(one.id, told), one.popularity) for one in reach]
    decision = disambiguate(readings, nil_cost_in_question(len(person.words)))
    possible = tuple(reach[at] for at in decision.plausible)
    if decision.chosen is None:
        return LinkedAthlete(None, _bearers_first(person, possible, told))
    found = reach[decision.chosen]
    instead = tuple({one.id: one for one in (*possible, *fitting) if one.id != found.id}.values())
    reason = _reason(found, fitting, told)
    why = None if not instead else Why.LIKELIEST if reason is None or len(possible) > 1 else reason
    return LinkedAthlete(found, possible, why, instead, told=reason is not None)


def _bearers_first(
    person: Segment, possible: Sequence[Candidate], told: Collection[ContextEvidence]
) -> tuple[Candidate, ...]:
    """Those who may be meant, likeliest first; who bears the words as typed before whom they only fit."""
    words = {word.folded for word in person.words}

    def energy(one: Candidate) -> float:
        return (
            one.posterior_cost + misfit_cost(one.id, told) + NOT_BORNE * (not words <= set(tokens(one.name)))
        )

    return tuple(sorted(possible, key=energy))


def misfit_cost(athlete: str, told: Collection[ContextEvidence]) -> float:
    """What it costs that not all that is said fits an athlete."""
    return sum(one.against for one in told if athlete not in one.fits)


def _reason(found: Candidate, fitting: Sequence[Candidate], told: Collection[ContextEvidence]) -> Why | None:
    """What else that is said speaks for who was found and against others whom the text fits."""
    others = {one.id for one in fitting} - {found.id}
    return next((one.why for one in told if found.id in one.fits and not others <= one.fits), None)


def context_evidence(
    kb: KnowledgeBase, found: Sequence[Candidate], constraints: Constraints
) -> tuple[ContextEvidence, ...]:
    """What the rest of a question says about who is meant; what fits none of them says nothing."""
    return tuple(
        one for one in _all_evidence(kb, [AthleteId(one.id) for one in found], constraints) if one.fits
    )


def nation_evidence(
    kb: KnowledgeBase, ids: Collection[AthleteId], constraints: Constraints
) -> ContextEvidence:
    """Who of them competes for a nation that is said."""
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
    year = str(constraints.year) if constraints.year else None
    people = kb.athlete_refs(ids) if year else {}
    born = frozenset(id_ for id_, one in people.items() if (one.born or "")[:4] == year)
    yield ContextEvidence(Why.BORN_THEN, born, CONTRADICTED)
    # A year of birth says nothing about races.
    asked = constraints.filters(frozenset({"year"} if born else ()))
    there = _entered(kb, asked, ids)
    if there:
        only_what = {"disciplines": (), "categories": ()}
        what = all(where.model_copy(update=only_what) == RaceFilter() for where in asked)
        yield ContextEvidence(Why.DOES_THAT if what else Why.RAN_THERE, there)
    elif constraints.disciplines:
        yield ContextEvidence(
            Why.DOES_THAT, _entered(kb, [RaceFilter(disciplines=constraints.discipline_ids)], ids)
        )


def _entered(kb: KnowledgeBase, asked: Sequence[RaceFilter], ids: Sequence[AthleteId]) -> frozenset[str]:
    conditions = [where for where in asked if where != RaceFilter()]
    return frozenset(athlete for where in conditions for athlete in kb.athletes_in(where, ids))


def spelling_slot(
    kb: KnowledgeBase,
    name: str,
    person: Segment,
    chosen: Candidate,
    why: Why | None,
    others: tuple[Choice, ...] = (),
) -> Slot:
    """The slot of an athlete: said, said in another spelling, or chosen among others for a reason."""
    label = kb.athlete_ref(AthleteId(chosen.id)).name
    as_registered = {word.folded for word in person.words} <= set(tokens(label))
    said = why is None
    if why is None and not as_registered and person.typed.lower() != chosen.id:
        why = Why.RECORDED if chosen.cost < TIE_MARGIN and not chosen.registered else Why.SPELLING
    return Slot(name=name, id=chosen.id, label=label, said=said, typed=person.typed, why=why, others=others)

"""Link the names in a head-to-head question to two athletes: pairs who have met are the most probable."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.models.base import AthleteId, DisciplineId
from knowledge.models.outcome import Why
from knowledge.models.records import SharedRaces
from knowledge.names import Candidate, NameIndex
from knowledge.names.linking.disambiguation import MISFIT, Hypothesis, disambiguate, nil_cost_in_question
from knowledge.questions.query.link_athlete import (
    ContextEvidence,
    close_candidates,
    misfit_cost,
    reachable_candidates,
)
from knowledge.questions.query.segments import KINDS, Segment, SegmentType
from knowledge.store import KnowledgeBase

MAX_FAMILY_NAME = 0.55
"""Greatest cost, in nats, of a match by a family name; a match by a given name costs more."""
MAX_OF_FAMILY_NAME = 40
"""Athletes of one family name that are looked at for two who have met."""
MAX_ON_A_SIDE = 40
"""Athletes on each side that are combined to pairs."""
MANY_RACES, FAR_MORE = 8, 2.5
"""Races of a pair, and times the races of any other, from which it is chosen without asking; set by hand."""
EVENT_RANK = 0.2
"""Nats added to a pair that never met for each rank of their shared discipline among those they do most."""

_NEVER = SharedRaces(0, 0.0)
_Named = tuple[AthleteId, Candidate]
_Met = Mapping[tuple[AthleteId, AthleteId], SharedRaces]

Evidence = tuple[ContextEvidence, ...]


class Pair(NamedTuple):
    """Two athletes, the number of races they share and the weight of these (see `shared_races`)."""

    first: Candidate
    second: Candidate
    races: int
    popularity: float = 0.0


class LinkedPair(NamedTuple):
    """The pair that two names are linked to; None where the user must choose, or where a name is NIL.

    `possible` are the plausible pairs, the most probable first. `others` are those that could be chosen
    instead, and `why` states what decided between them.
    """

    pair: Pair | None
    possible: Sequence[Pair]
    others: Sequence[Pair] = ()
    why: Why = Why.LIKELIEST


def split_pair(kb: KnowledgeBase, index: NameIndex, person: Segment) -> tuple[Segment, ...]:
    """Split the words of one name into two family names where athletes with these have met.

    A name that is the full name of an athlete is not split.
    """
    if any(one.cost == 0 for one in person.candidates):
        return (person,)
    for sides in _splits(index, person):
        first, second = ([AthleteId(one.id) for one in side.candidates] for side in sides)
        if kb.shared_races(first, second):
            return sides
    return (person,)


def _splits(index: NameIndex, person: Segment) -> Iterator[tuple[Segment, Segment]]:
    """Yield every cut of the words in two that leaves a family name on both sides."""
    for cut in range(1, len(person.words)):
        first = _family_name(index, person, slice(cut))
        second = _family_name(index, person, slice(cut, None))
        if first.candidates and second.candidates:
            yield first, second


def _family_name(index: NameIndex, person: Segment, part: slice) -> Segment:
    words = person.words[part]
    folded = [word.folded for word in words]
    candidates = index.search(folded, KINDS[SegmentType.ATHLETE], limit=MAX_OF_FAMILY_NAME)
    return replace(
        person, words=words, candidates=tuple(one for one in candidates if one.cost <= MAX_FAMILY_NAME)
    )


def link_pair(
    kb: KnowledgeBase,
    people: Sequence[Segment],
    evidence: Sequence[Evidence],
    discipline: DisciplineId | None,
) -> LinkedPair | None:
    """Link two names to a pair; None where both can only be the same athlete.

    `evidence` is that for each side. `discipline` is the one in the question.
    """
    pairs = _candidate_pairs(kb, people)
    if not pairs:
        return None
    met = any(pair.races for pair in pairs)
    hypotheses = _have_met(pairs, evidence) if met else _never_met(kb, pairs, evidence, discipline)
    nil_cost = sum(nil_cost_in_question(len(person.words)) for person in people)
    decision = disambiguate(hypotheses, nil_cost, in_context=met)
    possible = [pairs[at] for at in decision.plausible]
    best = pairs[decision.chosen] if decision.chosen is not None else met_far_more(possible)
    close = _close_pairs(pairs, people)
    if len(close) > 1 and not (met and best in close):
        # No close pair has met: a pair that has, under similar names, is not more probable than they are.
        best, possible = None, list(dict.fromkeys((*possible, *close)))
    # A pair with fewer races than another is never chosen: the answer could not say why.
    if best is None or best.races < max(pair.races for pair in possible):
        return LinkedPair(None, possible)
    others = [pair for pair in dict.fromkeys((*possible, *close)) if pair != best]
    only_met = met and not any(pair.races for pair in others)
    return LinkedPair(best, possible, others, Why.HAS_MET if only_met else Why.LIKELIEST)


def met_far_more(possible: Sequence[Pair]) -> Pair | None:
    """Return the pair that met far more often than every other plausible one; None where there is none."""
    most, *rest = sorted(possible, key=lambda pair: -pair.races) or (None,)
    if most is None or not rest or most.races < MANY_RACES:
        return None
    return most if most.races >= FAR_MORE * rest[0].races else None


def _candidate_pairs(kb: KnowledgeBase, people: Sequence[Segment]) -> list[Pair]:
    """Return the pairs of close candidates; if none has met, those of reachable ones where some have."""
    near, far = (
        [[(AthleteId(one.id), one) for one in find(person)[:MAX_ON_A_SIDE]] for person in people]
        for find in (close_candidates, reachable_candidates)
    )
    met = _met(kb, near)
    if not met and far != near:
        met = _met(kb, far)
        near = far if met else near
    return _pairs(near, met)


def _met(kb: KnowledgeBase, sides: Sequence[Sequence[_Named]]) -> _Met:
    first, second = ([id_ for id_, _ in side] for side in sides)
    return kb.shared_races(first, second)


def _close_pairs(pairs: Sequence[Pair], people: Sequence[Segment]) -> list[Pair]:
    """Return the pairs of two close candidates; those with the most races first."""
    firsts, seconds = ({one.id for one in close_candidates(person)} for person in people)
    close = [pair for pair in pairs if pair.first.id in firsts and pair.second.id in seconds]
    return sorted(
        close, key=lambda pair: (-pair.races, pair.first.posterior_cost + pair.second.posterior_cost)
    )


def _pairs(sides: Sequence[Sequence[_Named]], met: _Met) -> list[Pair]:
    """Return every pair of two athletes, the best matches first."""
    firsts, seconds = sides
    pairs: dict[frozenset[str], Pair] = {}
    for one, first in firsts:
        for other, second in seconds:
            both = frozenset((one, other))
            if one != other and both not in pairs:
                races, popularity = met.get((one, other), _NEVER)
                pairs[both] = Pair(first, second, races, popularity)
    return list(pairs.values())


def _have_met(pairs: Sequence[Pair], evidence: Sequence[Evidence]) -> list[Hypothesis]:
    """Return hypotheses for pairs, where some pairs have met: by shared races, and by popularity.

    The square root of the popularity is used because half of what an athlete did is in these races already.
    """
    misfits = _misfits(pairs, evidence)
    return [
        Hypothesis(
            pair.first.cost + pair.second.cost,
            misfits[0][pair.first.id] + misfits[1][pair.second.id] + MISFIT * (not pair.races),
            pair.popularity * math.sqrt((1 + pair.first.popularity) * (1 + pair.second.popularity)),
        )
        for pair in pairs
    ]


def _never_met(
    kb: KnowledgeBase,
    pairs: Sequence[Pair],
    evidence: Sequence[Evidence],
    discipline: DisciplineId | None,
) -> list[Hypothesis]:
    """Return hypotheses for pairs who never met: one sex and a shared discipline make a race plausible."""
    ids = {AthleteId(one.id) for pair in pairs for one in (pair.first, pair.second)}
    events = {id_: [one.id for one in did] for id_, did in kb.disciplines_of(sorted(ids)).items()}
    people = kb.athlete_refs(ids)
    misfits = _misfits(pairs, evidence)

    def implausibility(pair: Pair) -> float:
        first, second = AthleteId(pair.first.id), AthleteId(pair.second.id)
        both = set(events[first]) & set(events[second])
        shared = both & {discipline} if discipline else both
        rank = min((events[first].index(one) + events[second].index(one) for one in shared), default=0)
        other_sex = people[first].sex != people[second].sex
        return MISFIT * (2 * other_sex + (not shared)) + EVENT_RANK * rank

    return [
        Hypothesis(
            pair.first.cost + pair.second.cost,
            misfits[0][pair.first.id] + misfits[1][pair.second.id] + implausibility(pair),
            (1 + pair.first.popularity) * (1 + pair.second.popularity),
        )
        for pair in pairs
    ]


def _misfits(
    pairs: Sequence[Pair], evidence: Sequence[Evidence]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return what the evidence costs each athlete on either side."""
    firsts, seconds = {pair.first.id for pair in pairs}, {pair.second.id for pair in pairs}
    return (
        {id_: misfit_cost(id_, evidence[0]) for id_ in firsts},
        {id_: misfit_cost(id_, evidence[1]) for id_ in seconds},
    )

"""`/h2h`: from two names, and whatever narrows it, to two people."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from knowledge.models.base import AthleteId, DisciplineId
from knowledge.models.outcome import (
    Ambiguous,
    Fault,
    Invalid,
    Missing,
    NotFound,
    PairChoice,
    Understanding,
    Understood,
    Why,
)
from knowledge.models.records import SharedRaces
from knowledge.names import Candidate, NameIndex
from knowledge.names.linking.disambiguation import MISFIT, Hypothesis, disambiguate, nil_cost_in_question
from knowledge.questions.h2h.filters import filter_slots, filters
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.query.choices import MOST_CHOICES, did_you_mean, pair_choice
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.grammar import PAIR, FreeText
from knowledge.questions.query.link_athlete import (
    ContextEvidence,
    are_athletes,
    close_candidates,
    id_slot,
    misfit_cost,
    nation_evidence,
    reachable_candidates,
    spelling_slot,
)
from knowledge.questions.query.segments import KINDS, Segment, Segmentation, SegmentType, typed_text
from knowledge.store import KnowledgeBase

A_FAMILY_NAME = 0.55
"""What it costs at most to read words as a family name; given names cost more."""
MOST_ON_A_SIDE = 40
"""How many people of a name are looked at for one who met the other."""


def split_pair(kb: KnowledgeBase, index: NameIndex, person: Segment) -> tuple[Segment, ...]:
    """The words of one athlete as the family names of two, if two who are called so have met; else the one.

    Who is called by all these words and no more stays one.
    """
    if any(one.cost == 0 for one in person.candidates):
        return (person,)
    for sides in _ways(index, person):
        first, second = ([AthleteId(one.id) for one in side.candidates] for side in sides)
        if kb.shared_races(first, second):
            return sides
    return (person,)


def _ways(index: NameIndex, person: Segment) -> Iterator[tuple[Segment, Segment]]:
    """Every cut of the words in two that leaves a family name on both sides."""
    for cut in range(1, len(person.words)):
        first, second = (_family(index, person, part) for part in (slice(cut), slice(cut, None)))
        if first.candidates and second.candidates:
            yield first, second


def _family(index: NameIndex, person: Segment, part: slice) -> Segment:
    """Some of the words, and who has them as a family name."""
    words = person.words[part]
    found = index.search([word.folded for word in words], KINDS[SegmentType.ATHLETE], limit=MOST_ON_A_SIDE)
    return replace(person, words=words, candidates=tuple(one for one in found if one.cost <= A_FAMILY_NAME))


MOST_PAIRS = 40
MOST_WITH_RIVALS = 25
"""How many people of a name are looked at for whom they met, where the second athlete is missing."""
EVENT_RANK = 0.2
"""What it costs a pair, beside what their names cost, that another event of theirs is the nearest to both."""


class _Pair(NamedTuple):
    """Two who may be meant, how many races they share, and how much these count (see `shared_races`)."""

    first: Candidate
    second: Candidate
    races: int
    standing: float = 0.0


def parse_h2h(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> Understanding:
    """The two athletes that these parts mean."""
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text or not people or len(people) > 2:
        return _not_two(kb, index, segmentation)
    if len(people) == 1:
        people = split_pair(kb, index, people[0])
    strangers = [person.typed for person in people if not close_candidates(person)]
    if strangers:
        return _nobody(kb, index, strangers[0])
    home, constraints = _of_nation(kb, people, Constraints(segmentation))
    narrowed = filters(constraints)
    if narrowed is None:
        said = typed_text((*constraints.where, *constraints.disciplines))
        return NotFound(kind="h2h", missing=Missing.COMBINATION, typed=said)
    if len(people) == 1:
        return _second_missing(kb, people[0], close_candidates(people[0]), narrowed)
    outcome = _choose(kb, people, home, narrowed)
    if isinstance(outcome, Understood) and isinstance(outcome.question, HeadToHeadQuestion):
        slots = filter_slots(kb, outcome.question, segmentation)
        return outcome.model_copy(update={"slots": (*outcome.slots, *slots)})
    return outcome


def _not_two(kb: KnowledgeBase, index: NameIndex, segmentation: Segmentation) -> NotFound | Invalid:
    people = segmentation.of(SegmentType.ATHLETE)
    if segmentation.unknown_text:
        return _nobody(kb, index, segmentation.unknown_text)
    if people:
        return Invalid(kind="h2h", fault=Fault.TOO_MANY_ATHLETES, typed=typed_text(people) or "")
    fault = Fault.NO_ATHLETE if segmentation.segments else Fault.EMPTY
    return Invalid(kind="h2h", fault=fault, typed=typed_text(segmentation.segments) or "")


def _of_nation(
    kb: KnowledgeBase, people: Sequence[Segment], constraints: Constraints
) -> tuple[list[tuple[ContextEvidence, ...]], Constraints]:
    """A nation tells namesakes of each side apart where it can; else it is where a race was held."""
    sides = [reachable_candidates(person) for person in people]
    told = [nation_evidence(kb, [AthleteId(one.id) for one in side], constraints) for side in sides]
    apart = [0 < len(home.fits) < len(side) for home, side in zip(told, sides, strict=True)]
    if not any(apart):
        return [() for _ in people], constraints
    return [(home,) if home.fits else () for home in told], constraints.without_nations()


def _choose(
    kb: KnowledgeBase,
    people: Sequence[Segment],
    home: Sequence[tuple[ContextEvidence, ...]],
    narrowed: dict[str, Any],
) -> Understanding:
    pairs = _pairs(kb, [close_candidates(person) for person in people])
    if not any(pair.races for pair in pairs):
        # They may be misspelled, for nobody of these names met.
        wider = _pairs(kb, [reachable_candidates(person) for person in people])
        pairs = wider if any(pair.races for pair in wider) else pairs
    if not pairs:
        return Invalid(kind="h2h", fault=Fault.SAME_ATHLETE, typed=people[0].typed)
    met = any(pair.races for pair in pairs)
    nobody = sum(nil_cost_in_question(len(person.words)) for person in people)
    readings = _met(pairs, home) if met else _never_met(kb, pairs, home, narrowed.get("discipline"))
    decision = disambiguate(readings, nobody, in_context=met)
    fitting = [{one.id for one in close_candidates(person)} for person in people]
    by_text = [pair for pair in pairs if pair.first.id in fitting[0] and pair.second.id in fitting[1]]
    by_text.sort(key=lambda pair: (-pair.races, pair.first.posterior_cost + pair.second.posterior_cost))
    possible = [pairs[at] for at in decision.plausible]
    best = pairs[decision.chosen] if decision.chosen is not None else None
    if len(by_text) > 1 and not (met and best in by_text):
        # Nobody of these names met: who has, under a name that is like them, is no likelier meant than they.
        best, possible = None, list(dict.fromkeys((*possible, *by_text)))
    # Who met less often than another is not taken for being likelier: the answer could not say why.
    if best is None or best.races < max(pair.races for pair in possible):
        return Ambiguous(
            kind="h2h",
            slot="athletes",
            typed=typed_text(people) or "",
            choices=tuple(_choice(kb, pair, narrowed) for pair in possible[:MOST_CHOICES]),
            more=max(0, len(possible) - MOST_CHOICES),
        )
    rest = [pair for pair in dict.fromkeys((*possible, *by_text)) if pair != best]
    why = Why.HAS_MET if met and not any(pair.races for pair in rest) else Why.LIKELIEST
    slots = tuple(
        spelling_slot(kb, name, person, chosen, why if others else None, _instead(kb, others, narrowed))
        for name, person, chosen, others in (
            ("first", people[0], best.first, [pair for pair in rest if pair.first.id != best.first.id]),
            ("second", people[1], best.second, [pair for pair in rest if pair.second.id != best.second.id]),
        )
    )
    return Understood(question=_question(best, narrowed), slots=slots)


def _pairs(kb: KnowledgeBase, sides: Sequence[Sequence[Candidate]]) -> list[_Pair]:
    """Every pair of two people, those first whom the text fits best."""
    firsts, seconds = (side[:MOST_PAIRS] for side in sides)
    met = kb.shared_races([AthleteId(one.id) for one in firsts], [AthleteId(one.id) for one in seconds])
    pairs: dict[frozenset[str], _Pair] = {}
    for first in firsts:
        for second in seconds:
            if first.id != second.id:
                shared = met.get((AthleteId(first.id), AthleteId(second.id)), SharedRaces(0, 0.0))
                pair = _Pair(first, second, shared.races, shared.popularity)
                pairs.setdefault(frozenset((first.id, second.id)), pair)
    return list(pairs.values())


def _met(pairs: Sequence[_Pair], home: Sequence[tuple[ContextEvidence, ...]]) -> list[Hypothesis]:
    """Pairs of whom some have met: who have not are hardly asked about, who met often and of late most.

    Half of what each has done is in these races already.
    """
    return [
        Hypothesis(
            pair.first.cost + pair.second.cost,
            _misfit(pair, home) + MISFIT * (not pair.races),
            pair.standing * math.sqrt((1 + pair.first.popularity) * (1 + pair.second.popularity)),
        )
        for pair in pairs
    ]


def _never_met(
    kb: KnowledgeBase,
    pairs: Sequence[_Pair],
    home: Sequence[tuple[ContextEvidence, ...]],
    asked: DisciplineId | None,
) -> list[Hypothesis]:
    """Pairs of whom none have met: those might have who are of one sex, in what was asked or both do most."""
    ids = {AthleteId(one.id) for pair in pairs for one in (pair.first, pair.second)}
    events = {id_: [one.id for one in did] for id_, did in kb.disciplines_of(sorted(ids)).items()}
    people = kb.athlete_refs(ids)

    def strangeness(pair: _Pair) -> float:
        first, second = AthleteId(pair.first.id), AthleteId(pair.second.id)
        both = set(events[first]) & set(events[second])
        shared = both & {asked} if asked else both
        rank = min((events[first].index(one) + events[second].index(one) for one in shared), default=0)
        other_sex = people[first].sex != people[second].sex
        return MISFIT * (2 * other_sex + (not shared)) + EVENT_RANK * rank

    return [
        Hypothesis(
            pair.first.cost + pair.second.cost,
            _misfit(pair, home) + strangeness(pair),
            (1 + pair.first.popularity) * (1 + pair.second.popularity),
        )
        for pair in pairs
    ]


def _misfit(pair: _Pair, home: Sequence[tuple[ContextEvidence, ...]]) -> float:
    return misfit_cost(pair.first.id, home[0]) + misfit_cost(pair.second.id, home[1])


def _question(pair: _Pair, narrowed: dict[str, Any]) -> HeadToHeadQuestion:
    return HeadToHeadQuestion(first=AthleteId(pair.first.id), second=AthleteId(pair.second.id), **narrowed)


def _instead(kb: KnowledgeBase, pairs: Sequence[_Pair], narrowed: dict[str, Any]) -> tuple[PairChoice, ...]:
    return tuple(_choice(kb, pair, narrowed) for pair in pairs[:MOST_CHOICES])


def _choice(kb: KnowledgeBase, pair: _Pair, narrowed: dict[str, Any]) -> PairChoice:
    return pair_choice(kb, _question(pair, narrowed), pair.races)


def _second_missing(
    kb: KnowledgeBase, person: Segment, fitting: Sequence[Candidate], narrowed: dict[str, Any]
) -> Invalid:
    pairs = [
        _Pair(one, one._replace(id=rival.athlete.id), rival.races)
        for one in fitting[:MOST_WITH_RIVALS]
        for rival in kb.rivals(AthleteId(one.id), MOST_CHOICES)
    ]
    pairs.sort(key=lambda pair: -pair.races)
    return Invalid(
        kind="h2h",
        fault=Fault.SECOND_ATHLETE_MISSING,
        typed=person.typed,
        choices=tuple(_choice(kb, pair, narrowed) for pair in pairs[:MOST_CHOICES]),
    )


def _nobody(kb: KnowledgeBase, index: NameIndex, name: str) -> NotFound:
    return NotFound(kind="h2h", missing=Missing.NAME, typed=name, nearest=did_you_mean(kb, index, name))


def pair_by_ids(kb: KnowledgeBase, text: str, _today: date) -> Understanding | None:
    """Understand a text that is the ids of two athletes; None for any other."""
    ids = text.lower().split()
    if len(ids) != 2 or ids[0] == ids[1] or not are_athletes(kb, ids):
        return None
    first, second = (AthleteId(one) for one in ids)
    return Understood(
        question=HeadToHeadQuestion(first=first, second=second),
        slots=(id_slot(kb, "first", first), id_slot(kb, "second", second)),
    )


def names_a_pair(text: FreeText) -> bool:
    """Whether a text without a command opposes two athletes."""
    segmentation = text.with_people(PAIR, PAIR.people) if text.opposes else text.named(PAIR)
    people = len(segmentation.of(SegmentType.ATHLETE))
    return people >= 2 or (people == 1 and text.opposes)

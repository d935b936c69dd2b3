"""Matches people of one source to people of others: blocking, comparison, then a one-to-one assignment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from knowledge.imports.linkage.people.decisions import NONE_MADE, Decision, Decisions
from knowledge.imports.linkage.people.evidence import ComparedPair, MatchStatus, compare_people
from knowledge.imports.linkage.people.population import PeopleOfSource, Population

SharedMarks = Mapping[tuple[str, str], Sequence[str]]
"""Pairs of keys, with the races in which both people have the same mark."""
NO_MARKS: SharedMarks = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Matches:
    """The compared pairs by outcome: the same person, a doubtful match, or different people.

    No person is in two pairs of `same` unless a curator decided so. `different` has only pairs that a curator
    decided or that were doubtful before. All three are in the order of the keys.
    """

    same: tuple[ComparedPair, ...]
    doubtful: tuple[ComparedPair, ...]
    different: tuple[ComparedPair, ...]


def match_people(
    known: PeopleOfSource,
    others: PeopleOfSource,
    shared: SharedMarks = NO_MARKS,
    decisions: Decisions = NONE_MADE,
) -> Matches:
    """Match known people (of one source, or of several merged ones) to the people of another source.

    `shared` is evidence from races that both have. A curator's decision overrides all evidence. Otherwise a
    person is matched to one other at most, and to none of several with equal match weights.
    """
    people = Population([known, others])
    return match_clusters(people, len(known), len(known) + len(others), shared, decisions)


def match_clusters(
    people: Population, first: int, end: int, shared: SharedMarks, decisions: Decisions
) -> Matches:
    """Match the clusters before `first` to those of the next source, which end before `end`."""
    marks = _marks_of_clusters(shared, people)
    decisions = _decisions_of_clusters(decisions, people)
    pairs = dict.fromkeys(people.same_block(first, end))
    for keys in (*marks, *decisions.pairs()):
        left, right = sorted(map(people.cluster, keys))
        if left < first <= right < end:
            pairs[left, right] = None
    compared: list[ComparedPair] = []
    for left, right in pairs:
        one, other = people[left], people[right]
        pair = _decided(compare_people(one, other, marks.get((one.key, other.key), ())), decisions)
        if pair.verdict is not MatchStatus.DIFFERENT or pair.strength == _DECIDED:
            compared.append(pair)
    return _assigned(compared, decisions)


def _marks_of_clusters(shared: SharedMarks, people: Population) -> SharedMarks:
    """The shared marks by the current cluster keys, in both orders of each pair."""
    marks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair, races in shared.items():
        one, other = map(people.cluster_key, pair)
        if one is not None and other is not None:
            marks[one, other] += races
            marks[other, one] += races
    return marks


def _decisions_of_clusters(decisions: Decisions, people: Population) -> Decisions:
    """The decisions by the current cluster keys. A no overrides a yes about the same pair of clusters."""
    by_pair: dict[frozenset[str], Decision] = {}
    for decision in decisions.by_pair.values():
        one, other = people.cluster_key(decision.one), people.cluster_key(decision.other)
        if one is None or other is None or one == other:
            continue
        pair = frozenset((one, other))
        if pair not in by_pair or not decision.same:
            by_pair[pair] = decision.model_copy(update={"one": one, "other": other})
    return Decisions(by_pair)


def _decided(pair: ComparedPair, decisions: Decisions) -> ComparedPair:
    decision = decisions.about(pair.left, pair.right)
    if decision is None:
        return pair
    verdict = MatchStatus.SAME if decision.same else MatchStatus.DIFFERENT
    reason = "decided by a curator" + (f": {decision.why}" if decision.why else "")
    return replace(pair, verdict=verdict, evidence=(reason, *pair.evidence), strength=_DECIDED, sure=True)


_DECIDED = 10_000
"""Match weight of a curator's decision: above any weight of evidence."""

_Side = tuple[bool, str]
"""A person of a pair: whether it is the right one, and the key."""


def _assigned(compared: list[ComparedPair], decisions: Decisions) -> Matches:
    """Choose the best pairs, and sort the others by outcome."""
    same = _best(_unrivalled(compared))
    lefts, rights = {pair.left for pair in same}, {pair.right for pair in same}
    chosen = {(pair.left, pair.right) for pair in same}
    doubtful: list[ComparedPair] = []
    different: list[ComparedPair] = []
    for pair in compared:
        if (pair.left, pair.right) in chosen:
            continue
        if pair.verdict is MatchStatus.SAME:
            doubtful.append(_outrivalled(pair))
        elif pair.verdict is MatchStatus.DOUBTFUL and pair.left not in lefts and pair.right not in rights:
            doubtful.append(pair)
        elif decisions.about(pair.left, pair.right) is not None or pair.verdict is MatchStatus.DOUBTFUL:
            different.append(replace(pair, verdict=MatchStatus.DIFFERENT))
    return Matches(_in_order(same), _in_order(doubtful), _in_order(different))


def _unrivalled(compared: list[ComparedPair]) -> list[ComparedPair]:
    """The pairs of one person that are sure, or have no rival with the same birth date."""
    rivals: Counter[_Side] = Counter()
    for pair in compared:
        if pair.same_birth and pair.verdict is not MatchStatus.DIFFERENT:
            rivals.update(_sides(pair))
    return [
        pair
        for pair in compared
        if pair.verdict is MatchStatus.SAME and (pair.sure or all(rivals[side] == 1 for side in _sides(pair)))
    ]


def _best(pairs: list[ComparedPair]) -> list[ComparedPair]:
    """The pairs with the highest match weight on both sides, without ties. A curator may allow a tie."""
    best: dict[_Side, int] = {}
    ties: Counter[_Side] = Counter()
    for pair in sorted(pairs, key=lambda pair: -pair.strength):
        ties.update(side for side in _sides(pair) if best.setdefault(side, pair.strength) == pair.strength)
    return [
        pair
        for pair in pairs
        if all(
            best[side] == pair.strength and (ties[side] == 1 or pair.strength == _DECIDED)
            for side in _sides(pair)
        )
    ]


def _outrivalled(pair: ComparedPair) -> ComparedPair:
    why = "somebody else fits as well or better"
    return replace(pair, verdict=MatchStatus.DOUBTFUL, evidence=(*pair.evidence, why))


def _sides(pair: ComparedPair) -> tuple[_Side, _Side]:
    return (False, pair.left), (True, pair.right)


def _in_order(pairs: Iterable[ComparedPair]) -> tuple[ComparedPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right)))

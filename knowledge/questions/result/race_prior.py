"""Rank races by how probable it is that a question asks about them.

All costs are in nats (negative log-likelihoods): a race whose cost is lower by one is e times more probable.
They were chosen by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from math import log1p
from typing import NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.names import Candidate
from knowledge.questions.query.constraints import Constraints
from knowledge.store import KnowledgeBase, Place, places_of

_COST_OF_A_YEAR = 0.35
"""Cost of each year of age."""
_OLD = 12
"""Years of age beyond which the cost no longer grows."""
_COST_OF_TIER = {
    Tier.OLYMPIC_GAMES: 0.0,
    Tier.WORLD_CHAMPIONSHIPS: 0.2,
    Tier.DIAMOND_LEAGUE_FINAL: 0.6,
    Tier.CONTINENTAL_CHAMPIONSHIPS: 0.8,
    Tier.DIAMOND_LEAGUE: 0.8,
    Tier.COMMONWEALTH_GAMES: 1.0,
    Tier.WORLD_U20_CHAMPIONSHIPS: 1.2,
}
_COST_OF_OTHER_TIERS = 1.4
_COST_OF_ROUND = {Round.FINAL: 0.0, Round.SEMI_FINAL: 2.0, Round.QUALIFICATION: 2.6, Round.HEAT: 2.6}
_ONE_OF_SEVERAL = 0.3
"""Cost of one of several heats of a round."""
_UNDER_20 = 0.5
_IMPORTED = 2.5
"""Cost of an edition that is not curated but made of imported rows."""
_EVENT_WEIGHT = 0.5
"""Weight of log(1 + curated finals of the discipline), which lowers the cost."""
_PLACE_NAME_WEIGHT = 2.0
_DISCIPLINE_NAME_WEIGHT = 4.0
"""Weights of the cost by which the name of a place or a discipline matches worse than the best."""
_MAX_IMPORTED = 3
"""Imported races collected before ranking, as a multiple of the races wanted."""
_MAX_PLACES = 20
"""Places of one kind in a filter."""
_MAX_FILTERS = 24
"""Combinations of kinds of places that are tried for one query."""
_MAX_OF_PEOPLE = 100
"""Races of the athletes of a query that are ranked."""


class RaceQuery(NamedTuple):
    """An interpretation of words as a description of races; `cost` is that of the words, in nats.

    A race must be at one of the places in each of `places` and, where there are `people`, have one of them
    in it. Places and `events` map to how much worse than the best they match.
    """

    cost: float = 0.0
    where: RaceFilter = RaceFilter()
    places: tuple[Mapping[Place, float], ...] = ()
    events: Mapping[str, float] = {}
    people: tuple[AthleteId, ...] = ()

    @classmethod
    def of(cls, constraints: Constraints, cost: float, people: tuple[AthleteId, ...] = ()) -> "RaceQuery":
        """Return the query of a question's constraints."""
        (where,) = constraints.filters(frozenset({"where"}))
        places = tuple(_relative_costs(segment.candidates) for segment in constraints.where)
        events = {
            id_: cost
            for segment in constraints.disciplines
            for (_, id_), cost in _relative_costs(segment.candidates).items()
        }
        return cls(cost, where, places, events, people)

    @property
    def any_time(self) -> bool:
        """Whether there is no condition on time."""
        return self.where.any_time

    @property
    def about_people_only(self) -> bool:
        """Whether the athletes are the only condition."""
        return self.where == RaceFilter() and not self.places


def likely_races(kb: KnowledgeBase, asked: Sequence[RaceQuery], today: date, limit: int) -> list[RaceHead]:
    """Return at most `limit` races that fit one of the queries, the most probable first.

    Imported races are ranked only where fewer than `limit` curated ones fit.
    """
    ranking = _Ranking(_Prior(kb.curated_finals(), today))
    for query in asked:
        if query.people:
            ranking.add(
                kb.races(query.where.model_copy(update={"athletes": query.people}), _MAX_OF_PEOPLE), query
            )
        else:
            heads = kb.curated_races(query.places[0] if query.places else None)
            ranking.add((head for head in heads if query.where.matches(head)), query)
    if len(ranking) < limit:
        _add_imported(kb, ranking, [query for query in asked if not query.people], limit)
    return ranking.best(limit)


def _add_imported(kb: KnowledgeBase, ranking: "_Ranking", asked: Sequence[RaceQuery], limit: int) -> None:
    """Rank imported races, until there are _MAX_IMPORTED times more races than wanted."""
    known: dict[RaceFilter, tuple[RaceHead, ...]] = {}
    for query in asked:
        for where in _filters(query):
            if len(ranking) >= _MAX_IMPORTED * limit:
                return
            if where not in known:
                known[where] = kb.races(where.model_copy(update={"curated": False}), limit)
            ranking.add(known[where], query, _IMPORTED)


class _Ranking:
    """Races with their least cost over all queries."""

    def __init__(self, prior: "_Prior") -> None:
        self._prior = prior
        self._races: dict[str, tuple[float, RaceHead]] = {}

    def __len__(self) -> int:
        return len(self._races)

    def add(self, heads: Iterable[RaceHead], query: RaceQuery, extra: float = 0.0) -> None:
        """Add the races that are at the places of a query; `extra` is a cost in nats."""
        for head in heads:
            match = _match_cost(query, head)
            if match is None:
                continue
            cost = query.cost + match + extra + self._prior.cost(head, any_round=not query.where.rounds)
            if head.id not in self._races or cost < self._races[head.id][0]:
                self._races[head.id] = (cost, head)

    def best(self, limit: int) -> list[RaceHead]:
        """Return the races with the least cost; of equal ones the newest first."""
        ranked = sorted(
            self._races.values(), key=lambda item: (item[0], -item[1].date.toordinal(), item[1].id)
        )
        return [head for _, head in ranked[:limit]]


class _Prior:
    """The cost of a race before anything is typed: by age, tier, round and discipline."""

    def __init__(self, finals: Mapping[DisciplineId, int], today: date) -> None:
        self._events = {id_: _EVENT_WEIGHT * log1p(count) for id_, count in finals.items()}
        self._this_year = today.year

    def cost(self, head: RaceHead, *, any_round: bool) -> float:
        """Return the cost in nats; it depends on the round only where the question states none."""
        age = min(max(self._this_year - head.edition.year, 0), _OLD)
        cost = _COST_OF_A_YEAR * age + _COST_OF_TIER.get(head.edition.tier, _COST_OF_OTHER_TIERS)
        cost += _UNDER_20 * head.category.endswith("u20") + _ONE_OF_SEVERAL * (head.heat is not None)
        return cost + _COST_OF_ROUND[head.round] * any_round - self._events.get(head.discipline.id, 0.0)


def _relative_costs(candidates: Sequence[Candidate]) -> dict[Place, float]:
    """Return how much worse than the best each entity matches; a tier stands for those that it covers."""
    best = min((one.cost for one in candidates), default=0.0)
    costs: dict[Place, float] = {}
    for one in candidates:
        for id_ in Tier(one.id).covers if one.kind == "tier" else (one.id,):
            costs[one.kind, id_] = min(one.cost - best, costs.get((one.kind, id_), one.cost))
    return costs


def _match_cost(query: RaceQuery, head: RaceHead) -> float | None:
    """Return the cost of the names of places and disciplines for a race; None where a place does not fit."""
    cost = _DISCIPLINE_NAME_WEIGHT * query.events.get(head.discipline.id, 0.0)
    at = places_of(head) if query.places else ()
    for costs in query.places:
        fitting = [costs[place] for place in at if place in costs]
        if not fitting:
            return None
        cost += _PLACE_NAME_WEIGHT * min(fitting)
    return cost


def _filters(query: RaceQuery) -> Iterator[RaceFilter]:
    """Yield the query as filters for the store, one for each way to combine kinds of places."""
    parts = [_likeliest_by_kind(costs) for costs in query.places]
    for of in islice(_distinct_kinds(parts, {}), _MAX_FILTERS):
        yield query.where.model_copy(
            update={
                "competitions": tuple(map(CompetitionId, of.get("competition", ()))),
                "editions": tuple(map(EditionId, of.get("edition", ()))),
                "cities": tuple(map(CityId, of.get("city", ()))),
                "venues": of.get("venue", ()),
                "nations": tuple(map(NationId, of.get("nation", ()))),
                "tiers": tuple(map(Tier, of.get("tier", ()))),
            }
        )


def _distinct_kinds(
    parts: Sequence[Mapping[str, tuple[str, ...]]], chosen: Mapping[str, tuple[str, ...]]
) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Yield the ways to give each part another kind of place; none where there are more parts than kinds."""
    if not parts:
        yield chosen
        return
    first, *others = parts
    if len({kind for part in parts for kind in part} - chosen.keys()) < len(parts):
        return
    for kind, ids in first.items():
        if kind not in chosen:
            yield from _distinct_kinds(others, {**chosen, kind: ids})


def _likeliest_by_kind(costs: Mapping[Place, float]) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the best matches of each kind, at most _MAX_PLACES."""
    of: dict[str, list[str]] = {}
    for kind, id_ in sorted(costs, key=lambda place: costs[place]):
        if len(known := of.setdefault(kind, [])) < _MAX_PLACES:
            known.append(id_)
    return {kind: tuple(ids) for kind, ids in of.items()}

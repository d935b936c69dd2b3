"""Interpretations of words as descriptions of races, and the filters that the store finds such races by."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId, EditionId, NationId
from knowledge.models.facts import Tier
from knowledge.models.filter import RaceFilter
from knowledge.names import Candidate
from knowledge.questions.query.constraints import Constraints
from knowledge.store import Place

_MAX_PLACES = 20
"""Places of one kind in a filter."""
_MAX_FILTERS = 24
"""Combinations of kinds of places that are tried for one query."""


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


def _relative_costs(candidates: Sequence[Candidate]) -> dict[Place, float]:
    """Return how much worse than the best each entity matches; a tier stands for those that it covers."""
    best = min((one.cost for one in candidates), default=0.0)
    costs: dict[Place, float] = {}
    for one in candidates:
        for id_ in Tier(one.id).covers if one.kind == "tier" else (one.id,):
            costs[one.kind, id_] = min(one.cost - best, costs.get((one.kind, id_), one.cost))
    return costs


def filters(query: RaceQuery) -> Iterator[RaceFilter]:
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

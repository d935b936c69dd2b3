"""Which races are likeliest to be asked about: by how new and how high they are, and by their event.

Likelihood is an energy, as the costs of reading are: what is one lower is meant e times more often.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from math import log1p
from typing import NamedTuple

from knowledge.models.base import AthleteId, CityId, CompetitionId, EditionId, NationId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.names import Candidate
from knowledge.questions.query.constraints import Constraints
from knowledge.store import KnowledgeBase

_A_YEAR_OLDER = 0.35
_OLD = 12
"""Years after which a race is no less likely than the year before."""
_STANDING = {
    Tier.OLYMPIC_GAMES: 0.0,
    Tier.WORLD_CHAMPIONSHIPS: 0.2,
    Tier.DIAMOND_LEAGUE_FINAL: 0.6,
    Tier.CONTINENTAL_CHAMPIONSHIPS: 0.8,
    Tier.DIAMOND_LEAGUE: 0.8,
    Tier.COMMONWEALTH_GAMES: 1.0,
    Tier.WORLD_U20_CHAMPIONSHIPS: 1.2,
}
_OF_OTHER_STANDING = 1.4
_ROUND = {Round.FINAL: 0.0, Round.SEMI_FINAL: 2.0, Round.QUALIFICATION: 2.6, Round.HEAT: 2.6}
_ONE_OF_SEVERAL = 0.3
_UNDER_20 = 0.5
_RECOVERED = 2.5
"""What it costs an edition that no curator wrote down, of which only rows of imported lists tell."""
_HOW_MUCH_EVENTS_COUNT = 0.5
_HOW_MUCH_PLACES_COUNT = 2.0
_HOW_MUCH_NAMES_OF_EVENTS_COUNT = 4.0
"""How much more it tells against a place or an event that others fit better, than it does of whole names."""
_MOST_RECOVERED = 3
"""Times more races than are wanted that are taken from imported lists before the likeliest are chosen."""
_MOST_PLACES = 20
_MOST_WAYS = 24
"""Ways to combine kinds of places that are tried."""
_MOST_OF_PEOPLE = 100

Place = tuple[str, str]
"""The kind and the id of what a word for a place may mean."""


class RaceQuery(NamedTuple):
    """A reading of words: conditions on races, and what it costs that just these are meant.

    A race has to be at one of the places of each part, and one of the people in it where there are any.
    """

    cost: float = 0.0
    where: RaceFilter = RaceFilter()
    places: tuple[Mapping[Place, float], ...] = ()
    events: Mapping[str, float] = {}
    people: tuple[AthleteId, ...] = ()

    @classmethod
    def of(cls, constraints: Constraints, cost: float, people: tuple[AthleteId, ...] = ()) -> "RaceQuery":
        """What a frame asks for, its names being as likely as they fit."""
        (where,) = constraints.filters(frozenset({"where"}))
        places = tuple(_costs(segment.candidates) for segment in constraints.where)
        events = {
            id_: cost
            for segment in constraints.disciplines
            for (_, id_), cost in _costs(segment.candidates).items()
        }
        return cls(cost, where, places, events, people)

    @property
    def any_time(self) -> bool:
        """Whether nothing is said of when."""
        return not self.where.years and self.where.first_day is None and self.where.last_day is None

    @property
    def about_people_only(self) -> bool:
        """Whether nothing is said but who ran."""
        return self.where == RaceFilter() and not self.places


def likely_races(kb: KnowledgeBase, asked: Sequence[RaceQuery], today: date, limit: int) -> list[RaceHead]:
    """At most so many races that fit one of the readings, likeliest first.

    The races of imported lists come in where curators wrote too few down.
    """
    curated = _Curated(kb)
    prior = _Prior(kb.curated_races(), today)
    found: dict[str, tuple[float, RaceHead]] = {}

    def offer(heads: Iterable[RaceHead], one: RaceQuery, extra: float) -> None:
        for head in heads:
            cost = _named(one, head)
            if cost is not None:
                energy = one.cost + cost + extra + prior.of(head, any_round=not one.where.rounds)
                if head.id not in found or energy < found[head.id][0]:
                    found[head.id] = (energy, head)

    for one in asked:
        if one.people:
            heads = kb.races(one.where.model_copy(update={"athletes": one.people}), _MOST_OF_PEOPLE)
            offer(heads, one, 0.0)
        else:
            offer((head for head in curated.at(one.places) if _holds(one.where, head)), one, 0.0)
    few = len(found) < limit
    recovered: dict[RaceFilter, tuple[RaceHead, ...]] = {}
    for one in asked if few else ():
        for where in () if one.people else _filters(one):
            if len(found) < _MOST_RECOVERED * limit:
                if where not in recovered:
                    recovered[where] = kb.races(where.model_copy(update={"curated": False}), limit)
                offer(recovered[where], one, _RECOVERED)
    likeliest = sorted(found.values(), key=lambda item: (item[0], -item[1].date.toordinal(), item[1].id))
    return [head for _, head in likeliest[:limit]]


class _Curated:
    """The races that curators wrote down, by where they were held as soon as that is asked."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._at: dict[Place, list[RaceHead]] = {}

    def at(self, places: Sequence[Mapping[Place, float]]) -> Iterable[RaceHead]:
        """Those at one of the first of these places, newest first for each; all where none is asked for."""
        if not places:
            return self._kb.curated_races()
        if not self._at:
            for head in self._kb.curated_races():
                for place in _places_of(head):
                    self._at.setdefault(place, []).append(head)
        heads = {head.id: head for place in places[0] for head in self._at.get(place, ())}
        return heads.values()


class _Prior:
    """How likely a race is asked about before anything is typed: its event by what curators care for."""

    def __init__(self, curated: Sequence[RaceHead], today: date) -> None:
        finals = Counter(head.discipline.id for head in curated if head.round is Round.FINAL)
        self._events = {id_: _HOW_MUCH_EVENTS_COUNT * log1p(count) for id_, count in finals.items()}
        self._this_year = today.year

    def of(self, head: RaceHead, *, any_round: bool) -> float:
        """The energy of a race; where any round will do, finals come first."""
        age = min(max(self._this_year - head.edition.year, 0), _OLD)
        energy = _A_YEAR_OLDER * age + _STANDING.get(head.edition.tier, _OF_OTHER_STANDING)
        energy += _UNDER_20 * head.category.endswith("u20") + _ONE_OF_SEVERAL * (head.heat is not None)
        return energy + _ROUND[head.round] * any_round - self._events.get(head.discipline.id, 0.0)


def _costs(found: Sequence[Candidate]) -> dict[Place, float]:
    """What each thing costs more than the one that fits best; a tier stands for those that it covers."""
    best = min((one.cost for one in found), default=0.0)
    costs: dict[Place, float] = {}
    for one in found:
        for id_ in Tier(one.id).covers if one.kind == "tier" else (one.id,):
            costs[one.kind, id_] = min(one.cost - best, costs.get((one.kind, id_), one.cost))
    return costs


def _named(asked: RaceQuery, head: RaceHead) -> float | None:
    """What it costs that the words for places and events mean those of a race; None where they can't."""
    cost = _HOW_MUCH_NAMES_OF_EVENTS_COUNT * asked.events.get(head.discipline.id, 0.0)
    if asked.places:
        at = _places_of(head)
        for costs in asked.places:
            fitting = [costs[place] for place in at if place in costs]
            if not fitting:
                return None
            cost += _HOW_MUCH_PLACES_COUNT * min(fitting)
    return cost


def _places_of(head: RaceHead) -> tuple[Place, ...]:
    return (
        ("competition", head.competition.id),
        ("edition", head.edition.id),
        ("city", head.city.id),
        ("venue", head.venue or ""),
        ("nation", head.nation.id),
        ("tier", head.edition.tier),
    )


def _holds(where: RaceFilter, head: RaceHead) -> bool:
    """Whether a race fits what is said of event, category, round and time."""
    return (
        (not where.disciplines or head.discipline.id in where.disciplines)
        and (not where.categories or head.category in where.categories)
        and (not where.rounds or head.round in where.rounds)
        and (where.heat is None or head.heat == where.heat)
        and (not where.years or head.edition.year in where.years or head.date.year in where.years)
        and (where.first_day is None or head.date >= where.first_day)
        and (where.last_day is None or head.date <= where.last_day)
    )


def _filters(asked: RaceQuery) -> Iterator[RaceFilter]:
    """The same as conditions to ask the store by, one for each way to combine kinds of places."""
    parts = [_of_one_kind(costs) for costs in asked.places]
    for of in islice(_of_distinct_kinds(parts, {}), _MOST_WAYS):
        yield asked.where.model_copy(
            update={
                "competitions": tuple(map(CompetitionId, of.get("competition", ()))),
                "editions": tuple(map(EditionId, of.get("edition", ()))),
                "cities": tuple(map(CityId, of.get("city", ()))),
                "venues": of.get("venue", ()),
                "nations": tuple(map(NationId, of.get("nation", ()))),
                "tiers": tuple(map(Tier, of.get("tier", ()))),
            }
        )


def _of_distinct_kinds(
    parts: Sequence[Mapping[str, tuple[str, ...]]], chosen: Mapping[str, tuple[str, ...]]
) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """The ways to give each part another kind of place: none where there are more parts than kinds."""
    if not parts:
        yield chosen
        return
    first, *others = parts
    if len({kind for part in parts for kind in part} - chosen.keys()) < len(parts):
        return
    for kind, ids in first.items():
        if kind not in chosen:
            yield from _of_distinct_kinds(others, {**chosen, kind: ids})


def _of_one_kind(costs: Mapping[Place, float]) -> Mapping[str, tuple[str, ...]]:
    """The likeliest places of each kind."""
    of: dict[str, list[str]] = {}
    for kind, id_ in sorted(costs, key=lambda place: costs[place]):
        if len(known := of.setdefault(kind, [])) < _MOST_PLACES:
            known.append(id_)
    return {kind: tuple(ids) for kind, ids in of.items()}

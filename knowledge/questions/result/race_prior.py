"""Rank races by how probable it is that a question asks about them.

All costs are in nats (negative log-likelihoods): a race whose cost is lower by one is e times more probable.
They were chosen by hand.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import inf, log1p
from typing import TypeVar

import numpy as np

from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.questions.result.race_query import RaceQuery, filters
from knowledge.store import Costs, KnowledgeBase, RaceColumns, Rows, places_of

_COST_OF_A_YEAR = 0.35
"""Cost of each year of age."""
_OLD = 12
"""Years of age beyond which the cost no longer grows."""
_COST_OF_TIER: Mapping[str, float] = {
    Tier.OLYMPIC_GAMES: 0.0,
    Tier.WORLD_CHAMPIONSHIPS: 0.2,
    Tier.DIAMOND_LEAGUE_FINAL: 0.6,
    Tier.CONTINENTAL_CHAMPIONSHIPS: 0.8,
    Tier.DIAMOND_LEAGUE: 0.8,
    Tier.COMMONWEALTH_GAMES: 1.0,
    Tier.WORLD_U20_CHAMPIONSHIPS: 1.2,
}
_COST_OF_OTHER_TIERS = 1.4
_COST_OF_ROUND: Mapping[str, float] = {
    Round.FINAL: 0.0,
    Round.SEMI_FINAL: 2.0,
    Round.QUALIFICATION: 2.6,
    Round.HEAT: 2.6,
}
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
_MAX_OF_PEOPLE = 100
"""Races of the athletes of a query that are ranked."""
_BROAD = 4
"""A query is broad where more than this part of the curated races is at its places and of its disciplines."""
_FIRST_BLOCK = 512
"""Races of the first block of a broad query, after which the search often stops. Chosen by hand."""

_Number = TypeVar("_Number", float, Costs)


def likely_races(kb: KnowledgeBase, asked: Sequence[RaceQuery], today: date, limit: int) -> list[RaceHead]:
    """Return at most `limit` races that fit one of the queries, the most probable first.

    Imported races are ranked only where fewer than `limit` curated ones fit.
    """
    prior = _prior(kb, today.year)
    ranking = _Ranking(prior)
    for query in asked:
        if query.people:
            ranking.add(
                kb.races(query.where.model_copy(update={"athletes": query.people}), _MAX_OF_PEOPLE), query
            )
        else:
            ranking.keep(_likely_rows(prior, query, limit))
    if len(ranking) < limit:
        _add_imported(kb, ranking, [query for query in asked if not query.people], limit)
    return ranking.best(limit)


def _add_imported(kb: KnowledgeBase, ranking: "_Ranking", asked: Sequence[RaceQuery], limit: int) -> None:
    """Rank imported races, until there are _MAX_IMPORTED times more races than wanted."""
    known: dict[RaceFilter, tuple[RaceHead, ...]] = {}
    for query in asked:
        for where in filters(query):
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
            if match is not None:
                prior = self._prior.of(head, any_round=not query.where.rounds)
                self.keep([(query.cost + match + extra + prior, head)])

    def keep(self, races: Iterable[tuple[float, RaceHead]]) -> None:
        """Rank races, each with a cost in nats."""
        for cost, head in races:
            if head.id not in self._races or cost < self._races[head.id][0]:
                self._races[head.id] = (cost, head)

    def best(self, limit: int) -> list[RaceHead]:
        """Return the races with the least cost; of equal ones the newest first."""
        ranked = sorted(
            self._races.values(), key=lambda item: (item[0], -item[1].date.toordinal(), item[1].id)
        )
        return [head for _, head in ranked[:limit]]


class _Prior:
    """The cost of races before anything is typed: by age, tier, round and discipline.

    `costs` has that of each row of the columns, and `order` the rows by it, both by whether the question
    states a round: the cost depends on the round only where it states none.
    """

    def __init__(self, columns: RaceColumns, this_year: int) -> None:
        self.columns = columns
        self.this_year = this_year
        finals = columns.disciplines.codes[columns.rounds.rows(Round.FINAL)]
        ids = columns.disciplines.numbers
        counts = np.bincount(finals, minlength=len(ids)).tolist()
        self._events = {id_: _EVENT_WEIGHT * log1p(count) for id_, count in zip(ids, counts, strict=True)}
        self.costs = {any_round: self._of_rows(any_round=any_round) for any_round in (True, False)}
        self.order = {any_round: np.argsort(costs, kind="stable") for any_round, costs in self.costs.items()}

    def _of_rows(self, *, any_round: bool) -> Costs:
        columns, categories = self.columns, self.columns.categories
        return _prior_cost(
            np.clip(self.this_year - columns.edition_years, 0, _OLD).astype(np.float64),
            columns.places["tier"].values(_COST_OF_TIER, _COST_OF_OTHER_TIERS),
            categories.values({text: text.endswith("u20") for text in categories.numbers}, 0.0),
            columns.in_heats.astype(np.float64),
            columns.rounds.values(_COST_OF_ROUND, 0.0),
            columns.disciplines.values(self._events, 0.0),
            any_round=any_round,
        )

    def of(self, head: RaceHead, *, any_round: bool) -> float:
        """Return the cost of any race in nats."""
        return _prior_cost(
            min(max(self.this_year - head.edition.year, 0), _OLD),
            _COST_OF_TIER.get(head.edition.tier, _COST_OF_OTHER_TIERS),
            head.category.endswith("u20"),
            head.heat is not None,
            _COST_OF_ROUND[head.round],
            self._events.get(head.discipline.id, 0.0),
            any_round=any_round,
        )


def _prior_cost(
    age: _Number,
    tier: _Number,
    under_20: _Number,
    several: _Number,
    round_: _Number,
    event: _Number,
    *,
    any_round: bool,
) -> _Number:
    """Return the cost of one race, or of many at once: both come to the same number to the last bit."""
    cost = _COST_OF_A_YEAR * age + tier
    cost = cost + (_UNDER_20 * under_20 + _ONE_OF_SEVERAL * several)
    return cost + round_ * any_round - event


_kept: deque[_Prior] = deque(maxlen=1)
"""The prior used last: that of other knowledge or of another year replaces it."""


def _prior(kb: KnowledgeBase, this_year: int) -> _Prior:
    """Return the prior of the curated races, made once for each version of the knowledge and each year."""
    columns = kb.race_columns()
    for known in tuple(_kept):
        if known.columns is columns and known.this_year == this_year:
            return known
    made = _Prior(columns, this_year)
    _kept.append(made)
    return made


def _likely_rows(prior: _Prior, query: RaceQuery, limit: int) -> Iterator[tuple[float, RaceHead]]:
    """Yield the `limit` curated races that fit a query best, with their costs."""
    any_round = not query.where.rounds
    priors = prior.costs[any_round]
    best, costs = np.zeros(0, np.intp), np.zeros(0)
    for rows in _blocks(prior, query, any_round=any_round):
        # What a query adds to the prior is never negative, so none of the rest can be better.
        if len(best) == limit and query.cost + priors[rows[0]] > costs[-1]:
            break
        fitting, matches = _match_costs(prior.columns, query, rows)
        totals = query.cost + matches + priors[fitting]
        best, costs = _least(np.concatenate((best, fitting)), np.concatenate((costs, totals)), limit)
    yield from zip(costs.tolist(), prior.columns.heads(best), strict=True)


def _blocks(prior: _Prior, query: RaceQuery, *, any_round: bool) -> Iterator[Rows]:
    """Yield the rows that may fit: few at once, or else all by their prior in blocks that grow."""
    columns = prior.columns
    indices = [columns.at(costs) for costs in query.places]
    if query.where.disciplines:
        indices.append(columns.of_disciplines(query.where.disciplines))
    fewest = min(indices, key=_total, default=[])
    if indices and _total(fewest) <= len(columns) // _BROAD:
        if _total(fewest):
            yield np.unique(np.concatenate(fewest))
        return
    order, start, size = prior.order[any_round], 0, _FIRST_BLOCK
    while start < len(order):
        yield order[start : start + size]
        start, size = start + size, 2 * size


def _total(parts: Sequence[Rows]) -> int:
    return sum(map(len, parts))


def _match_costs(columns: RaceColumns, query: RaceQuery, rows: Rows) -> tuple[Rows, Costs]:
    """Return those of the rows that fit a query, and the cost of the names of places and disciplines."""
    rows = columns.fitting(query.where, rows)
    match = _DISCIPLINE_NAME_WEIGHT * columns.discipline_costs(query.events, rows)
    for costs in query.places:
        match = match + _PLACE_NAME_WEIGHT * columns.place_costs(costs, rows)
    fits = match < inf
    return rows[fits], match[fits]


def _least(rows: Rows, costs: Costs, limit: int) -> tuple[Rows, Costs]:
    """Return the `limit` rows with the least costs, sorted; of equal ones the lowest."""
    if len(rows) > limit:
        kept = costs <= np.partition(costs, limit - 1)[limit - 1]
        rows, costs = rows[kept], costs[kept]
    order = np.lexsort((rows, costs))[:limit]
    return rows[order], costs[order]


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

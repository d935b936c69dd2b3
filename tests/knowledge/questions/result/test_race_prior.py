"""Of races that fit equally well, the likeliest to be asked about comes first."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import inf, log1p
from pathlib import Path
from random import Random
from typing import cast

import pytest

from knowledge.models.base import AthleteId, RaceId, Steps
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.questions.result import race_prior
from knowledge.questions.result.race_prior import likely_races
from knowledge.questions.result.race_query import RaceQuery
from knowledge.store import KnowledgeBase, Place, RaceColumns, places_of
from tests.knowledge.questions.made import facts_of, head
from tests.knowledge.store.facts import compiled

TODAY = date(2025, 3, 1)


class _Facts:
    """As much of a knowledge base as is asked: races that curators wrote down, and imported ones."""

    def __init__(self, curated: RaceColumns, imported: list[RaceHead]) -> None:
        self._curated = curated
        self._imported = imported

    def race_columns(self) -> RaceColumns:
        return self._curated

    def races(self, where: RaceFilter, limit: int) -> tuple[RaceHead, ...]:
        assert where.curated is False
        return tuple(self._imported[:limit])


Columns = Callable[[Sequence[RaceHead]], RaceColumns]


@pytest.fixture
def columns(tmp_path: Path) -> Columns:
    """What compiles races made by hand into columns."""
    return lambda heads: compiled(facts_of(heads), tmp_path).race_columns()


def _race(day: str, tier: Tier = Tier.DIAMOND_LEAGUE, round_: Round = Round.FINAL) -> RaceHead:
    return replace(head(day, tier=tier, round_=round_), id=RaceId(f"{day}-{tier}-{round_}"))


@pytest.mark.parametrize(
    ("likely", "other"),
    [
        (_race("2024-06-01"), _race("2022-06-01")),
        (_race("2024-06-01"), _race("2016-06-01", Tier.OLYMPIC_GAMES)),
        (_race("2021-06-01", Tier.OLYMPIC_GAMES), _race("2022-06-01")),
        (_race("2024-06-01"), _race("2024-06-02", Tier.OTHER)),
        (_race("2022-06-01"), _race("2024-06-01", round_=Round.HEAT)),
        (_race("2024-06-01", round_=Round.SEMI_FINAL), _race("2024-06-02", round_=Round.HEAT)),
    ],
)
def test_newer_higher_and_finals_come_first(likely: RaceHead, other: RaceHead, columns: Columns) -> None:
    kb = cast("KnowledgeBase", _Facts(columns([other, likely]), []))
    assert likely_races(kb, [RaceQuery()], TODAY, 5) == [likely, other]


def test_where_a_round_is_asked_for_no_other_is_likelier(columns: Columns) -> None:
    old, new = _race("2022-06-01", round_=Round.HEAT), _race("2024-06-01", round_=Round.HEAT)
    final = _race("2024-06-02")
    asked = RaceQuery(where=RaceFilter(rounds=(Round.HEAT,)))
    assert likely_races(cast("KnowledgeBase", _Facts(columns([old, new, final]), [])), [asked], TODAY, 5) == [
        new,
        old,
    ]


def test_imported_races_fill_up_what_curators_left(columns: Columns) -> None:
    curated, imported = _race("2020-06-01"), _race("2024-06-01", Tier.OTHER)
    kb = cast("KnowledgeBase", _Facts(columns([curated]), [imported]))
    assert likely_races(kb, [RaceQuery()], TODAY, 1) == [curated]
    assert likely_races(kb, [RaceQuery()], TODAY, 2) == [curated, imported]


def test_imported_races_are_looked_for_until_there_are_some_to_choose_from(columns: Columns) -> None:
    left = [_race(f"2024-06-0{day}", Tier.OTHER) for day in range(1, 9)]

    class OneATime(_Facts):
        def races(self, where: RaceFilter, limit: int) -> tuple[RaceHead, ...]:
            assert (where.curated, limit) == (False, 1)
            return (left.pop(),)

    asked = [RaceQuery(where=RaceFilter(first_year=year)) for year in range(2010, 2018)]
    assert likely_races(cast("KnowledgeBase", OneATime(columns([]), [])), asked, TODAY, 1)
    assert len(left) == 8 - 3


def test_a_reading_that_fits_less_well_comes_later(columns: Columns) -> None:
    final, heat = _race("2024-06-01"), _race("2024-06-01", round_=Round.HEAT)
    readings = [
        RaceQuery(3.0, RaceFilter(rounds=(Round.FINAL,))),
        RaceQuery(1.0, RaceFilter(rounds=(Round.HEAT,))),
    ]
    assert likely_races(cast("KnowledgeBase", _Facts(columns([final, heat]), [])), readings, TODAY, 5) == [
        heat,
        final,
    ]


class _Slow:
    """The definition of the order: every race one after the other, as RaceFilter and places_of say."""

    def __init__(
        self, heads: Sequence[RaceHead], queries: Sequence[RaceQuery], this_year: int = TODAY.year
    ) -> None:
        self._this_year = this_year
        finals = Counter(str(head.discipline.id) for head in heads if head.round is Round.FINAL)
        costs = {head.id: min(self._cost(head, one, finals) for one in queries) for head in heads}
        fitting = [head for head in heads if costs[head.id] < inf]
        self.races = sorted(fitting, key=lambda one: (costs[one.id], -one.date.toordinal(), one.id))

    def _cost(self, head: RaceHead, query: RaceQuery, finals: Mapping[str, int]) -> float:
        if not query.where.matches(head):
            return inf
        cost = 4.0 * query.events.get(head.discipline.id, 0.0)
        for costs in query.places:
            cost += 2.0 * min((costs.get(place, inf) for place in places_of(head)), default=inf)
        tiers = {Tier.OLYMPIC_GAMES: 0.0, Tier.WORLD_CHAMPIONSHIPS: 0.2, Tier.DIAMOND_LEAGUE: 0.8}
        tiers |= {Tier.DIAMOND_LEAGUE_FINAL: 0.6, Tier.CONTINENTAL_CHAMPIONSHIPS: 0.8}
        tiers |= {Tier.COMMONWEALTH_GAMES: 1.0, Tier.WORLD_U20_CHAMPIONSHIPS: 1.2}
        rounds = {Round.FINAL: 0.0, Round.SEMI_FINAL: 2.0}
        prior = 0.35 * min(max(self._this_year - head.edition.year, 0), 12) + tiers.get(
            head.edition.tier, 1.4
        )
        prior += 0.5 * head.category.endswith("u20") + 0.3 * (head.heat is not None)
        prior += 0.0 if query.where.rounds else rounds.get(head.round, 2.6)
        return query.cost + cost + (prior - 0.5 * log1p(finals[head.discipline.id]))


@pytest.mark.parametrize("first_block", [1, 4, 512])
@pytest.mark.parametrize("limit", [1, 7, 25])
def test_the_order_is_that_of_every_race_looked_at(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, first_block: int, limit: int
) -> None:
    monkeypatch.setattr(race_prior, "_FIRST_BLOCK", first_block)
    heads = list(kb.races(RaceFilter(curated=True)))
    drawn = Random(7)  # noqa: S311 - a sample
    for _ in range(60):
        queries = [_drawn_query(drawn, heads) for _ in range(drawn.randint(1, 3))]
        facts = cast("KnowledgeBase", _Facts(kb.race_columns(), []))
        assert likely_races(facts, queries, TODAY, limit) == _Slow(heads, queries).races[:limit]


@pytest.mark.parametrize("this_year", [2025, 2021])
@pytest.mark.parametrize("limit", [1, 25])
def test_races_of_people_are_in_the_same_order_and_imported_ones_without_them_are_not_added(
    kb: KnowledgeBase, limit: int, this_year: int
) -> None:
    heads, person = list(kb.races(RaceFilter(curated=True))), AthleteId("tomas-arvell")

    class OfPeople(_Facts):
        def races(self, where: RaceFilter, limit: int) -> tuple[RaceHead, ...]:
            assert where.athletes == (person,)
            anybody = where.model_copy(update={"athletes": ()})
            return tuple(head for head in heads if anybody.matches(head))[:limit]

    facts = cast("KnowledgeBase", OfPeople(kb.race_columns(), []))
    drawn = Random(7)  # noqa: S311 - a sample
    for _ in range(60):
        anybody = [_drawn_query(drawn, heads) for _ in range(drawn.randint(1, 3))]
        queries = [query._replace(people=(person,)) for query in anybody]
        of_slow, today = _Slow(heads, anybody, this_year), date(this_year, 1, 1)
        assert likely_races(facts, queries, today, limit) == of_slow.races[:limit]
        assert (
            likely_races(cast("KnowledgeBase", _Facts(kb.race_columns(), [])), anybody, today, limit)
            == (of_slow.races[:limit])
        )


def test_an_equal_race_of_a_later_block_comes_first_where_it_is_newer(
    monkeypatch: pytest.MonkeyPatch, columns: Columns
) -> None:
    monkeypatch.setattr(race_prior, "_FIRST_BLOCK", 1)
    older = _race("2024-06-01", Tier.OLYMPIC_GAMES, Round.HEAT)
    newer = _race(
        "2024-07-01", Tier.COMMONWEALTH_GAMES, Round.HEAT
    )  # dearer by 1, its place cheaper by 2 * 0.5
    places: dict[Place, float] = {("edition", older.edition.id): 0.5, ("edition", newer.edition.id): 0.0}
    asked = RaceQuery(where=RaceFilter(rounds=(Round.HEAT,)), places=(places,))
    assert likely_races(cast("KnowledgeBase", _Facts(columns([newer, older]), [])), [asked], TODAY, 1) == [
        newer
    ]


def _drawn_query(drawn: Random, heads: Sequence[RaceHead]) -> RaceQuery:
    """A query that some of the races fit, with costs of quarters: many races are equally probable."""

    def at() -> dict[Place, float]:
        some = [drawn.choice(places_of(drawn.choice(heads))) for _ in range(drawn.randint(1, 6))]
        return {place: drawn.choice((0.0, 0.25, 0.5)) for place in some}

    one = drawn.choice(heads)
    where = drawn.choice(
        [
            RaceFilter(),
            RaceFilter(disciplines=(one.discipline.id,)),
            RaceFilter(categories=(one.category,)),
            RaceFilter(rounds=(one.round,)),
            RaceFilter().in_years(one.date.year, None),
        ]
    )
    return RaceQuery(
        drawn.choice((0.0, 0.25, 1.0)),
        where,
        tuple(at() for _ in range(drawn.choice((0, 0, 1, 1, 2)))),
        {one.discipline.id: 0.25} if drawn.random() < 0.5 else {},
    )


def test_what_is_asked_of_other_knowledge_or_in_another_year_is_ranked_anew(columns: Columns) -> None:
    old, new = _race("2020-06-01", Tier.OLYMPIC_GAMES), _race("2024-06-01")
    both, one = (cast("KnowledgeBase", _Facts(columns(races), [])) for races in ([new, old], [old]))
    assert likely_races(both, [RaceQuery()], TODAY, 5) == [new, old]
    assert likely_races(one, [RaceQuery()], TODAY, 5) == [old]
    assert likely_races(both, [RaceQuery()], TODAY, 5) == [new, old]
    later = date(2040, 1, 1)  # both are as old as can be, and the Olympic Games the higher tier
    assert likely_races(both, [RaceQuery()], later, 5) == [old, new]


def test_no_steps_are_taken_for_what_is_made_once(kb: KnowledgeBase) -> None:
    steps = Steps(0)
    assert likely_races(kb.counted(steps), [RaceQuery()], TODAY, 1)
    assert steps.spent == 0

"""Words that describe races, as filters for the store."""

from knowledge.models.facts import Tier
from knowledge.names import Candidate
from knowledge.questions.result.race_query import RaceQuery, _relative_costs, filters


def _somewhere(*kinds: str) -> dict[tuple[str, str], float]:
    return {(kind, kind): 0.0 for kind in kinds}


def test_what_a_race_can_not_be_at_is_not_tried() -> None:
    two = RaceQuery(places=(_somewhere("city", "competition"), _somewhere("city", "nation")))
    assert {(one.cities, one.competitions, one.nations) for one in filters(two)} == {
        (("city",), (), ("nation",)),
        (("city",), ("competition",), ()),
        ((), ("competition",), ("nation",)),
    }
    kinds = ("competition", "edition", "city", "venue", "nation")
    assert not list(filters(RaceQuery(places=(_somewhere(*kinds),) * 24)))  # in no two cities


def test_no_more_than_a_few_combinations_are_tried() -> None:
    five = RaceQuery(places=(_somewhere("edition", "city", "venue", "nation", "competition"),) * 5)
    assert len(list(filters(five))) == 24


def test_the_best_places_of_each_kind_are_kept() -> None:
    costs = {("city", f"town-{number}"): -float(number) for number in range(30)}
    (where,) = filters(RaceQuery(places=({**costs},)))
    assert where.cities == tuple(f"town-{number}" for number in range(29, 9, -1))


def test_a_tier_that_another_covers_keeps_its_own_lower_cost() -> None:
    named = {Tier.DIAMOND_LEAGUE_FINAL: 1.25, Tier.DIAMOND_LEAGUE: 2.0, Tier.OTHER: 3.0}
    found = [Candidate("tier", tier, tier, True, cost, 1) for tier, cost in named.items()]
    assert _relative_costs(found) == {("tier", tier): cost - 1.25 for tier, cost in named.items()}
    final, league = Tier.DIAMOND_LEAGUE_FINAL, Tier.DIAMOND_LEAGUE
    assert _relative_costs(found[1:]) == {("tier", league): 0, ("tier", final): 0, ("tier", Tier.OTHER): 1}

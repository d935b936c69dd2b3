"""Words that describe races, as filters for the store."""

from knowledge.questions.result.race_query import RaceQuery, filters


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

"""Token alignment finds what trying every alignment would find."""

from itertools import combinations, permutations
from math import inf, isclose

from hypothesis import given
from hypothesis import strategies as st

from knowledge.names.search.alignment import GIVEN_FIRST, IN_FAMILY, WORD_UNUSED, Fit, align, place

_COSTS = st.lists(
    st.lists(st.sampled_from([0.0, 0.4, 1.8, 2.2, inf]), min_size=4, max_size=4), min_size=1, max_size=4
)


def _fits(costs: list[float], places: list[int]) -> list[Fit]:
    return [(cost, byte) for cost, byte in zip(costs, places, strict=True) if cost < inf]


def _by_trying(costs: list[list[float]], unmatched: list[float] | None) -> float:
    best = inf
    words = range(len(costs))
    most = len(costs) // 2 if unmatched is not None else 0
    for left in range(most + 1):
        for out in combinations(words, left):
            typed = [word for word in words if word not in out]
            for places in permutations(range(4), len(typed)):
                cost = sum(costs[word][at] for word, at in zip(typed, places, strict=True))
                cost += sum(unmatched[word] for word in out) if unmatched is not None else 0
                if typed:
                    best = min(best, cost + WORD_UNUSED * (4 - len(typed)))
    return best


@given(costs=_COSTS, loose=st.booleans())
def test_the_cheapest_alignment_is_found(costs: list[list[float]], loose: bool) -> None:
    unmatched = [1.1 + number for number in range(len(costs))] if loose else None
    fits = [_fits(row, [place(position, 1, IN_FAMILY) for position in range(4)]) for row in costs]
    assert isclose(align(fits, 4, unmatched), _by_trying(costs, unmatched))


def test_two_words_joined_take_both_places() -> None:
    places = [place(0, 1, IN_FAMILY), place(1, 1, IN_FAMILY), place(0, 2, IN_FAMILY)]
    joined, second = _fits([inf, inf, 0.6], places), _fits([inf, 0.0, inf], places)
    assert align([joined, second], 2) == inf
    assert align([joined], 2) == 0.6


def test_a_name_without_its_family_name_costs_more() -> None:
    places = [place(0, 1, GIVEN_FIRST), place(1, 1, IN_FAMILY)]
    given_name, family_name = _fits([0.0, inf], places), _fits([inf, 0.0], places)
    assert align([given_name], 2) > align([family_name], 2)

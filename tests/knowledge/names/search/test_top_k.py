"""The collector keeps each name at its least cost, and knows when no more is wanted."""

from math import inf

from knowledge.names.search.top_k import MAX_GAP_TYPING, MISSPELLED, SPELLED, ScoredName, TopK


def test_a_name_is_kept_at_its_least_cost_and_in_its_first_tier() -> None:
    top = TopK(5)
    top.add(7, 2.5, 0.5)
    top.tier = MISSPELLED
    top.add(7, 1.5, 0.5)
    top.add(7, 4.0, 0.5)
    top.add(8, 3.0, 0.0)
    assert top.names == {7: ScoredName(7, 1.5, 1.0, SPELLED), 8: ScoredName(8, 3.0, 3.0, MISSPELLED)}
    assert top.least == 1.5


def test_a_few_more_than_the_limit_are_enough() -> None:
    top = TopK(2)
    best = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert top.has_enough(best, 5.5)
    assert not top.has_enough(best, 4.5)
    assert not top.has_enough(best[:4], 5.5)


def test_while_typing_a_misspelling_far_worse_than_the_best_is_not_wanted() -> None:
    top = TopK(5, typing=True)
    top.add(7, 0.5, 0.0)
    assert top.most == inf
    top.tier = MISSPELLED
    assert 0.5 + MAX_GAP_TYPING <= top.most < 0.6 + MAX_GAP_TYPING

"""What was found: each name at its best, and when no more is wanted."""

from math import inf

from knowledge.names.search.top_k import MAX_GAP_TYPING, MISSPELLED, SPELLED, ScoredName, TopK


def test_a_name_is_kept_at_its_least_cost_and_as_it_fitted_first() -> None:
    found = TopK(5)
    found.add(7, 2.5, 0.5)
    found.tier = MISSPELLED
    found.add(7, 1.5, 0.5)
    found.add(7, 4.0, 0.5)
    found.add(8, 3.0, 0.0)
    assert found.names == {7: ScoredName(7, 1.5, 1.0, SPELLED), 8: ScoredName(8, 3.0, 3.0, MISSPELLED)}
    assert found.least == 1.5


def test_a_few_more_than_wanted_are_enough_for_what_is_no_better() -> None:
    found = TopK(2)
    best = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert found.has_enough(best, 5.5)
    assert not found.has_enough(best, 4.5)
    assert not found.has_enough(best[:4], 5.5)


def test_while_typing_a_misspelling_far_worse_than_the_best_is_not_wanted() -> None:
    found = TopK(5, typing=True)
    found.add(7, 0.5, 0.0)
    assert found.most == inf
    found.tier = MISSPELLED
    assert 0.5 + MAX_GAP_TYPING <= found.most < 0.6 + MAX_GAP_TYPING

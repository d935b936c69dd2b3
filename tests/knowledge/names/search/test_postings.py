"""Who holds the words that a typed one may be."""

import numpy as np

from knowledge.names.search.postings import MAX_LOOSE_NAMES, MAX_NAMES_PER_RANGE, PostingLists
from knowledge.names.search.term_expansion import Expansion


def _postings(*names: range, head: range = range(0)) -> PostingLists:
    """Those of words that these names hold; `head` is what is kept for the stretch of the first two."""
    starts = np.cumsum([0, *map(len, names)], dtype=np.int32)
    return PostingLists(
        {
            "posting_starts": starts,
            "posting_names": np.concatenate([np.array(held, np.int32) for held in names]),
            "heads": np.array(head, np.int32),
            "head_places": np.array([(0, 2, 0, len(head))] if head else [], np.int32).reshape(-1, 4),
        }
    )


_ALL = Expansion("a", {0: 2.0, 3: 1.0}, ((1, 3, 1.5),), 0, known=False)


def test_all_who_hold_a_word_or_one_of_a_stretch_are_found() -> None:
    postings = _postings(range(4, 6), range(3), range(2, 4), range(9, 12))
    assert postings.all_names(_ALL) == {0, 1, 2, 3, 4, 5, 9, 10, 11}
    assert postings.most_popular(_ALL).tolist() == [0, 1, 2, 3, 4, 5, 9, 10, 11]


def test_who_holds_a_likelier_word_is_looked_at_first() -> None:
    postings = _postings(range(4, 6), range(3), range(2, 4), range(9, 12))
    assert [names.tolist() for names in postings.cheapest(_ALL)] == [[9, 10, 11], [0, 1, 2, 2, 3], [4, 5]]


def test_no_more_are_looked_at_loosely_than_that() -> None:
    postings = _postings(range(1_000), range(3), range(3), range(100))
    assert sum(map(len, postings.cheapest(_ALL))) == MAX_LOOSE_NAMES


def test_of_very_many_who_begin_alike_the_busiest_are_looked_at() -> None:
    stretch = Expansion("a", {}, ((0, 2, 0.4),), 0, known=False)
    names = (range(MAX_NAMES_PER_RANGE, MAX_NAMES_PER_RANGE + 900), range(MAX_NAMES_PER_RANGE - 1, -1, -1))
    assert sorted(_postings(*names).most_popular(stretch).tolist()) == list(range(MAX_NAMES_PER_RANGE))
    assert _postings(*names, head=range(5)).most_popular(stretch).tolist() == list(range(5))

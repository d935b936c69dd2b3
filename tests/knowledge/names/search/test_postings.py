"""Posting lists: the names that have a word of an expansion."""

import numpy as np

from knowledge.names.search.postings import MAX_LOOSE_NAMES, MAX_NAMES_PER_RANGE, PostingLists
from knowledge.names.search.term_expansion import Expansion


def _postings(*names: range, head: range = range(0)) -> PostingLists:
    """Posting lists of words with these names; `head` is stored for the range of the first two."""
    starts = np.cumsum([0, *map(len, names)], dtype=np.int32)
    return PostingLists(
        {
            "posting_starts": starts,
            "posting_names": np.concatenate([np.array(one, np.int32) for one in names]),
            "heads": np.array(head, np.int32),
            "head_places": np.array([(0, 2, 0, len(head))] if head else [], np.int32).reshape(-1, 4),
        }
    )


_ALL = Expansion("a", {0: 2.0, 3: 1.0}, ((1, 3, 1.5),), 0, known=False)


def test_all_names_of_a_word_or_a_range_are_returned() -> None:
    postings = _postings(range(4, 6), range(3), range(2, 4), range(9, 12))
    assert postings.all_names(_ALL) == {0, 1, 2, 3, 4, 5, 9, 10, 11}
    assert postings.most_popular(_ALL).tolist() == [0, 1, 2, 3, 4, 5, 9, 10, 11]


def test_names_of_cheaper_words_come_first() -> None:
    postings = _postings(range(4, 6), range(3), range(2, 4), range(9, 12))
    assert [names.tolist() for names in postings.cheapest(_ALL)] == [[9, 10, 11], [0, 1, 2, 2, 3], [4, 5]]


def test_a_loose_search_looks_at_a_bounded_number_of_names() -> None:
    postings = _postings(range(1_000), range(3), range(3), range(100))
    assert sum(map(len, postings.cheapest(_ALL))) == MAX_LOOSE_NAMES


def test_of_a_long_range_the_most_popular_names_are_returned() -> None:
    range_ = Expansion("a", {}, ((0, 2, 0.4),), 0, known=False)
    names = (range(MAX_NAMES_PER_RANGE, MAX_NAMES_PER_RANGE + 900), range(MAX_NAMES_PER_RANGE - 1, -1, -1))
    assert sorted(_postings(*names).most_popular(range_).tolist()) == list(range(MAX_NAMES_PER_RANGE))
    assert _postings(*names, head=range(5)).most_popular(range_).tolist() == list(range(5))

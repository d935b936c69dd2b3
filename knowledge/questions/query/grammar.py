"""How the words of a kind of question are segmented, and a text whose kind is not known yet."""

from datetime import date
from typing import NamedTuple

from knowledge.names import NameIndex
from knowledge.questions.query.segmenter import force_people, segment_words
from knowledge.questions.query.segments import Segmentation, SegmentType
from knowledge.questions.query.tokenizer import Token, has_separator

Words = tuple[Token, ...]


class Grammar(NamedTuple):
    """How the words of a kind of question are segmented.

    `prefers` is the type of segment that wins where two fit equally well; `sided` says whether separators
    (`v`, a comma) divide the words between two athletes; `people` is the number of athletes asked about.
    """

    prefers: SegmentType
    sided: bool
    people: int

    def sides(self, words: Words) -> Words:
        """The words, all on one side where this grammar has no sides."""
        return words if self.sided else tuple(word._replace(side=0) for word in words)

    def named(self, words: Words, index: NameIndex, today: date) -> Segmentation:
        """The segments of a text, with no more athletes than it names outright."""
        return segment_words(
            self.sides(words),
            index,
            prefer=self.prefers,
            this_year=today.year,
            people=max(self.people, 1),
        )

    def segments(self, words: Words, index: NameIndex, today: date) -> Segmentation:
        """The segments of a text, with all the athletes asked about where other segments may hide them."""
        return force_people(self.named(words, index, today), index, self.people)


RACE = Grammar(SegmentType.WHERE, sided=False, people=0)
ATHLETE = Grammar(SegmentType.ATHLETE, sided=False, people=1)
PAIR = Grammar(SegmentType.ATHLETE, sided=True, people=2)


class FreeText:
    """A text without a command. `opposes` says whether it has a separator such as `v`.

    Segmentations are cached: each kind of question looks at them in turn.
    """

    def __init__(self, text: str, words: Words, index: NameIndex, today: date) -> None:
        self.opposes = has_separator(text)
        self._words = words
        self._index = index
        self._today = today
        self._named: dict[Grammar, Segmentation] = {}

    def named(self, grammar: Grammar) -> Segmentation:
        """The segments, with no more athletes than the text names outright."""
        if grammar not in self._named:
            self._named[grammar] = grammar.named(self._words, self._index, self._today)
        return self._named[grammar]

    def with_people(self, grammar: Grammar, people: int) -> Segmentation:
        """The segments, with this many athletes where other segments may hide them."""
        return force_people(self.named(grammar), self._index, people)

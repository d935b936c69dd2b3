"""Taking whole questions apart: as Bell Lap does, as a simple rival does, and whether it was right."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz, process

from benchmarks.naming.slots import Meant
from benchmarks.naming.whole import THIS_YEAR, Asked
from knowledge.models.records import NameEntry
from knowledge.names import Candidate, NameIndex, fold
from knowledge.names.linking.disambiguation import TIE_MARGIN
from knowledge.questions.query import tokenizer as texts
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.grammar import Grammar
from knowledge.questions.query.keywords import keywords
from knowledge.questions.query.segments import Segment, Segmentation, SegmentType
from knowledge.questions.registry import KINDS

_LONGEST = 4
_ALIKE = 91
_PARTS = {
    "athlete": SegmentType.ATHLETE,
    "city": SegmentType.WHERE,
    "venue": SegmentType.WHERE,
    "competition": SegmentType.WHERE,
    "edition": SegmentType.WHERE,
    "tier": SegmentType.WHERE,
    "nation": SegmentType.NATION,
    "discipline": SegmentType.DISCIPLINE,
}


def words_of(asked: Asked) -> tuple[texts.Token, ...]:
    """The words of a question, in sides where its kind has sides."""
    return _grammar(asked).sides(texts.tokenize(texts.expand_years(asked.text, THIS_YEAR)))


def ours(index: NameIndex, asked: Asked) -> Segmentation:
    """The segments of a question as Bell Lap makes them, before anything is looked up in the knowledge."""
    return _grammar(asked).segments(words_of(asked), index, date(THIS_YEAR, 1, 1))


def _grammar(asked: Asked) -> Grammar:
    text = KINDS[asked.kind].text
    if text is None:
        raise ValueError(f"questions of the kind {asked.kind} have no text")
    return text.grammar


class LongestMatch:
    """The longest stretch from the left that is like a name by WRatio; keywords and years are ours."""

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        self._entries = defaultdict(list)
        for entry in entries:
            self._entries[fold(entry.text)].append(entry)
        self._names = list(self._entries)

    def segmentation(self, asked: Asked) -> Segmentation:
        """The parts of a question."""
        words = words_of(asked)
        found: list[Segment] = []
        at = 0
        while at < len(words):
            segment = self._longest(words[at : at + _LONGEST])
            found.append(segment)
            at += len(segment.words)
        return Segmentation(tuple(found))

    def _longest(self, words: Sequence[texts.Token]) -> Segment:
        for end in range(len(words), 0, -1):
            stretch = tuple(words[:end])
            folded = tuple(word.folded for word in stretch)
            said = keywords(stretch, folded, THIS_YEAR, people=False)
            known = [segment for segment in said if segment.type is not SegmentType.UNKNOWN]
            if known:
                return min(known, key=lambda segment: segment.cost)
            best = process.extractOne(
                " ".join(folded), self._names, scorer=fuzz.WRatio, processor=None, score_cutoff=_ALIKE
            )
            if best is not None:
                entries = self._entries[best[0]]
                kind = entries[0].kind
                alike = tuple(
                    Candidate(one.kind, one.id, one.text, registered=True, cost=0.0, popularity=one.weight)
                    for one in entries
                    if _PARTS[one.kind] is _PARTS[kind]
                )
                return Segment(_PARTS[kind], stretch, 0.0, alike)
        return Segment(SegmentType.UNKNOWN, tuple(words[:1]), 0.0)


def judged(segmentation: Segmentation, asked: Asked) -> tuple[list[bool], bool]:
    """Which slots are right, and whether all are and nothing else is claimed.

    A thing is right if it is among those that the words are taken for, as it were in the choices.
    """
    constraints = Constraints(segmentation)
    places = [*segmentation.of(SegmentType.WHERE), *segmentation.of(SegmentType.NATION)]
    people = list(segmentation.of(SegmentType.ATHLETE))
    events = list(constraints.disciplines)
    right = []
    for meant in asked.meant:
        among = {"athlete": people, "event": events}.get(meant.slot, places)
        if meant.ids:
            held = next((segment for segment in among if meant.ids & _held(segment)), None)
            if held is not None:
                among.remove(held)
            right.append(held is not None)
        else:
            right.append(_said(constraints, meant))
    slots = {meant.slot for meant in asked.meant}
    claimed = (
        *(("years",) if constraints.when else ()),
        *(("category",) if constraints.categories else ()),
        *(("round",) if constraints.round else ()),
    )
    nothing_else = not (places or people or events or segmentation.unknown_text or set(claimed) - slots)
    return right, all(right) and nothing_else


def _held(segment: Segment) -> set[str]:
    best = min(one.cost for one in segment.candidates)
    return {one.id for one in segment.candidates if one.cost <= best + TIE_MARGIN}


def _said(constraints: Constraints, meant: Meant) -> bool:
    if meant.slot == "years":
        return (constraints.first_year, constraints.last_year) == meant.years
    if meant.slot == "round":
        return constraints.round == meant.value
    sexes = {category.split("-")[0] for category in constraints.categories}
    young = bool(constraints.categories) and all(
        category.endswith("u20") for category in constraints.categories
    )
    said = [*(sexes if len(sexes) == 1 else ()), *(["u20"] if young else [])]
    return " ".join(said) == meant.value

"""Taking whole questions apart: as Bell Lap does, as a simple rival does, and whether it was right."""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from benchmarks.naming.slots import Meant
from benchmarks.naming.whole import THIS_YEAR, Asked
from knowledge.models.records import NameEntry
from knowledge.names import Found, NameIndex, fold
from knowledge.names.linking.nil import NEAR
from knowledge.questions.query import tokenizer as texts
from knowledge.questions.query.constraints import Frame
from knowledge.questions.query.keywords import keywords
from knowledge.questions.query.segmenter import split, with_people
from knowledge.questions.query.segments import Part, Span, Spans
from knowledge.questions.registry import READERS

_LONGEST = 4
_ALIKE = 91
_PARTS = {
    "athlete": Part.ATHLETE,
    "city": Part.WHERE,
    "venue": Part.WHERE,
    "competition": Part.WHERE,
    "edition": Part.WHERE,
    "tier": Part.WHERE,
    "nation": Part.NATION,
    "discipline": Part.DISCIPLINE,
}


def words_of(asked: Asked) -> tuple[texts.Word, ...]:
    """The words of a question, in sides where its kind has sides."""
    words = texts.words(texts.expand_years(asked.text, THIS_YEAR))
    return words if READERS[asked.kind].sided else tuple(word._replace(part=0) for word in words)


def ours(index: NameIndex, asked: Asked) -> Spans:
    """The parts of a question as Bell Lap reads them, before anything is looked up in the knowledge."""
    reader = READERS[asked.kind]
    spans = split(
        words_of(asked),
        index,
        prefer=reader.prefers,
        this_year=THIS_YEAR,
        people=max(reader.people, 1),
    )
    return with_people(spans, index, reader.people)


class LongestMatch:
    """The longest stretch from the left that is like a name by WRatio; keywords and years are ours."""

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        self._entries = defaultdict(list)
        for entry in entries:
            self._entries[fold(entry.text)].append(entry)
        self._names = list(self._entries)

    def spans(self, asked: Asked) -> Spans:
        """The parts of a question."""
        words = words_of(asked)
        found: list[Span] = []
        at = 0
        while at < len(words):
            span = self._longest(words[at : at + _LONGEST])
            found.append(span)
            at += len(span.words)
        return Spans(tuple(found))

    def _longest(self, words: Sequence[texts.Word]) -> Span:
        for end in range(len(words), 0, -1):
            stretch = tuple(words[:end])
            folded = tuple(word.folded for word in stretch)
            said = keywords(stretch, folded, THIS_YEAR, people=False)
            known = [span for span in said if span.part is not Part.UNKNOWN]
            if known:
                return min(known, key=lambda span: span.cost)
            best = process.extractOne(
                " ".join(folded), self._names, scorer=fuzz.WRatio, processor=None, score_cutoff=_ALIKE
            )
            if best is not None:
                entries = self._entries[best[0]]
                kind = entries[0].kind
                alike = tuple(
                    Found(one.kind, one.id, one.text, registered=True, cost=0.0, weight=one.weight)
                    for one in entries
                    if _PARTS[one.kind] is _PARTS[kind]
                )
                return Span(_PARTS[kind], stretch, 0.0, alike)
        return Span(Part.UNKNOWN, tuple(words[:1]), 0.0)


def judged(spans: Spans, asked: Asked) -> tuple[list[bool], bool]:
    """Which slots are right, and whether all are and nothing else is claimed.

    A thing is right if it is among those that the words are taken for, as it were in the choices.
    """
    frame = Frame(spans)
    places = [*spans.of(Part.WHERE), *spans.of(Part.NATION)]
    people = list(spans.of(Part.ATHLETE))
    events = list(frame.disciplines)
    right = []
    for meant in asked.meant:
        among = {"athlete": people, "event": events}.get(meant.slot, places)
        if meant.ids:
            held = next((span for span in among if meant.ids & _held(span)), None)
            if held is not None:
                among.remove(held)
            right.append(held is not None)
        else:
            right.append(_said(frame, meant))
    slots = {meant.slot for meant in asked.meant}
    claimed = (
        *(("years",) if frame.when else ()),
        *(("category",) if frame.categories else ()),
        *(("round",) if frame.round else ()),
    )
    nothing_else = not (places or people or events or spans.unknown or set(claimed) - slots)
    return right, all(right) and nothing_else


def _held(span: Span) -> set[str]:
    best = min(one.cost for one in span.found)
    return {one.id for one in span.found if one.cost <= best + NEAR}


def _said(frame: Frame, meant: Meant) -> bool:
    if meant.slot == "years":
        return (frame.first_year, frame.last_year) == meant.years
    if meant.slot == "round":
        return frame.round == meant.value
    sexes = {category.split("-")[0] for category in frame.categories}
    young = bool(frame.categories) and all(category.endswith("u20") for category in frame.categories)
    said = [*(sexes if len(sexes) == 1 else ()), *(["u20"] if young else [])]
    return " ".join(said) == meant.value

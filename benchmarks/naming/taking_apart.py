"""Taking whole questions apart: as Bell Lap does, and whether it was right."""

from datetime import date

from benchmarks.naming.slots import Meant
from benchmarks.naming.whole import THIS_YEAR, Asked
from knowledge.names import NameIndex
from knowledge.names.linking.disambiguation import TIE_MARGIN
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segmenter import Grammar
from knowledge.questions.query.segments import (
    Segment,
    Segmentation,
    SegmentType,
    Token,
    expand_years,
    tokenize,
)
from knowledge.questions.registry import KINDS


def words_of(asked: Asked) -> tuple[Token, ...]:
    """The words of a question, in sides where its kind has sides."""
    return _grammar(asked).sides(tokenize(expand_years(asked.text, THIS_YEAR)))


def ours(index: NameIndex, asked: Asked) -> Segmentation:
    """The segments of a question as Bell Lap makes them, before anything is looked up in the knowledge."""
    return _grammar(asked).segments(words_of(asked), index, date(THIS_YEAR, 1, 1))


def _grammar(asked: Asked) -> Grammar:
    text = KINDS[asked.kind].text
    if text is None:
        raise ValueError(f"questions of the kind {asked.kind} have no text")
    return text.grammar


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

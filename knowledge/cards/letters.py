"""Letters that stand beside a mark and that not every reader knows."""

from collections.abc import Iterable, Iterator

from knowledge.cards.terms import msg
from knowledge.cards.wording import Wording
from knowledge.models.records import AnyLine

_QUALIFIED = {
    "Q": msg("Q: qualified by place"),
    "q": msg("q: qualified by mark"),
    "qR": msg("qR: advanced by the referee"),
    "qJ": msg("qJ: advanced by the jury of appeal"),
    "qD": msg("qD: advanced by draw"),
}


def letters_explained(lines: Iterable[AnyLine], wording: Wording) -> Iterator[str]:
    """`Q: qualified by place; qR: advanced by the referee.`, for the letters that occur."""
    used = {note for line in lines for note in line.notes}
    said = [wording.term(text) for letter, text in _QUALIFIED.items() if letter in used]
    if said:
        yield "; ".join(said) + "."

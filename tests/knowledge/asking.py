"""From a text to its card, over the invented knowledge base."""

from datetime import date

from knowledge.ask import answer, draw_answer, draw_outcome
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.outcome import Understood
from knowledge.names import NameIndex
from knowledge.questions.parse import split_command, understand
from knowledge.store import KnowledgeBase

TODAY = date(2024, 7, 1)


class Asker:
    """Asks as a reader would."""

    def __init__(self, kb: KnowledgeBase, index: NameIndex) -> None:
        self.kb = kb
        self.index = index

    def __call__(self, text: str, language: str = "en") -> Card:
        understood = understand(self.kb, self.index, *split_command(text), TODAY)
        wording = Wording(language)
        if isinstance(understood, Understood):
            return draw_answer(
                understood.question,
                answer(self.kb, understood.question, TODAY),
                understood.slots,
                wording,
            )
        return draw_outcome(understood, wording)


def words(card: Card) -> str:
    """Everything that a card says, a line each."""
    lines = [card.title, card.subtitle or "", card.headline or "", *card.assumed]
    for section in card.sections:
        lines += [section.heading or "", *section.lines]
        for row in section.table.rows if section.table else ():
            lines += [" | ".join(row.cells), row.note or ""]
    return "\n".join([*lines, *card.notes, *(source.text for source in card.sources), card.footer or ""])


def row(card: Card, text: str) -> str:
    """The row of a table that holds a text, with its note."""
    rows = [one for section in card.sections if section.table for one in section.table.rows]
    found = next(one for one in rows if any(text in cell for cell in one.cells))
    return " | ".join([*found.cells, found.note or ""])

"""The whole road of one question: text in, reply out. What every front calls, and all that it needs."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import SerializeAsAny

from knowledge import DATA
from knowledge.cards import about, outcomes
from knowledge.cards.about import about_card
from knowledge.cards.next_questions import choice_label, distinct_labels
from knowledge.cards.wording import Wording
from knowledge.models.base import Model
from knowledge.models.card import Card
from knowledge.models.facts import Source
from knowledge.models.outcome import Ambiguous, Choice, Invalid, NotFound, Slot, Understanding, Understood
from knowledge.models.question import Answer, Question
from knowledge.models.records import About
from knowledge.names import NameIndex
from knowledge.questions.parse import cached_index, complete, name_index, split_command, understand
from knowledge.questions.registry import COMMANDS, KINDS, answers_type
from knowledge.store import KnowledgeBase, newer_store, open_store

__all__ = [
    "COMMANDS",
    "DATA",
    "Knowledge",
    "LabelledChoice",
    "Reply",
    "Suggestion",
    "answers_type",
    "newer_knowledge",
    "open_knowledge",
    "split_command",
]

Outcome = Literal["answer", "ambiguous", "not_found", "invalid"]


class LabelledChoice(Model):
    """A choice: its label, and the question that it stands for."""

    label: str
    question: SerializeAsAny[Question]


class Suggestion(Model):
    """A completion: the text after the command, and its label.

    Where a front has no room for the label, `short_label` (if there is one) replaces all of it but `ending`,
    the part that distinguishes it from another suggestion of the same name.
    """

    value: str
    label: str
    short_label: str | None = None
    ending: str = ""


class Reply(Model):
    """The reply to a text. `card` has it in words, the other fields as data."""

    outcome: Outcome
    kind: str | None
    question: SerializeAsAny[Question] | None
    understood: tuple[Slot, ...]
    answer: SerializeAsAny[Answer] | None
    choices: tuple[LabelledChoice, ...]
    sources: tuple[Source, ...]
    card: Card


class Knowledge:
    """An open, read-only knowledge base with the index of its names; for any thread."""

    def __init__(self, kb: KnowledgeBase, index: NameIndex | None = None) -> None:
        """Use an open knowledge base and the index of its names, which is built where none is given."""
        self.kb = kb
        self._index = name_index(kb) if index is None else index
        self._about_cards: dict[str, Card] = {}

    @property
    def index(self) -> NameIndex:
        """The index of all names."""
        return self._index

    def ask(
        self, kind: str | None, text: str, today: date, language: str = "en", *, details: bool = True
    ) -> Reply:
        """Answer the text of a question of this kind; None for whichever kind the text is of.

        Any text gets one of the four outcomes, an unknown kind too. `split_command` makes both arguments of a
        typed line. Without `details` the answer and its card have what the glance shows, in less time.
        """
        outcome = understand(self.kb, self._index, kind, text, today)
        wording = Wording(language)
        if isinstance(outcome, Understood):
            return self._answered(outcome, today, wording, details=details)
        return Reply(
            outcome=_name_of(outcome),
            kind=outcome.kind,
            question=None,
            understood=(),
            answer=None,
            choices=_labelled(_choices(outcome), wording),
            sources=(),
            card=draw_outcome(outcome, wording),
        )

    def complete(
        self, kind: str, text: str, today: date, limit: int, language: str = "en"
    ) -> list[Suggestion]:
        """Suggested completions of the text after a command, likeliest first."""
        choices = complete(self.kb, self._index, kind, text, today, limit)
        return [
            Suggestion(
                value=choice.question.text,
                label=label.text,
                short_label=label.short,
                ending=label.ending,
            )
            for choice, label in zip(choices, distinct_labels(choices, Wording(language)), strict=True)
        ]

    def about(self) -> About:
        """The version, the reach and the size of this knowledge."""
        return self.kb.about()

    def about_card(self, language: str = "en") -> Card:
        """The same as a card, cached for each language."""
        wording = Wording(language)
        card = self._about_cards.get(wording.language)
        if card is None:
            card = self._about_cards[wording.language] = self._draw_about(wording)
        return card

    def help_card(self, language: str = "en") -> Card:
        """The card that explains what can be asked."""
        return help_card(Wording(language))

    def _draw_about(self, wording: Wording) -> Card:
        return about_card(
            self.kb.about(),
            self.kb.families(),
            self.kb.fullest_editions(),
            self.kb.coverage(),
            self.kb.source_counts(),
            wording,
        )

    def _answered(self, outcome: Understood, today: date, wording: Wording, *, details: bool) -> Reply:
        answered = answer(self.kb, outcome.question, today, details=details)
        return Reply(
            outcome="answer",
            kind=outcome.question.kind,
            question=outcome.question,
            understood=outcome.slots,
            answer=answered,
            choices=_labelled([choice for slot in outcome.slots for choice in slot.others], wording),
            sources=answered.sources,
            card=draw_answer(outcome.question, answered, outcome.slots, wording, details=details),
        )


def open_knowledge(
    data: Path, cache: Path, imports: str | None = None, before_build: Callable[[], object] | None = None
) -> Knowledge:
    """Open the curated facts in a folder, compiled into a file in the cache folder when needed.

    `imports` is the URL of the archive of imported results, if there may be one. `before_build` is
    called before a build, and may do it in another process. Raises KnowledgeError, with one sentence for the
    operator, when it cannot be opened or built.
    """
    return _with_names(open_store(data, cache, imports, before_build=before_build), cache)


def build_knowledge(data: Path, cache: Path, imports: str | None = None) -> KnowledgeBase:
    """Build what `open_knowledge` opens, even while another process imports, and the index of its names.

    A bot with the same cache folder has only to read both, unless it looks in between. Raises KnowledgeError
    as `open_knowledge`, and where an older file would have to stand in.
    """
    kb = open_store(data, cache, imports, newest=True)
    cached_index(kb, cache)
    return kb


def newer_knowledge(data: Path, cache: Path, imports: str | None, than: Knowledge) -> Knowledge | None:
    """Open the knowledge that replaces `than`; None where nothing newer has been built.

    The arguments are those of `open_knowledge`. Nothing is built here. Raises KnowledgeError
    where there is something newer but it is broken.
    """
    kb = newer_store(data, cache, imports, than.kb)
    return None if kb is None else _with_names(kb, cache)


def answer(kb: KnowledgeBase, question: Question, today: date, *, details: bool = True) -> Answer:
    """Answer a question whose ids are all in the knowledge base; ages are as of `today`.

    Without `details` what only they show is left empty: the sources, and what stands beside the answer.
    """
    answered: Answer = KINDS[question.kind].answer(kb, question, today, details=details)
    return answered


def draw_answer(
    question: Question, answer: Answer, slots: Sequence[Slot], wording: Wording, *, details: bool = True
) -> Card:
    """Draw the answer to a question; `slots` state its assumptions. Without `details` the glance alone."""
    kind = KINDS[question.kind]
    glance = kind.glance(answer, slots, wording)
    if not details:
        return Card(tone="answer", title=glance.title, glance=glance)
    card: Card = kind.card(answer, slots, wording)
    return card.model_copy(update={"glance": glance})


def draw_outcome(outcome: Ambiguous | NotFound | Invalid, wording: Wording) -> Card:
    """Draw the outcome of a text that has no single answer."""
    return outcomes.draw_outcome(outcome, COMMANDS, wording)


def help_card(wording: Wording) -> Card:
    """Draw the kinds of question, with examples to type."""
    return about.help_card(COMMANDS.values(), wording)


def _with_names(kb: KnowledgeBase, cache: Path) -> Knowledge:
    return Knowledge(kb, cached_index(kb, cache))


def _name_of(outcome: Understanding) -> Outcome:
    if isinstance(outcome, Ambiguous):
        return "ambiguous"
    return "not_found" if isinstance(outcome, NotFound) else "invalid"


def _choices(outcome: Ambiguous | NotFound | Invalid) -> Sequence[Choice]:
    return outcome.nearest if isinstance(outcome, NotFound) else outcome.choices


def _labelled(choices: Sequence[Choice], wording: Wording) -> tuple[LabelledChoice, ...]:
    return tuple(
        LabelledChoice(label=choice_label(choice, wording), question=choice.question) for choice in choices
    )

"""From text to a typed question, or to an honest answer why not."""

from datetime import date

from knowledge.models.outcome import Choice, Fault, Invalid, Understanding, Understood
from knowledge.models.question import Kind
from knowledge.models.steps import Steps, TooManyStepsError
from knowledge.names import NameIndex
from knowledge.questions.alternatives import or_otherwise
from knowledge.questions.query import tokenizer as texts
from knowledge.questions.query.choices import as_choice
from knowledge.questions.query.index_cache import kept_index, name_index
from knowledge.questions.query.segmenter import split, with_people
from knowledge.questions.query.segments import Part, Spans
from knowledge.questions.registry import READERS, Reader
from knowledge.store import KnowledgeBase

__all__ = ["complete", "kept_index", "name_index", "understand"]

MOST_STEPS = 15_000
"""Steps that reading or completing a question may take: about 150 ms of processor time."""
MOST_TAKEN_BACK = 3
"""How many words that fit nothing may be left out of account for completing those before them."""


def understand(
    kb: KnowledgeBase, index: NameIndex, text: str, today: date, steps: Steps | None = None
) -> Understanding:
    """What a text asks; with or without a command before it.

    `today` dates words like "last year", `steps` are those it may take, MOST_STEPS where none are given.
    Never raises, whatever the text.
    """
    command, rest = texts.split_command(texts.cleaned(text))
    kind = texts.kind_of(command) if command is not None else None
    if command is not None and kind is None:
        return Invalid(kind=None, fault=Fault.UNKNOWN_COMMAND, typed=command)
    rest = texts.expand_years(rest, today.year)
    words = texts.words(rest[: texts.LONGEST_TEXT])
    if len(rest) > texts.LONGEST_TEXT or len(words) > texts.MOST_WORDS:
        return Invalid(kind=kind, fault=Fault.TOO_LONG)
    if not words:
        return Invalid(kind=kind, fault=Fault.EMPTY)
    steps = steps or Steps(MOST_STEPS)
    try:
        return _understood(kb.counted(steps), index.counted(steps), kind, words, rest, today)
    except TooManyStepsError:
        return Invalid(kind=kind, fault=Fault.TOO_MUCH)


def _understood(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: Kind | None,
    words: tuple[texts.Word, ...],
    rest: str,
    today: date,
) -> Understanding:
    kind = kind or _kind_of_free_text(index, words, rest, today)
    if kind is None:
        return Invalid(kind=None, fault=Fault.UNCLEAR, typed=rest)
    reader = READERS[kind]
    known = reader.by_id(kb, rest)
    if known is not None:
        return known
    spans = _split(index, words, reader, today)
    outcome = reader.read(kb, index, spans)
    return or_otherwise(kb, index, spans, outcome) if kind == "result" else outcome


def complete(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: Kind,
    text: str,
    today: date,
    limit: int,
    steps: Steps | None = None,
) -> tuple[Choice, ...]:
    """At most `limit` questions that the text after a command may be the beginning of, likeliest first.

    None where finding them takes more than `steps`, MOST_STEPS where none are given.
    """
    command, rest = texts.split_command(text)
    rest = rest if text.lstrip().startswith("/") or command == kind else text
    rest = texts.expand_years(texts.cleaned(rest)[: texts.LONGEST_TEXT], today.year)
    words = _sides(texts.words(rest)[: texts.MOST_WORDS], READERS[kind])
    steps = steps or Steps(MOST_STEPS)
    try:
        return _completed(kb.counted(steps), index.counted(steps), kind, words, today, limit)
    except TooManyStepsError:
        return ()


def _completed(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: Kind,
    words: tuple[texts.Word, ...],
    today: date,
    limit: int,
) -> tuple[Choice, ...]:
    reader = READERS[kind]
    choices = reader.complete(kb, index, words, today, limit)
    if choices or not words:
        return choices
    # What is typed may be whole already, or go on in a way that is not completed: what fitted so far stays.
    whole = reader.read(kb, index, _split(index, words, reader, today))
    if isinstance(whole, Understood):
        return (as_choice(kb, whole.question),)
    for end in range(len(words) - 1, max(0, len(words) - 1 - MOST_TAKEN_BACK), -1):
        if choices := reader.complete(kb, index, words[:end], today, limit):
            break
    return choices


def _sides(words: tuple[texts.Word, ...], reader: Reader) -> tuple[texts.Word, ...]:
    return words if reader.sided else tuple(word._replace(part=0) for word in words)


def _split(index: NameIndex, words: tuple[texts.Word, ...], reader: Reader, today: date) -> Spans:
    return with_people(_as_it_is(index, words, reader, today), index, reader.people)


def _as_it_is(index: NameIndex, words: tuple[texts.Word, ...], reader: Reader, today: date) -> Spans:
    """The parts of a text, with no more people in it than it names."""
    return split(
        _sides(words, reader),
        index,
        prefer=reader.prefers,
        this_year=today.year,
        people=max(reader.people, 1),
    )


def _kind_of_free_text(
    index: NameIndex, words: tuple[texts.Word, ...], rest: str, today: date
) -> Kind | None:
    """The kind of question that a text without a command clearly is."""
    opposes = texts.has_separator(rest)
    spans = (_split if opposes else _as_it_is)(index, words, READERS["h2h"], today)
    people = len(spans.of(Part.ATHLETE))
    if people >= 2 or (people and opposes):
        return "h2h"
    result = _as_it_is(index, words, READERS["result"], today)
    if result.of(Part.WHERE) or result.of(Part.DISCIPLINE):
        return "result"
    return "athlete" if with_people(spans, index, READERS["athlete"].people).of(Part.ATHLETE) else None

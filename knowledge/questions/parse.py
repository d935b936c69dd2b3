"""From text to a typed question, or to an honest answer why not."""

from datetime import date

from knowledge.models.outcome import Choice, Fault, Invalid, Understanding, Understood
from knowledge.models.question import Kind
from knowledge.models.steps import Steps, TooManyStepsError
from knowledge.names import NameIndex
from knowledge.questions.alternatives import with_alternatives
from knowledge.questions.query import tokenizer as texts
from knowledge.questions.query.choices import as_choice
from knowledge.questions.query.index_cache import cached_index, name_index
from knowledge.questions.query.segmenter import force_people, segment_words
from knowledge.questions.query.segments import Segmentation, SegmentType
from knowledge.questions.registry import READERS, Reader
from knowledge.store import KnowledgeBase

__all__ = ["cached_index", "complete", "name_index", "understand"]

MOST_STEPS = 15_000
"""Steps that reading or completing a question may take: about 150 ms of processor time."""
MOST_DROPPED_WORDS = 3
"""How many words that fit nothing may be left out of account for completing those before them."""


def understand(
    kb: KnowledgeBase, index: NameIndex, text: str, today: date, steps: Steps | None = None
) -> Understanding:
    """What a text asks; with or without a command before it.

    `today` dates words like "last year", `steps` are those it may take, MOST_STEPS where none are given.
    Never raises, whatever the text.
    """
    command, rest = texts.split_command(texts.clean(text))
    kind = texts.kind_of(command) if command is not None else None
    if command is not None and kind is None:
        return Invalid(kind=None, fault=Fault.UNKNOWN_COMMAND, typed=command)
    rest = texts.expand_years(rest, today.year)
    words = texts.tokenize(rest[: texts.LONGEST_TEXT])
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
    words: tuple[texts.Token, ...],
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
    segmentation = _split(index, words, reader, today)
    outcome = reader.read(kb, index, segmentation)
    return with_alternatives(kb, index, segmentation, outcome) if kind == "result" else outcome


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
    rest = texts.expand_years(texts.clean(rest)[: texts.LONGEST_TEXT], today.year)
    words = _sides(texts.tokenize(rest)[: texts.MOST_WORDS], READERS[kind])
    steps = steps or Steps(MOST_STEPS)
    try:
        return _completed(kb.counted(steps), index.counted(steps), kind, words, today, limit)
    except TooManyStepsError:
        return ()


def _completed(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: Kind,
    words: tuple[texts.Token, ...],
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
    for end in range(len(words) - 1, max(0, len(words) - 1 - MOST_DROPPED_WORDS), -1):
        if choices := reader.complete(kb, index, words[:end], today, limit):
            break
    return choices


def _sides(words: tuple[texts.Token, ...], reader: Reader) -> tuple[texts.Token, ...]:
    return words if reader.sided else tuple(word._replace(side=0) for word in words)


def _split(index: NameIndex, words: tuple[texts.Token, ...], reader: Reader, today: date) -> Segmentation:
    return force_people(_as_it_is(index, words, reader, today), index, reader.people)


def _as_it_is(index: NameIndex, words: tuple[texts.Token, ...], reader: Reader, today: date) -> Segmentation:
    """The parts of a text, with no more people in it than it names."""
    return segment_words(
        _sides(words, reader),
        index,
        prefer=reader.prefers,
        this_year=today.year,
        people=max(reader.people, 1),
    )


def _kind_of_free_text(
    index: NameIndex, words: tuple[texts.Token, ...], rest: str, today: date
) -> Kind | None:
    """The kind of question that a text without a command clearly is."""
    opposes = texts.has_separator(rest)
    segmentation = (_split if opposes else _as_it_is)(index, words, READERS["h2h"], today)
    people = len(segmentation.of(SegmentType.ATHLETE))
    if people >= 2 or (people and opposes):
        return "h2h"
    result = _as_it_is(index, words, READERS["result"], today)
    if result.of(SegmentType.WHERE) or result.of(SegmentType.DISCIPLINE):
        return "result"
    return (
        "athlete"
        if force_people(segmentation, index, READERS["athlete"].people).of(SegmentType.ATHLETE)
        else None
    )

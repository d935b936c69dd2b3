"""From text to a typed question, or to an honest answer why not."""

import re
from datetime import date

from knowledge.models.base import Steps
from knowledge.models.errors import TooManyStepsError
from knowledge.models.outcome import Choice, Fault, Invalid, Understanding, Understood
from knowledge.names import NameIndex
from knowledge.questions.alternatives import with_alternatives
from knowledge.questions.query.index_cache import cached_index, name_index
from knowledge.questions.query.segmenter import FreeText, Words
from knowledge.questions.query.segments import LONGEST_TEXT, MOST_WORDS, clean, expand_years, tokenize
from knowledge.questions.registry import KINDS, TextOf
from knowledge.store import KnowledgeBase

__all__ = ["cached_index", "complete", "name_index", "split_command", "understand"]

MOST_STEPS = 15_000
"""Steps that parsing or completing a question may take: about 150 ms of processor time."""
MOST_DROPPED_WORDS = 3
"""How many last words that fit nothing are left out, at most, to complete those before them."""

_COMMAND = re.compile(r"/\s*(\w+)\s*", re.ASCII)
_NAMES = {name: kind for kind, row in KINDS.items() for name in (kind, *row.words.aliases)}


def split_command(text: str) -> tuple[str | None, str]:
    """Split a typed line into the kind of question and the text after it.

    The kind is None where the line begins with no command. The slash may be missing before a command that
    asks a question. The name behind a slash comes back in lower case even where no such kind exists.
    """
    text = clean(text).strip()
    match = _COMMAND.match(text)
    if match is not None:
        name = match[1].lower()
        return _NAMES.get(name, name), text[match.end() :]
    first, _, rest = text.partition(" ")
    kind = _NAMES.get(first.lower())
    return (None, text) if kind is None else (kind, rest.strip())


def understand(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: str | None,
    text: str,
    today: date,
    steps: Steps | None = None,
) -> Understanding:
    """Parse the text of a question of this kind; with None, of the kind that the text clearly is.

    `today` dates words like "last year". At most `steps` are taken, MOST_STEPS where none are given. Never
    raises, whatever the text and the kind.
    """
    if kind is not None and kind not in KINDS:
        return Invalid(kind=None, fault=Fault.UNKNOWN_COMMAND, typed=kind)
    rest = expand_years(clean(text).strip(), today.year)
    if kind is not None and KINDS[kind].text is None:
        return KINDS[kind].by_id(kb, rest, today) or Invalid(kind=kind, fault=Fault.UNCLEAR, typed=rest)
    words = tokenize(rest[:LONGEST_TEXT])
    if len(rest) > LONGEST_TEXT or len(words) > MOST_WORDS:
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
    kind: str | None,
    words: Words,
    rest: str,
    today: date,
) -> Understanding:
    kind = kind or _kind_of(FreeText(rest, words, index, today))
    if kind is None:
        return Invalid(kind=None, fault=Fault.UNCLEAR, typed=rest)
    row = KINDS[kind]
    known = row.by_id(kb, rest, today)
    if known is not None or row.text is None:
        return known or Invalid(kind=kind, fault=Fault.UNCLEAR, typed=rest)
    segmentation = row.text.grammar.segments(words, index, today)
    outcome = row.text.parse(kb, index, segmentation)
    return with_alternatives(kb, index, segmentation, outcome) if row.text.alternatives else outcome


def _kind_of(text: FreeText) -> str | None:
    """The kind of question that a text without a command clearly is; None where it is not clear."""
    readable = [(name, row.text) for name, row in KINDS.items() if row.text is not None]
    readable.sort(key=lambda kind: kind[1].rank)
    return next((name for name, kind in readable if kind.recognises(text)), None)


def complete(
    kb: KnowledgeBase,
    index: NameIndex,
    kind: str,
    text: str,
    today: date,
    limit: int,
    steps: Steps | None = None,
) -> tuple[Choice, ...]:
    """At most `limit` questions that the text after a command may be the beginning of, likeliest first.

    The command may be repeated at the start of the text. There are none where finding them takes more than
    `steps`, MOST_STEPS where none are given.
    """
    row = KINDS[kind]
    if row.text is None:
        return ()
    command, rest = split_command(text)
    rest = rest if text.lstrip().startswith("/") or command == kind else text
    rest = expand_years(clean(rest)[:LONGEST_TEXT], today.year)
    words = row.text.grammar.sides(tokenize(rest)[:MOST_WORDS])
    steps = steps or Steps(MOST_STEPS)
    try:
        return _completed(kb.counted(steps), index.counted(steps), row.text, words, today, limit)
    except TooManyStepsError:
        return ()


def _completed(
    kb: KnowledgeBase, index: NameIndex, kind: TextOf, words: Words, today: date, limit: int
) -> tuple[Choice, ...]:
    choices = kind.complete(kb, index, words, today, limit)
    if choices or not words:
        return choices
    # What is typed may be whole already, or go on in a way that is not completed: what fitted so far stays.
    whole = kind.parse(kb, index, kind.grammar.segments(words, index, today))
    if isinstance(whole, Understood):
        return (KINDS[whole.question.kind].choice(kb, whole.question),)
    for end in range(len(words) - 1, max(0, len(words) - 1 - MOST_DROPPED_WORDS), -1):
        if choices := kind.complete(kb, index, words[:end], today, limit):
            break
    return choices

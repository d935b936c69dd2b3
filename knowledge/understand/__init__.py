"""From text to a typed question, or to an honest answer why not."""

from datetime import date

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.outcome import Fault, Invalid, Understanding
from knowledge.models.question import Kind
from knowledge.names import NameIndex, tokens
from knowledge.store import KnowledgeBase
from knowledge.understand import text as texts
from knowledge.understand.athlete import understand_athlete
from knowledge.understand.h2h import understand_h2h
from knowledge.understand.lexicon import tier_entries
from knowledge.understand.parts import Part, Spans
from knowledge.understand.result import race_understood, understand_result
from knowledge.understand.spans import split

__all__ = ["name_index", "understand"]

_READERS = {"result": understand_result, "athlete": understand_athlete, "h2h": understand_h2h}
_PREFERRED = {"result": Part.WHERE, "athlete": Part.ATHLETE, "h2h": Part.ATHLETE}


def name_index(kb: KnowledgeBase) -> NameIndex:
    """The index of every name in the knowledge, and of the tiers.

    Names of editions that say no more than a place and a year, or a tier, are left out: read by their parts,
    they mean every meeting held there and then.
    """
    entries = [*tier_entries(), *kb.name_entries()]
    said_by_parts = {tokens(entry.text) for entry in entries if entry.kind in {"city", "tier"}}
    return NameIndex(
        entry
        for entry in entries
        if entry.kind != "edition" or _without_year(tokens(entry.text)) not in said_by_parts
    )


def _without_year(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if words and words[-1].isdigit() else words


def understand(kb: KnowledgeBase, index: NameIndex, text: str, today: date) -> Understanding:
    """What a text asks; with or without a command before it.

    `today` dates words like "last year". Never raises, whatever the text.
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
    kind = kind or _kind_of_free_text(index, words, rest, today)
    if kind is None:
        return Invalid(kind=None, fault=Fault.UNCLEAR, typed=rest)
    if kind == "result" and (said := _race_said(kb, rest)) is not None:
        race, athlete = said
        return race_understood(kb, kb.race(race).head, athlete)
    return _READERS[kind](kb, index, _split(index, words, kind, today))


def _split(index: NameIndex, words: tuple[texts.Word, ...], kind: Kind, today: date) -> Spans:
    if kind != "h2h":
        words = tuple(word._replace(part=0) for word in words)
    return split(words, index, prefer=_PREFERRED[kind], this_year=today.year)


def _race_said(kb: KnowledgeBase, rest: str) -> tuple[RaceId, AthleteId | None] | None:
    ids = rest.lower().split()
    if not ids or not kb.has("race", ids[0]):
        return None
    if len(ids) == 1:
        return RaceId(ids[0]), None
    if len(ids) == 2 and kb.has("athlete", ids[1]):
        return RaceId(ids[0]), AthleteId(ids[1])
    return None


def _kind_of_free_text(
    index: NameIndex, words: tuple[texts.Word, ...], rest: str, today: date
) -> Kind | None:
    """The kind of question that a text without a command clearly is."""
    spans = _split(index, words, "h2h", today)
    people = len(spans.of(Part.ATHLETE))
    if people >= 2 or (people and texts.has_separator(rest)):
        return "h2h"
    spans = _split(index, words, "result", today)
    if spans.of(Part.WHERE) or spans.of(Part.DISCIPLINE):
        return "result"
    return "athlete" if people else None

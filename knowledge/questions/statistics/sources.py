"""What an answer rests on: its sources, once each, in order of first use."""

from collections.abc import Iterable, Iterator
from itertools import chain

from knowledge.models.base import SourceId
from knowledge.models.facts import Claim, Source
from knowledge.models.records import AnyLine, Performance, RaceHead, ResultLine
from knowledge.store import KnowledgeBase


def of_line(line: AnyLine) -> Iterator[SourceId]:
    """The sources of a result and of the spellings printed beside it."""
    yield from line.sources
    if isinstance(line, ResultLine):
        for name in line.printed:
            yield from name.sources


def of_race(head: RaceHead, lines: Iterable[AnyLine]) -> Iterator[SourceId]:
    """The sources of a race, then of each of these results in it."""
    yield from head.sources
    for line in lines:
        yield from of_line(line)


def of_performance(performance: Performance) -> Iterator[SourceId]:
    """The sources of one result; those of the whole race only as far as the result rests on them."""
    yield from of_line(performance.result)


def of_claim(claim: Claim) -> Iterator[SourceId]:
    """Who says it, then what the verdict on it rests on."""
    for saying in claim.sayings:
        yield saying.source
    yield from claim.rests_on


def gather(kb: KnowledgeBase, *used: Iterable[SourceId]) -> tuple[Source, ...]:
    """The sources with these ids, without repetition, first use first."""
    return kb.sources(tuple(dict.fromkeys(chain.from_iterable(used))))

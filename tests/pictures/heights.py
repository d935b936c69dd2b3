"""The heights of the answers on a phone: of every race, every athlete and the pairs that met most."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from playwright.async_api import Browser

from knowledge.models.filter import RaceFilter
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase
from tests.bot.discord.openapi.curated import athletes, frequent_pairs
from tests.pictures.browser import PHONE, WINDOW, heights, opened, wrapped
from tests.pictures.simulation import Simulation

HIGHEST, MEDIAN = 850, 560
"""Most pixels of a glance on a phone, and of the glance in the middle."""
PAIRS = 200
WORST = 10


class Measured(NamedTuple):
    """The height of the answer to a question."""

    height: int
    kind: str
    typed: str


class Look(NamedTuple):
    """The heights of some answers, and the rows among them that wrap."""

    heights: list[Measured]
    wrapped: list[str]


def sampled(kb: KnowledgeBase, one_in: int) -> list[tuple[str, str]]:
    """One race in so many and one athlete in so many, and all the frequent pairs, as kind and text."""
    asked = [ResultQuestion(race=race.id) for race in kb.races(RaceFilter())[::one_in]]
    people = [AthleteQuestion(athlete=athlete) for athlete in athletes(kb)[::one_in]]
    pairs = [HeadToHeadQuestion(first=one, second=two) for one, two in frequent_pairs(kb, PAIRS)]
    commands = [question.command for question in (*asked, *people, *pairs)]
    return [(kind.removeprefix("/"), text) for kind, _, text in (c.partition(" ") for c in commands)]


async def measure(
    simulation: Simulation,
    browser: Browser,
    questions: Sequence[tuple[str, str]],
    locale: str,
    told: Callable[[int], None],
) -> Look:
    """Ask the questions, a channel for each batch, and read the heights from the page of each channel."""
    look = Look([], [])
    for batch in _batches(questions, WINDOW):
        channel = simulation.channel()
        replies = [await simulation.ask(channel, kind, text, locale) for kind, text in batch]
        async with opened(simulation, channel, browser, PHONE) as page:
            drawn = await heights(page)
            look.wrapped.extend(await wrapped(page))
        look.heights.extend(Measured(drawn[id_], *asked) for id_, asked in zip(replies, batch, strict=True))
        told(len(look.heights))
    return look


def report(look: Look) -> Iterator[str]:
    """The table of the heights by kind, the highest answers, and rows that wrap."""
    found = look.heights
    kinds: dict[str, list[int]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one.height)
    kinds["all"] = [one.height for one in found]
    yield f"| kind | answers | median | 90 % | highest | above {HIGHEST} |"
    yield "|---|---:|---:|---:|---:|---:|"
    for kind, values in kinds.items():
        nine_of_ten = sorted(values)[int(0.9 * (len(values) - 1))]
        above = sum(value > HIGHEST for value in values)
        yield (
            f"| {kind} | {len(values)} | {statistics.median(values):.0f} | {nine_of_ten} | {max(values)} |"
            f" {above} |"
        )
    yield ""
    yield from (f"{one.height} /{one.kind} {one.typed}" for one in sorted(found, reverse=True)[:WORST])
    yield f"{len(look.wrapped)} rows wrap{':' if look.wrapped else '.'}"
    yield from look.wrapped[:WORST]


def faults(found: Iterable[Measured]) -> Iterator[str]:
    """What is higher than its bound."""
    values = list(found)
    yield from (
        f"/{one.kind} {one.typed} is {one.height} pixels high, above {HIGHEST}"
        for one in values
        if one.height > HIGHEST
    )
    if values and (middle := statistics.median(one.height for one in values)) > MEDIAN:
        yield f"the median is {middle:.0f} pixels, above {MEDIAN}"


def _batches(questions: Sequence[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    rest = iter(questions)
    while batch := list(islice(rest, size)):
        yield batch

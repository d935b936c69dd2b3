"""Sources as lines, and the numbers by which a card cites them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from knowledge.cards.wording import Wording
from knowledge.models.answer import Answer
from knowledge.models.base import SourceId
from knowledge.models.facts import Name, Source

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Citations:
    """The sources of one answer in their order; a number is the place in it, from 1."""

    def __init__(self, sources: Sequence[Source], wording: Wording) -> None:
        self._sources = {source.id: (number, source) for number, source in enumerate(sources, 1)}
        self._wording = wording

    def lines(self) -> tuple[str, ...]:
        """A line a source, without its number: fronts number them."""
        return tuple(source_line(source, self._wording) for _, source in self._sources.values())

    def cite(self, ids: Iterable[SourceId]) -> str:
        """`[1–3, 5]`, or nothing."""
        numbers = sorted({self._sources[id_][0] for id_ in ids if id_ in self._sources})
        return f"[{', '.join(_runs(numbers))}]" if numbers else ""

    def publisher(self, id_: SourceId) -> str:
        """Who published a source."""
        return self._sources[id_][1].publisher if id_ in self._sources else id_

    def publishers(self, ids: Iterable[SourceId]) -> str:
        """Who published these, once each: `Pulse Sports and The Star`."""
        return self._wording.list(list(dict.fromkeys(self.publisher(id_) for id_ in ids)))

    def spelling(self, name: Name) -> str:
        """`“Kibiwott” by Pulse Sports`."""
        if not name.sources:
            return self._wording.say("“{name}”", name=name.text)
        return self._wording.say("“{name}” by {who}", name=name.text, who=self.publishers(name.sources))


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Sorted numbers, three or more in a row as `1–4`."""
    # Numbers that follow each other differ from their position by the same.
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [str(number) for _, number in group]
        if len(run) > 2:
            yield f"{run[0]}\N{EN DASH}{run[-1]}"
        else:
            yield from run


def source_line(source: Source, wording: Wording) -> str:
    """`Pulse Sports: Amos Serem stuns El Bakkali, 13 Sep 2024`."""
    published = f", {published_on(source.published, wording)}" if source.published else ""
    return wording.say("{who}: {what}", who=source.publisher, what=f"{source.title}{published}")


def published_on(published: str, wording: Wording) -> str:
    """A day, a span of days, or what else is recorded, in words."""
    days = [
        wording.date(date.fromisoformat(part)) if _DAY.fullmatch(part) else part
        for part in published.split("/")
    ]
    if len(days) == 2:
        return wording.say("between {first} and {last}", first=days[0], last=days[1])
    return days[0]


def footer(answer: Answer, wording: Wording) -> str | None:
    """Until when the knowledge reaches."""
    if answer.reaches is None:
        return None
    return wording.say("Results known here until {date}.", date=wording.date(answer.reaches))

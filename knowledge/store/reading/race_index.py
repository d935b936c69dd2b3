"""The index of races by the places they are at."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from knowledge.models.facts import Round
from knowledge.models.records import RaceHead

Place = tuple[str, str]
"""The kind and the id of an entity that the name of a place can refer to."""


class RaceIndex:
    """Heads of races in their order, the races at each place, and the number of finals of each discipline."""

    def __init__(self, heads: tuple[RaceHead, ...]) -> None:
        self.heads = heads
        self.finals = Counter(head.discipline.id for head in heads if head.round is Round.FINAL)
        self._at: defaultdict[Place, list[RaceHead]] = defaultdict(list)
        for head in heads:
            for place in places_of(head):
                self._at[place].append(head)

    def at(self, places: Iterable[Place]) -> Collection[RaceHead]:
        """The races at any of the places, each once, in no order."""
        return {head.id: head for place in places for head in self._at.get(place, ())}.values()


def places_of(head: RaceHead) -> tuple[Place, ...]:
    """The places that a race is at."""
    return (
        ("competition", head.competition.id),
        ("edition", head.edition.id),
        ("city", head.city.id),
        ("venue", head.venue or ""),
        ("nation", head.nation.id),
        ("tier", head.edition.tier),
    )

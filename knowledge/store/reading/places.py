"""The places that a race is at."""

from knowledge.models.records import RaceHead

Place = tuple[str, str]
"""The kind and the id of an entity that the name of a place can refer to."""


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

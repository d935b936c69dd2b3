"""The ids of events and races, composed of those of their parts."""

from knowledge.models.base import DisciplineId, EditionId, EventId, RaceId
from knowledge.models.facts import Category, Round


def event_id(discipline: DisciplineId, category: Category) -> EventId:
    """The id of an event at any edition: `men-3000msc`."""
    return EventId(f"{category}-{discipline}")


def event_parts(event: EventId) -> tuple[Category, DisciplineId] | None:
    """The category and the discipline of an event's id; None where it begins with no category."""
    for prefix, category in _CATEGORY_OF.items():
        if event.startswith(prefix):
            return category, DisciplineId(event.removeprefix(prefix))
    return None


# The longest first: `men-` begins `men-u20-` too.
_CATEGORY_OF = {f"{category}-": category for category in sorted(Category, key=len, reverse=True)}


def race_id(edition: EditionId, event: EventId, round_: Round, heat: int | None) -> RaceId:
    """The id of a race, which is the name of its file too: `rome-2024-men-3000msc-heat-2`."""
    return RaceId(f"{edition}-{event}-{round_}" + ("" if heat is None else f"-{heat}"))

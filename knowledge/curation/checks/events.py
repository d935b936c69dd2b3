"""Check the events that an edition lists, and the gaps that it explains."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from knowledge.curation.checks.violation import Violation, violation
from knowledge.curation.completeness import finals_by_event, lack_of
from knowledge.curation.facts import Facts
from knowledge.curation.gaps import races_by_edition
from knowledge.models.base import DisciplineId, EventId
from knowledge.models.facts import Category, Edition, Race
from knowledge.models.identifiers import event_id, event_parts


def check_events(facts: Facts) -> Iterator[Violation]:
    """Events of no discipline or category, events not listed, and gaps without a reason or that are none."""
    disciplines = {one.id: None for one in facts.disciplines}
    races = races_by_edition(facts)
    for edition in facts.editions:
        held = races.get(edition.id, [])
        yield from _named(edition, disciplines)
        yield from _listed(edition, held)
        yield from _gaps(edition, finals_by_event(held))


def _named(edition: Edition, disciplines: Mapping[DisciplineId, None]) -> Iterator[Violation]:
    for key, events in (("events", edition.events), ("gaps", [gap.event for gap in edition.gaps])):
        counts = Counter(events)
        for number, event in enumerate(events):
            yield from _event(edition, (key, number), event, disciplines)
            if counts[event] > 1 and events.index(event) != number:
                found, expected = "is there twice", "each event once"
                yield violation(
                    edition, (key, number), found, value=event, expected=expected, fix="leave one out"
                )


def _event(
    edition: Edition, path: tuple[str, int], event: EventId, disciplines: Mapping[DisciplineId, None]
) -> Iterator[Violation]:
    parts = event_parts(event)
    if parts is None:
        expected = f"{', '.join(Category)}, a hyphen and the id of a discipline"
        fix = "write it like men-100m"
        yield violation(edition, path, "begins with no category", value=event, expected=expected, fix=fix)
    elif parts[1] not in disciplines:
        category, discipline = parts
        near = get_close_matches(discipline, disciplines, n=1, cutoff=0.7)
        fix = f"write {category}-{near[0]}" if near else f"add disciplines/{discipline}.toml"
        expected = "the name of a file in disciplines behind the category"
        yield violation(
            edition,
            path,
            "is of no known discipline",
            value=event,
            expected=expected,
            fix=fix,
            missing=("disciplines", discipline),
        )


def _listed(edition: Edition, races: Sequence[Race]) -> Iterator[Violation]:
    """Where events are listed, those of races and gaps are among them."""
    if not edition.events:
        return
    listed = frozenset(edition.events)
    for event in dict.fromkeys(event_id(race.discipline, race.category) for race in races):
        if event not in listed:
            found = "has a race here and is not among the events"
            yield violation(
                edition, ("events",), found, value=event, expected="every event held", fix="add it"
            )
    for number, gap in enumerate(edition.gaps):
        if gap.event not in listed:
            expected, fix = "an event that was held", "add it to `events`, or leave the gap out"
            found = "is not among the events"
            yield violation(edition, ("gaps", number), found, value=gap.event, expected=expected, fix=fix)


def _gaps(edition: Edition, finals: Mapping[EventId, Race]) -> Iterator[Violation]:
    explained: Collection[EventId] = [gap.event for gap in edition.gaps]
    for event in edition.events:
        if event not in finals and event not in explained:
            found = "was held, and has no final here and no reason"
            fix = f'add the final, or {{ event = "{event}", why = "…" }} to `gaps`'
            expected = "its final, or the reason"
            yield violation(edition, ("events",), found, value=event, expected=expected, fix=fix)
    for number, event in enumerate(explained):
        if event in finals and lack_of(finals[event]) is None:
            found = "is a gap, and nothing is missing of it"
            expected = "gaps of events that are not known, or not fully"
            yield violation(
                edition, ("gaps", number), found, value=event, expected=expected, fix="leave it out"
            )

"""The table by championship family: editions, events, podiums, first eights, relay teams, sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from knowledge.curation.completeness import (
    are_first_eight_known,
    finals_by_event,
    is_podium_known,
    podium_of,
)
from knowledge.curation.facts import Facts
from knowledge.curation.gaps import chosen_editions, events_of, family_of, races_by_edition
from knowledge.models.base import DisciplineId, EditionId, Model, SourceId
from knowledge.models.facts import Edition, Race


class Family(Model):
    """Counts of the editions of one family.

    `events` are those held, as far as editions list them (`listed` of `editions` do); `finals` are here.
    `podiums`, `marked_podiums` (every mark is known) and `first_eights` are those complete among them.
    `teams` are the relay teams on podiums, `named_teams` those whose runners are known.
    """

    family: str
    editions: int
    listed: int
    first: int
    last: int
    events: int
    finals: int
    podiums: int
    marked_podiums: int
    first_eights: int
    teams: int
    named_teams: int
    sources: int


def count_families(facts: Facts, name: str | None = None) -> tuple[Family, ...]:
    """The counts of each family, or of the editions of a competition, tier or edition id.

    Raises KnowledgeError where there is none of that name.
    """
    races = races_by_edition(facts)
    teams = {one.id for one in facts.disciplines if one.team}
    families: dict[str, list[Edition]] = defaultdict(list)
    for edition in chosen_editions(facts, name):
        families[family_of(edition)].append(edition)
    return tuple(_count(family, editions, races, teams) for family, editions in families.items())


def _count(
    family: str,
    editions: Sequence[Edition],
    races: Mapping[EditionId, Sequence[Race]],
    teams: set[DisciplineId],
) -> Family:
    inside = {edition.id: races.get(edition.id, ()) for edition in editions}
    finals = [final for some in inside.values() for final in finals_by_event(some).values()]
    podiums = [final for final in finals if is_podium_known(final)]
    rows = [row for final in finals if final.discipline in teams for row in podium_of(final)]
    years = [edition.year for edition in editions]
    return Family(
        family=family,
        editions=len(editions),
        listed=sum(bool(edition.events) for edition in editions),
        first=min(years),
        last=max(years),
        events=sum(len(events_of(edition, inside[edition.id])) for edition in editions),
        finals=len(finals),
        podiums=len(podiums),
        marked_podiums=sum(all(row.mark for row in podium_of(final)) for final in podiums),
        first_eights=sum(are_first_eight_known(final) for final in finals),
        teams=len(rows),
        named_teams=sum(bool(row.members) for row in rows),
        sources=len(_sources(race for some in inside.values() for race in some)),
    )


def _sources(races: Iterable[Race]) -> set[SourceId]:
    return {
        source
        for race in races
        for source in (*race.sources, *(one for row in race.results for one in row.sources))
    }

"""Check medals: in finals of championships, beside places, one gold for one place, three or a reason."""

from collections.abc import Collection, Iterator, Mapping

from knowledge.curation.checks.violation import Violation, entrant, violation
from knowledge.curation.completeness import ON_PODIUM, is_podium_known
from knowledge.curation.facts import Facts
from knowledge.models.base import EditionId, EventId
from knowledge.models.facts import Edition, Medal, Race, Round
from knowledge.models.identifiers import event_id

_COUNTS = {1: "one medal", 2: "two medals"}


def check_medals(facts: Facts) -> Iterator[Violation]:
    """Medals where there are none, without a place, or on different places; podiums without a reason."""
    editions = {edition.id: edition for edition in facts.editions}
    awarding: dict[EditionId, int] = {}
    for race in facts.races:
        awarding[race.edition] = awarding.get(race.edition, 0) + _medals(race)
    for race in facts.races:
        edition = editions.get(race.edition)
        yield from _of_rows(race, edition)
        yield from _golds(race)
        if edition is not None and race.round is Round.FINAL:
            yield from _podium(race, {gap.event for gap in edition.gaps}, awarding)


def _medals(race: Race) -> int:
    return sum(row.medal is not None for row in race.results)


def _of_rows(race: Race, edition: Edition | None) -> Iterator[Violation]:
    for number, row in enumerate(race.results):
        if row.medal is None:
            continue
        path = ("results", number)
        if edition is not None and edition.tier.is_meeting:
            found = f"is a medal at an edition of the tier {edition.tier}"
            fix = f"leave it out, or correct the tier in editions/{edition.id}.toml"
            yield violation(race, path, found, value=row.medal, expected="medals at championships", fix=fix)
        if race.round is not Round.FINAL:
            found, expected = f"is a medal in the round {race.round}", "medals in finals"
            yield violation(race, path, found, value=row.medal, expected=expected, fix="leave it out")
        if row.place is None:
            found = f"is a medal of {entrant(row)}, who has no place"
            expected = "the place beside the medal"
            yield violation(race, path, found, value=row.medal, expected=expected, fix="give the place")


def _golds(race: Race) -> Iterator[Violation]:
    first: int | None = None
    for number, row in enumerate(race.results):
        if row.medal is not Medal.GOLD or row.place is None:
            continue
        if first is None:
            first = row.place
        elif row.place != first:
            found = f"is the place of a second gold; the first has place {first}"
            yield violation(
                race,
                ("results", number),
                found,
                value=row.place,
                expected="golds that are shared with equal places",
                fix="correct the medal or the place",
            )


def _podium(
    race: Race, explained: Collection[EventId], awarding: Mapping[EditionId, int]
) -> Iterator[Violation]:
    """Fewer than three medals, or none where other finals of the edition have some, need a reason."""
    event, medals = event_id(race.discipline, race.category), _medals(race)
    if medals >= ON_PODIUM or not awarding[race.edition] or event in explained or race.note:
        return
    if medals and is_podium_known(race):
        return
    found = f"has {_COUNTS[medals]} and no reason" if medals else "has no medals, unlike others there"
    fix = f"add what is missing, a note, or why to `gaps` in editions/{race.edition}.toml"
    expected = "three medals, or the reason why there are fewer"
    yield violation(race, ("results",), found, value=event, expected=expected, fix=fix)

"""Races and results made by hand, for rules that need no knowledge base."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from knowledge.curation import Facts
from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId, RaceId
from knowledge.models.facts import (
    Category,
    City,
    Competition,
    Coverage,
    CoverageKind,
    Discipline,
    Edition,
    Medal,
    Nation,
    Race,
    Round,
    Sex,
    Status,
    Tier,
)
from knowledge.models.mark import Measure, parse_mark
from knowledge.models.records import AthleteRef, Meeting, Performance, RaceHead, ResultLine
from knowledge.questions.statistics.model import EventBests, Honour, SeasonBest, Title

One = TypeVar("One", Nation, City, Discipline, Competition, Edition)

NORWAY = Nation(id=NationId("NOR"), name="Norway", iso="NO")
MILE = Discipline(id=DisciplineId("mile"), name="Mile", measure=Measure.TIME, group="track")
SPRINT = Discipline(
    id=DisciplineId("100m"), name="100 metres", measure=Measure.TIME, group="track", wind=True
)
SHOT = Discipline(
    id=DisciplineId("shot-put"), name="Shot put", measure=Measure.DISTANCE, group="field", wind=False
)


def athlete(name: str, *, sex: Sex = Sex.MALE, born: str | None = "2000-02-29") -> AthleteRef:
    return AthleteRef(
        id=AthleteId(name.lower().replace(" ", "-")),
        name=name,
        family=name.rsplit(" ", maxsplit=1)[-1],
        sex=sex,
        nation=NORWAY,
        born=born,
    )


ANNA = athlete("Anna Aas")
BRIT = athlete("Brit Berg")


def head(
    day: str = "2024-06-01",
    *,
    discipline: Discipline = MILE,
    round_: Round = Round.FINAL,
    tier: Tier = Tier.DIAMOND_LEAGUE,
    year: int | None = None,
    wind: str | None = None,
    note: str | None = None,
) -> RaceHead:
    held = date.fromisoformat(day)
    edition = EditionId(f"meet-{day}")
    return RaceHead(
        id=RaceId(f"{edition}-{discipline.id}-{round_}"),
        edition=Edition(
            id=edition,
            competition=CompetitionId("meet"),
            year=year or held.year,
            tier=tier,
            city=CityId("bergen"),
            start=held,
            end=held,
            sources=(),
        ),
        competition=Competition(id=CompetitionId("meet"), name="Fjord Meet"),
        city=City(id=CityId("bergen"), name="Bergen", nation=NORWAY.id),
        nation=NORWAY,
        discipline=discipline,
        category=Category.WOMEN,
        round=round_,
        heat=None,
        date=held,
        venue=None,
        coverage=Coverage(kind=CoverageKind.COMPLETE),
        sources=(),
        wind_mps=wind,
        note=note,
    )


def facts_of(heads: Sequence[RaceHead]) -> Facts:
    """Facts with these races, without results."""

    def distinct(entities: Iterable[One]) -> tuple[One, ...]:
        return tuple({entity.id: entity for entity in entities}.values())

    return Facts(
        nations=distinct(head.nation for head in heads),
        cities=distinct(head.city for head in heads),
        disciplines=distinct(head.discipline for head in heads),
        competitions=distinct(head.competition for head in heads),
        editions=distinct(head.edition for head in heads),
        races=tuple(
            Race(
                id=head.id,
                edition=head.edition.id,
                discipline=head.discipline.id,
                category=head.category,
                round=head.round,
                date=head.date,
                coverage=head.coverage,
                sources=(),
                results=(),
            )
            for head in heads
        ),
    )


def line(
    who: AthleteRef,
    place: int | None = None,
    mark: str | None = None,
    *,
    status: Status = Status.FINISHED,
    notes: tuple[str, ...] = (),
    wind: str | None = None,
    measure: Measure = Measure.TIME,
    medal: Medal | None = None,
) -> ResultLine:
    return ResultLine(
        athlete=who,
        nation=who.nation,
        place=place,
        mark=parse_mark(mark, measure) if mark else None,
        status=status,
        medal=medal,
        notes=notes,
        sources=(),
        printed=(),
        wind_mps=wind,
        superseded=None,
    )


def ended(who: AthleteRef, how: int | Status, mark: str | None = None) -> ResultLine:
    """A place, or how else the race ended."""
    if isinstance(how, Status):
        return line(who, None, mark, status=how)
    return line(who, how, mark)


def meeting(
    first: int | Status,
    second: int | Status,
    day: str = "2024-06-01",
    *,
    marks: tuple[str | None, str | None] = (None, None),
    discipline: Discipline = MILE,
    round_: Round = Round.FINAL,
) -> Meeting:
    return Meeting(
        head=head(day, discipline=discipline, round_=round_),
        first=ended(ANNA, first, marks[0]),
        second=ended(BRIT, second, marks[1]),
    )


def performance(in_race: RaceHead, result: ResultLine) -> Performance:
    return Performance(head=in_race, result=result)


def honour(title: Title, tier: Tier, discipline: Discipline = MILE, year: int = 2024) -> Honour:
    race = head(f"{year}-06-01", tier=tier, discipline=discipline)
    return Honour(tier=tier, title=title, performance=performance(race, line(ANNA, 1)))


def event(discipline: Discipline, races: int, *marks: tuple[int, str]) -> EventBests:
    """An event with a best for each year; the first is the best of all."""
    seasons = tuple(
        SeasonBest(
            year=year,
            performance=performance(head(f"{year}-06-01", discipline=discipline), line(ANNA, 1, mark)),
        )
        for year, mark in marks
    )
    best = seasons[0].performance if seasons else None
    return EventBests(discipline=discipline, races=races, best=best, seasons=seasons, barred=())

"""A few facts by hand, where the invented knowledge base has no such case."""

from datetime import date
from pathlib import Path

from knowledge.array_file import load_arrays
from knowledge.curation import Facts
from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    NationId,
    RaceId,
    SourceId,
)
from knowledge.models.facts import (
    Athlete,
    Category,
    City,
    Competition,
    Coverage,
    CoverageKind,
    Discipline,
    Edition,
    Nation,
    Race,
    Result,
    Sex,
    Source,
    Tier,
)
from knowledge.models.mark import Measure, parse_mark
from knowledge.store import KnowledgeBase, Tables
from knowledge.store.build.write import collect_facts, finished
from knowledge.store.column_file import FORMAT

SOURCE = SourceId("paper")
NATION = NationId("NOR")
DAY = date(2024, 6, 1)


def tiny_facts() -> Facts:
    """Two editions on one day, the lower one first by name; two athletes of one family name."""
    return Facts(
        nations=(Nation(id=NATION, name="Norway"),),
        sources=(Source(id=SOURCE, publisher="Paper", title="Results"),),
        cities=(City(id=CityId("elm"), name="Elm", nation=NATION),),
        disciplines=(Discipline(id=DisciplineId("mile"), name="Mile", measure=Measure.TIME, group="track"),),
        competitions=(
            Competition(id=CompetitionId("a-meeting"), name="A Meeting"),
            Competition(id=CompetitionId("z-games"), name="Z Games"),
        ),
        editions=(_edition("a-meeting", Tier.OTHER), _edition("z-games", Tier.OLYMPIC_GAMES)),
        athletes=(_athlete("a-munoz", "Muñoz"), _athlete("b-munoz", "MUNOZ"), _athlete("c-munk", "Munk")),
        races=(_race("a-meeting"), _race("z-games")),
    )


def _edition(competition: str, tier: Tier) -> Edition:
    return Edition(
        id=EditionId(f"{competition}-2024"),
        competition=CompetitionId(competition),
        year=2024,
        tier=tier,
        city=CityId("elm"),
        start=DAY,
        end=DAY,
        sources=(SOURCE,),
    )


def _athlete(athlete_id: str, family: str) -> Athlete:
    return Athlete(
        id=AthleteId(athlete_id),
        name=f"Kim {family}",
        family=family,
        sex=Sex.MALE,
        nation=NATION,
        sources=(SOURCE,),
    )


def _race(competition: str) -> Race:
    mark = parse_mark("3:50.00", Measure.TIME)
    return Race(
        id=RaceId(f"{competition}-2024-men-mile-final"),
        edition=EditionId(f"{competition}-2024"),
        discipline=DisciplineId("mile"),
        category=Category.MEN,
        date=DAY,
        coverage=Coverage(kind=CoverageKind.WINNER),
        sources=(SOURCE,),
        results=(Result(athlete=AthleteId("a-munoz"), nation=NATION, place=1, mark=mark),),
    )


def compiled(facts: Facts, folder: Path) -> KnowledgeBase:
    """Facts that were not checked, compiled into a file in a folder."""
    file = folder / "made.columns"
    finished(collect_facts(facts), "unnamed").save(file)
    [arrays] = load_arrays(memoryview(file.read_bytes()), FORMAT)
    return KnowledgeBase(Tables(arrays))

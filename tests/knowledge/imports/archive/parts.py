"""Invented files of invented sources, small and large."""

from collections.abc import Callable, Iterator
from datetime import date

from knowledge.imports.formats import SourceFile
from knowledge.models.base import DisciplineId, SourceId
from knowledge.models.facts import Category, Round, Sex, Source, Status
from knowledge.models.observation import Observation, Refusal, SeenAthlete, SeenRace

LISTS = Source(id=SourceId("lists"), publisher="Invented Lists", title="Best of the year", licence="MIT")
GAMES = Source(id=SourceId("games"), publisher="Invented Games", title="All results")


def file_of(name: str, rows: Callable[[], Iterator[Observation | Refusal]]) -> SourceFile[Observation]:
    return SourceFile(name, 0, rows, lambda: 0)


def part(name: str, *rows: Observation | Refusal) -> SourceFile[Observation]:
    return file_of(name, lambda: iter(rows))


def athlete(name: str = "Ana Berg", **more: str) -> SeenAthlete:
    return SeenAthlete(
        name=name,
        family=name.rsplit(maxsplit=1)[-1],
        sex=Sex.FEMALE,
        nation=more.get("nation", "NOR"),
        born=more.get("born", "2000-01-02"),
    )


RACE = SeenRace(
    discipline=DisciplineId("800m"),
    category=Category.WOMEN,
    date=date(2024, 5, 4),
    venue="Lower Field, Ostby (NOR)",
    stadium="Lower Field",
    city="Ostby",
    nation="NOR",
)


def row(number: int, **more: object) -> Observation:
    plain = Observation(
        row=f"line {number}",
        key=f"key {number}",
        race=RACE,
        athlete=athlete(),
        place=number,
        mark="2:01.50",
        mark_value=12150,
    )
    return plain._replace(**more)  # type: ignore[arg-type]  # the fields are the test's to name


EVERYTHING = Observation(
    row='line 7, "quoted"',
    key="a,b\n\"c\"\\N\t'd'",
    race=RACE._replace(
        round=Round.HEAT,
        heat=3,
        competition="Ostby Games",
        key="race-9",
        indoor=True,
        whole=True,
        wind_mps="+1.2",
        city=None,
        venue="",
    ),
    athlete=SeenAthlete(
        name="Zoë Ó Sé 李",
        family=None,
        sex=Sex.MALE,
        nation="IRL",
        born="1999",
        ids=(("world-athletics", "14201"), ("tilastopaja", "7")),
        spellings=("Zoe O'Shea", "O Se"),
    ),
    place=None,
    mark="6.50",
    mark_value=650,
    hand_timed=True,
    status=Status.DQ,
    notes=("TR17.3.1", "“lane”"),
    wind_mps="-0.3",
)

TEAM = Observation(row="line 8", key="team", race=RACE, team="Norway A", team_nation="NOR", place=1)


def many(name: str, count: int, mark: str = "2:00.00") -> SourceFile[Observation]:
    """A file of `count` rows, eight to a race, each row of another athlete."""

    def rows() -> Iterator[Observation]:
        for number in range(count):
            race = RACE._replace(heat=number // 8 + 1, competition=name)
            yield Observation(
                row=f"line {number}",
                key=f"key {number}",
                race=race,
                athlete=athlete(f"Runner {number}"),
                place=number % 8 + 1,
                mark=mark,
                mark_value=12000,
            )

    return file_of(name, rows)

"""Races: found by conditions, and read as their files have them."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from knowledge.curation import Facts, read
from knowledge.models.base import (
    AthleteId,
    CityId,
    CompetitionId,
    DisciplineId,
    EditionId,
    NationId,
    RaceId,
)
from knowledge.models.facts import Category, Race, Result, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead, RaceRecord, ResultLine, TeamLine
from knowledge.store import KnowledgeBase
from tests.knowledge.store.facts import compiled, tiny_facts

MILES = [
    "harbour-mile-2024-men-mile-final",
    "vallorne-memorial-2023-men-mile-final",
    "harbour-mile-2023-men-mile-final",
    "harbour-mile-2022-men-mile-final",
]
FJORD = [
    "fjord-championships-2022-men-marathon-final",
    "fjord-championships-2022-mixed-4x400m-relay-final",
    "fjord-championships-2022-women-4x100m-relay-final",
    "fjord-championships-2022-women-heptathlon-final",
]
NORTHERN = [
    "northern-games-2020-men-1500m-final",
    "northern-games-2020-men-u20-800m-final",
    "northern-games-2020-men-5000m-final",
    "northern-games-2020-women-long-jump-final",
    "northern-games-2020-men-1500m-heat-1",
    "northern-games-2020-men-1500m-heat-2",
    "northern-games-2020-women-100m-heat-1",
]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (RaceFilter(disciplines=(DisciplineId("mile"),)), MILES),
        (RaceFilter(races=(RaceId(MILES[2]), RaceId(MILES[0]))), [MILES[0], MILES[2]]),
        (RaceFilter(editions=(EditionId("northern-games-2020"),)), NORTHERN),
        (RaceFilter(competitions=(CompetitionId("northern-games"),)), NORTHERN),
        (RaceFilter(cities=(CityId("vallorne"),)), MILES[1:2]),
        (RaceFilter(venues=("Elm Stadion",)), NORTHERN),
        (RaceFilter(venues=("Quayside Promenade",)), ["harbour-mile-2024-women-5000m-final"]),
        (RaceFilter(nations=(NationId("NOR"), NationId("SUI"))), [MILES[1], *FJORD, *NORTHERN]),
        (RaceFilter(tiers=(Tier.CONTINENTAL_CHAMPIONSHIPS,)), [*FJORD, *NORTHERN]),
        (RaceFilter(categories=(Category.MEN_U20,)), NORTHERN[1:2]),
        (RaceFilter(rounds=(Round.HEAT,)), NORTHERN[4:]),
        (RaceFilter(rounds=(Round.HEAT,), heat=2), NORTHERN[5:6]),
        (
            RaceFilter(athletes=(AthleteId("joseph-lomoro"),)),
            [MILES[0], MILES[2], NORTHERN[0], NORTHERN[5]],
        ),
        (RaceFilter(athletes=(AthleteId("tuva-strand"),)), FJORD[1:]),
        (
            RaceFilter(disciplines=(DisciplineId("mile"),), athletes=(AthleteId("samuel-tadele"),)),
            MILES[:1],
        ),
        (RaceFilter(disciplines=(DisciplineId("mile"),), cities=(CityId("sankt-elm"),)), []),
        (RaceFilter(competitions=(CompetitionId("unheard-of"),)), []),
    ],
)
def test_every_part_of_the_filter_holds(kb: KnowledgeBase, where: RaceFilter, found: list[str]) -> None:
    assert [head.id for head in kb.races(where)] == found


@pytest.mark.parametrize(
    ("years", "found"),
    [((2020,), NORTHERN), ((2021,), NORTHERN), ((2022, 2021), [*FJORD, MILES[3], *NORTHERN])],
)
def test_a_year_is_the_one_carried_or_that_of_the_day(
    kb: KnowledgeBase, years: tuple[int, ...], found: list[str]
) -> None:
    assert [head.id for head in kb.races(RaceFilter(years=years))] == found


@pytest.mark.parametrize("year", [0, -5, 10_000, 10**30])
def test_years_that_no_calendar_has_find_nothing(kb: KnowledgeBase, year: int) -> None:
    assert kb.races(RaceFilter(years=(year,))) == ()


def test_newest_come_first_and_a_limit_keeps_them(kb: KnowledgeBase) -> None:
    everything = kb.races(RaceFilter())
    assert len(everything) == 21
    assert all(later.date >= earlier.date for later, earlier in pairwise(everything))
    assert kb.races(RaceFilter(), limit=3) == everything[:3]


def test_a_race_is_at_its_own_venue_or_at_that_of_the_edition(kb: KnowledgeBase) -> None:
    heads = kb.races(RaceFilter(editions=(EditionId("harbour-mile-2024"),)))
    assert {head.venue for head in heads if head.discipline.id == "5000m"} == {"Quayside Promenade"}
    assert {head.venue for head in heads if head.discipline.id != "5000m"} == {"Quayside Stadium"}
    assert {head.edition.venue for head in heads} == {"Quayside Stadium"}


def test_on_one_day_the_higher_standing_comes_first(tiny: KnowledgeBase) -> None:
    found = [head.id for head in tiny.races(RaceFilter())]
    assert found == ["z-games-2024-men-mile-final", "a-meeting-2024-men-mile-final"]
    assert {head.date for head in tiny.races(RaceFilter())} == {date(2024, 6, 1)}


def test_on_one_day_at_one_edition_ids_decide_however_races_were_written(tmp_path: Path) -> None:
    facts = tiny_facts()
    made = [facts.races[0].model_copy(update={"id": RaceId(one)}) for one in ("c-race", "a-race", "b-race")]
    rounds = (Round.FINAL, Round.SEMI_FINAL, Round.HEAT)
    written = [race.model_copy(update={"round": one}) for race, one in zip(made, rounds, strict=True)]
    kb = compiled(facts.model_copy(update={"races": tuple(written)}), tmp_path)
    assert [head.id for head in kb.races(RaceFilter())] == ["a-race", "b-race", "c-race"]


TWO_EDITIONS = (EditionId("harbour-mile-2022"), EditionId("harbour-mile-2024"))
THREE_DISCIPLINES = (DisciplineId("mile"), DisciplineId("5000m"), DisciplineId("800m"))


@pytest.mark.parametrize(
    "where",
    [
        RaceFilter(editions=TWO_EDITIONS),
        RaceFilter(disciplines=THREE_DISCIPLINES),
        RaceFilter(editions=TWO_EDITIONS[:1], disciplines=THREE_DISCIPLINES),
        RaceFilter(competitions=(CompetitionId("harbour-mile"),), disciplines=THREE_DISCIPLINES[1:2]),
        RaceFilter(editions=TWO_EDITIONS, competitions=(CompetitionId("harbour-mile"),)),
    ],
    ids=["editions", "disciplines", "few races of an edition", "few races of an event", "both places"],
)
def test_however_races_are_looked_for_their_order_is_the_same(kb: KnowledgeBase, where: RaceFilter) -> None:
    assert kb.races(where) == tuple(head for head in kb.races(RaceFilter()) if where.matches(head)) != ()


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (RaceFilter(disciplines=(DisciplineId("mile"),) * 2), MILES),
        (RaceFilter(editions=(EditionId("northern-games-2020"),) * 2), NORTHERN),
        (RaceFilter(competitions=(CompetitionId("northern-games"),) * 2), NORTHERN),
        (RaceFilter(cities=(CityId("vallorne"),) * 2), MILES[1:2]),
        (RaceFilter(races=(RaceId(MILES[0]),) * 2), MILES[:1]),
        (RaceFilter(athletes=(AthleteId("tuva-strand"), AthleteId("tuva-strand"))), FJORD[1:]),
    ],
)
def test_what_is_asked_twice_is_found_once(kb: KnowledgeBase, where: RaceFilter, found: list[str]) -> None:
    assert [head.id for head in kb.races(where)] == found


def test_places_narrow_each_other_in_whatever_order(kb: KnowledgeBase) -> None:
    port, fjord = CityId("port-brennan"), CompetitionId("fjord-championships")
    harbour, swiss = CompetitionId("harbour-mile"), NationId("SUI")
    everything = kb.races(RaceFilter())
    for where in (
        RaceFilter(competitions=(harbour, fjord), cities=(port,)),
        RaceFilter(editions=TWO_EDITIONS, competitions=(harbour, fjord)),
        RaceFilter(competitions=(harbour, CompetitionId("vallorne-memorial")), nations=(swiss,)),
        RaceFilter(editions=TWO_EDITIONS[:1], cities=(port,), nations=(NationId("GBR"), swiss)),
    ):
        assert kb.races(where) == tuple(head for head in everything if where.matches(head)) != ()
    assert kb.races(RaceFilter(competitions=(fjord,), cities=(port,))) == ()
    assert kb.races(RaceFilter(editions=TWO_EDITIONS, nations=(swiss,))) == ()


def test_beside_a_race_are_the_finals_of_its_edition_and_the_newest_of_its_event(kb: KnowledgeBase) -> None:
    def beside(race: str, most: int) -> list[str]:
        return sorted(head.id for head in kb.races_beside(RaceId(race), most))

    here = ["harbour-mile-2024-women-5000m-final", "harbour-mile-2024-women-high-jump-final"]
    assert beside(MILES[0], 1) == sorted([MILES[2], *here])
    assert beside(MILES[0], 9) == sorted([MILES[2], MILES[3], *here])
    assert beside(NORTHERN[4], 9) == sorted([*NORTHERN[:4], NORTHERN[5]])


def test_beside_a_race_are_those_of_its_event_in_the_town_and_of_no_other_category(tmp_path: Path) -> None:
    facts = tiny_facts()
    meeting, games = facts.races
    women = games.model_copy(update={"id": RaceId("z-games-women"), "category": Category.WOMEN})
    heat = games.model_copy(update={"id": RaceId("z-games-heat"), "round": Round.HEAT})
    kb = compiled(facts.model_copy(update={"races": (meeting, games, women, heat)}), tmp_path)
    assert [head.id for head in kb.races_beside(meeting.id, 9)] == [games.id]


def test_heads_say_that_curators_wrote_the_race_and_its_edition(kb: KnowledgeBase) -> None:
    heads = kb.races(RaceFilter())
    assert all(head.curated and head.edition_curated for head in heads)
    assert not {"curated", "edition_curated"} & TypeAdapter(RaceHead).dump_python(heads[0]).keys()


@pytest.fixture(scope="module")
def facts(invented: Path) -> Facts:
    return read(invented)[0]


def test_races_come_back_as_they_were_written(kb: KnowledgeBase, facts: Facts) -> None:
    for race in facts.races:
        assert _as_written(kb.race(race.id)) == _with_all_sources(race)


def _with_all_sources(race: Race) -> Race:
    results = (one.model_copy(update={"sources": one.sources or race.sources}) for one in race.results)
    return race.model_copy(update={"results": tuple(results)})


def _as_written(record: RaceRecord) -> Race:
    head = record.head
    assert head.edition.competition == head.competition.id
    assert (head.edition.city, head.city.nation) == (head.city.id, head.nation.id)
    return Race(
        id=head.id,
        edition=head.edition.id,
        discipline=head.discipline.id,
        category=head.category,
        round=head.round,
        heat=head.heat,
        date=head.date if head.dated else None,
        venue=head.venue if head.venue != head.edition.venue else None,
        coverage=head.coverage,
        sources=head.sources,
        results=tuple(
            Result(
                athlete=line.athlete.id if isinstance(line, ResultLine) else None,
                nation=line.nation.id,
                team=line.team if isinstance(line, TeamLine) else None,
                members=tuple(one.id for one in line.members) if isinstance(line, TeamLine) else (),
                reserves=tuple(one.id for one in line.reserves) if isinstance(line, TeamLine) else (),
                place=line.place,
                mark=line.mark,
                status=line.status,
                medal=line.medal,
                notes=line.notes,
                sources=line.sources,
                wind_mps=line.wind_mps,
                superseded=line.superseded,
            )
            for line in record.results
        ),
        wind_mps=head.wind_mps,
        claims=record.claims,
        note=head.note,
    )


_VALUES: dict[str, object] = {
    "races": (RaceId(MILES[0]), RaceId(NORTHERN[0])),
    "editions": (EditionId("northern-games-2020"),),
    "competitions": (CompetitionId("harbour-mile"),),
    "cities": (CityId("vallorne"), CityId("sankt-elm")),
    "venues": ("Elm Stadion",),
    "nations": (NationId("NOR"),),
    "tiers": (Tier.CONTINENTAL_CHAMPIONSHIPS,),
    "disciplines": (DisciplineId("mile"), DisciplineId("1500m")),
    "categories": (Category.MEN,),
    "years": (2021, 2023),
    "rounds": (Round.FINAL,),
    "heat": 1,
    "first_day": date(2022, 6, 18),
    "last_day": date(2023, 6, 17),
    "first_year": 2022,
    "last_year": 2023,
    "curated": True,
}


def test_every_field_of_a_filter_but_athletes_has_a_value_here() -> None:
    assert _VALUES.keys() | {"athletes"} == RaceFilter.model_fields.keys()


@pytest.mark.parametrize("first", _VALUES)
@pytest.mark.parametrize("second", _VALUES)
def test_the_races_found_are_those_that_match(kb: KnowledgeBase, first: str, second: str) -> None:
    where = RaceFilter.model_validate({first: _VALUES[first], second: _VALUES[second]})
    everything = kb.races(RaceFilter())
    assert kb.races(where) == tuple(head for head in everything if where.matches(head))
    assert first != second or first == "curated" or len(kb.races(where)) < len(everything)


@pytest.mark.parametrize("field", _VALUES)
def test_athletes_are_a_condition_beside_every_other(kb: KnowledgeBase, field: str) -> None:
    lomoro = AthleteId("joseph-lomoro")
    where = RaceFilter.model_validate({field: _VALUES[field]})
    his = [head for head in kb.races(RaceFilter(athletes=(lomoro,))) if where.matches(head)]
    assert kb.races(where.model_copy(update={"athletes": (lomoro,)})) == tuple(his)
    assert kb.athletes_in(where, [lomoro]) == ((lomoro,) if his else ())

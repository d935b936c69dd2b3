"""Conditions on races: what a race meets, and that the store finds the same."""

from datetime import date

import pytest

from knowledge.models.base import AthleteId, CityId, CompetitionId, DisciplineId, EditionId, NationId
from knowledge.models.facts import Category, Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.store import KnowledgeBase


def filters_of(head: RaceHead) -> list[RaceFilter]:
    """One filter a field, each met by this race."""
    year = head.date.year
    return [
        RaceFilter(),
        RaceFilter(races=(head.id,)),
        RaceFilter(editions=(head.edition.id,)),
        RaceFilter(competitions=(head.competition.id, CompetitionId("none"))),
        RaceFilter(cities=(head.city.id,)),
        RaceFilter(venues=(head.venue or "none",)),
        RaceFilter(nations=(head.nation.id,)),
        RaceFilter(tiers=(head.edition.tier,)),
        RaceFilter(disciplines=(head.discipline.id,)),
        RaceFilter(categories=(head.category,)),
        RaceFilter(rounds=(head.round,), heat=head.heat),
        RaceFilter(first_day=head.date, last_day=head.date),
        RaceFilter().in_years(head.edition.year, head.edition.year),
        RaceFilter().in_years(year, None),
        RaceFilter().in_years(None, year),
        RaceFilter().in_years(year - 1, year),
        RaceFilter(curated=True),
    ]


def test_every_condition_has_a_case(kb: KnowledgeBase) -> None:
    head = kb.races(RaceFilter(heat=2))[0]
    tried = {field for where in filters_of(head) for field in where.model_fields_set}
    untried = set(RaceFilter.model_fields) - tried - {"athletes"}
    assert not untried, (
        f"{untried}: add a filter to filters_of above; the condition belongs in RaceFilter.matches and in "
        "knowledge/store/reading/races.py, and for /h2h in the text and the JSON of HeadToHeadQuestion"
    )


def test_the_store_finds_the_races_that_match(kb: KnowledgeBase) -> None:
    every = kb.races(RaceFilter())
    for where in (*filters_of(every[0]), *filters_of(kb.races(RaceFilter(heat=2))[0])):
        found = {head.id for head in kb.races(where)}
        assert found == {head.id for head in every if where.matches(head)}, where


@pytest.mark.parametrize(
    "where",
    [
        RaceFilter(editions=(EditionId("none"),)),
        RaceFilter(competitions=(CompetitionId("none"),)),
        RaceFilter(cities=(CityId("none"),)),
        RaceFilter(venues=("none",)),
        RaceFilter(nations=(NationId("XXX"),)),
        RaceFilter(tiers=(Tier.WORLD_U20_CHAMPIONSHIPS,)),
        RaceFilter(disciplines=(DisciplineId("none"),)),
        RaceFilter(categories=(Category.MIXED_U20,)),
        RaceFilter(rounds=(Round.QUALIFICATION,)),
        RaceFilter(heat=9),
        RaceFilter(first_day=date(2100, 1, 1)),
        RaceFilter(last_day=date(1900, 1, 1)),
        RaceFilter(years=(1900,)),
        RaceFilter(first_year=2100),
        RaceFilter(last_year=1900),
        RaceFilter(curated=False),
    ],
)
def test_one_condition_that_is_not_met_is_enough(kb: KnowledgeBase, where: RaceFilter) -> None:
    assert not any(where.matches(head) for head in kb.races(RaceFilter()))


def test_a_span_of_one_year_may_be_the_year_of_an_edition() -> None:
    assert RaceFilter().in_years(2020, 2020) == RaceFilter(years=(2020,))
    assert RaceFilter().in_years(2020, 2021).year_span == (2020, 2021)
    assert RaceFilter(years=(2020,)).year_span == (2020, 2020)
    assert RaceFilter().any_time
    assert not RaceFilter(last_year=2020).any_time


def test_a_condition_on_athletes_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="does not tell"):
        RaceFilter(athletes=(AthleteId("a-b"),)).matches(kb.races(RaceFilter())[0])

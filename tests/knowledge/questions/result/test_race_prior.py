"""Of races that fit equally well, the likeliest to be asked about comes first."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import cast

import pytest

from knowledge.models.base import DisciplineId
from knowledge.models.facts import Round, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import RaceHead
from knowledge.questions.result.race_prior import RaceQuery, likely_races
from knowledge.store import KnowledgeBase, Place
from knowledge.store.reading.race_index import RaceIndex
from tests.knowledge.questions.made import head

TODAY = date(2025, 3, 1)


class _Facts:
    """As much of a knowledge base as is asked: races that curators wrote down, and imported ones."""

    def __init__(self, curated: list[RaceHead], imported: list[RaceHead]) -> None:
        self._curated = RaceIndex(tuple(curated))
        self._imported = imported

    def curated_races(self, places: Iterable[Place] | None = None) -> Collection[RaceHead]:
        return self._curated.heads if places is None else self._curated.at(places)

    def curated_finals(self) -> Mapping[DisciplineId, int]:
        return self._curated.finals

    def races(self, where: RaceFilter, limit: int) -> tuple[RaceHead, ...]:
        assert where.curated is False
        return tuple(self._imported[:limit])


def _race(day: str, tier: Tier = Tier.DIAMOND_LEAGUE, round_: Round = Round.FINAL) -> RaceHead:
    made = head(day, tier=tier, round_=round_)
    return made.model_copy(update={"id": f"{day}-{tier}-{round_}"})


@pytest.mark.parametrize(
    ("likely", "other"),
    [
        (_race("2024-06-01"), _race("2022-06-01")),
        (_race("2024-06-01"), _race("2016-06-01", Tier.OLYMPIC_GAMES)),
        (_race("2021-06-01", Tier.OLYMPIC_GAMES), _race("2022-06-01")),
        (_race("2024-06-01"), _race("2024-06-02", Tier.OTHER)),
        (_race("2022-06-01"), _race("2024-06-01", round_=Round.HEAT)),
        (_race("2024-06-01", round_=Round.SEMI_FINAL), _race("2024-06-02", round_=Round.HEAT)),
    ],
)
def test_newer_higher_and_finals_come_first(likely: RaceHead, other: RaceHead) -> None:
    kb = cast("KnowledgeBase", _Facts([other, likely], []))
    assert likely_races(kb, [RaceQuery()], TODAY, 5) == [likely, other]


def test_where_a_round_is_asked_for_no_other_is_likelier() -> None:
    old, new = _race("2022-06-01", round_=Round.HEAT), _race("2024-06-01", round_=Round.HEAT)
    final = _race("2024-06-02")
    asked = RaceQuery(where=RaceFilter(rounds=(Round.HEAT,)))
    assert likely_races(cast("KnowledgeBase", _Facts([old, new, final], [])), [asked], TODAY, 5) == [new, old]


def test_imported_races_fill_up_what_curators_left() -> None:
    curated, imported = _race("2020-06-01"), _race("2024-06-01", Tier.OTHER)
    kb = cast("KnowledgeBase", _Facts([curated], [imported]))
    assert likely_races(kb, [RaceQuery()], TODAY, 1) == [curated]
    assert likely_races(kb, [RaceQuery()], TODAY, 2) == [curated, imported]


def test_a_reading_that_fits_less_well_comes_later() -> None:
    final, heat = _race("2024-06-01"), _race("2024-06-01", round_=Round.HEAT)
    readings = [
        RaceQuery(3.0, RaceFilter(rounds=(Round.FINAL,))),
        RaceQuery(1.0, RaceFilter(rounds=(Round.HEAT,))),
    ]
    assert likely_races(cast("KnowledgeBase", _Facts([final, heat], [])), readings, TODAY, 5) == [heat, final]


def _somewhere(*kinds: str) -> dict[tuple[str, str], float]:
    return {(kind, kind): 0.0 for kind in kinds}


def test_what_a_race_can_not_be_at_is_not_tried() -> None:
    asked: list[RaceFilter] = []

    class Asking(_Facts):
        def races(self, where: RaceFilter, limit: int) -> tuple[RaceHead, ...]:
            asked.append(where)
            return super().races(where, limit)

    kinds = ("competition", "edition", "city", "venue", "nation")
    kb = cast("KnowledgeBase", Asking([], []))
    two = RaceQuery(places=(_somewhere("city", "competition"), _somewhere("city", "nation")))
    likely_races(kb, [two], TODAY, 5)
    assert {(one.cities, one.competitions, one.nations) for one in asked} == {
        (("city",), (), ("nation",)),
        (("city",), ("competition",), ()),
        ((), ("competition",), ("nation",)),
    }
    asked.clear()
    likely_races(kb, [RaceQuery(places=(_somewhere(*kinds),) * 24)], TODAY, 5)  # in no two cities
    assert not asked
    five = RaceQuery(places=(_somewhere("edition", "city", "venue", "nation", "competition"),) * 5)
    likely_races(kb, [five], TODAY, 5)
    assert 0 < len(asked) <= 24

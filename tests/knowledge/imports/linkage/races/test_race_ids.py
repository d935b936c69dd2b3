"""Ids of races: short, distinct, the same at every build."""

import re
from collections.abc import Callable

import pytest

from knowledge.curation import Facts
from knowledge.imports.linkage.races import race_ids
from knowledge.imports.linkage.races.race_ids import RaceIds, shared_ids, unique_ids
from knowledge.models.base import RaceId
from tests.knowledge.imports.linkage.races.samples import ELSEWHERE, MILE, recover_races, row


def test_ids_are_short_and_still_tell_races_apart(facts: Facts) -> None:
    venue = "The Old Stadium of the Honourable Guild of Wheelwrights and Coopers, Oakham (GBR)"
    races = [
        ELSEWHERE._replace(venue=venue),
        ELSEWHERE._replace(venue=venue.replace("Coopers", "Couriers")),
        ELSEWHERE._replace(key="x" * 200),
        ELSEWHERE._replace(key="x" * 199 + "y"),
        MILE._replace(key="1500 metres, the race of the afternoon's second part, heat one of three"),
        ELSEWHERE._replace(venue=venue, key="z" * 200),
        ELSEWHERE._replace(venue=venue, key="z" * 199 + "y"),
    ]
    rows = [row(race, "Ab Cole", 1, 23000) for race in races]
    ids = [race.id for race in recover_races(rows, facts)]
    assert ids == [race.id for race in recover_races(rows, facts)]
    assert len(set(ids)) == len(races)
    assert max(map(len, ids)) <= 70
    assert ids[0].startswith("2024-06-15-the-old-stadium")
    assert all("-men-mile-final-" in name for name in (ids[0], *ids[-2:]))
    # One stamp stands for all that is cut.
    assert [name for name in ids if re.search("-[0-9a-f]{8}-[0-9a-f]{8}$", name)] == []


def test_what_follows_an_id_that_has_a_stamp_is_no_second_one() -> None:
    twice = [RaceId("oakham-men-mile-final-900e0d70")] * 2
    ids = list(unique_ids(twice, lambda number: f"a key that is longer than an id's, number {number}"))
    assert len(set(ids)) == 2
    assert all(re.fullmatch("oakham-men-mile-final-[0-9a-f]{8}", name) for name in ids)


def test_a_key_that_gives_the_id_of_another_race_gets_a_number() -> None:
    name = RaceId("oakham-men-mile-final")
    ids = unique_ids([name, RaceId(f"{name}-a"), name], lambda _: "a")
    assert list(ids) == [f"{name}-a-0", f"{name}-a", f"{name}-a-2"]


def test_races_of_one_id_and_one_key_are_numbered() -> None:
    name = RaceId("oakham-men-mile-final")
    ids = unique_ids([name] * 3, lambda _: "a")
    assert list(ids) == [f"{name}-a", f"{name}-a-1", f"{name}-a-2"]


@pytest.mark.parametrize("hashing", [hash, len])
def test_ids_are_found_among_others(hashing: Callable[[str], int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where they have one hash, as words of one length have here."""
    monkeypatch.setattr(race_ids, "hash", hashing, raising=False)
    one, other, third = RaceId("one"), RaceId("other"), RaceId("third")
    ids = RaceIds([other, one])
    assert ids.among({one, third}).tolist() == [False, True]
    assert ids.among({RaceId("two")}).tolist() == [False, False]
    assert shared_ids([ids, RaceIds([third, one]), RaceIds([])]) == {one}

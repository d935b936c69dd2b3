"""How much races and great medals count."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.models.facts import Medal, Tier
from knowledge.store import KnowledgeBase, Tables
from knowledge.store.popularity import A_MEDAL, A_TITLE, CURATED, of_athletes, of_editions
from tests.knowledge.store.facts import compiled, tiny_facts


@pytest.mark.parametrize(
    ("tier", "medal", "fame"),
    [
        (Tier.OLYMPIC_GAMES, Medal.GOLD, A_TITLE),
        (Tier.WORLD_CHAMPIONSHIPS, Medal.GOLD, A_TITLE),
        (Tier.WORLD_CHAMPIONSHIPS, Medal.BRONZE, A_MEDAL),
        (Tier.OLYMPIC_GAMES, None, 0),
        (Tier.CONTINENTAL_CHAMPIONSHIPS, Medal.GOLD, 0),
    ],
)
def test_medals_of_the_games_and_the_worlds_count_beside_the_race(
    tier: Tier, medal: Medal | None, fame: float, tmp_path: Path
) -> None:
    facts = tiny_facts()
    race, edition = facts.races[1], facts.editions[1].model_copy(update={"tier": tier})
    won = race.model_copy(update={"results": (race.results[0].model_copy(update={"medal": medal}),)})
    changed = {"editions": (facts.editions[0], edition), "races": (won,)}
    tables = compiled(facts.model_copy(update=changed), tmp_path).tables
    assert of_athletes(tables).tolist() == [10 * (CURATED + fame), 0, 0]


def test_a_race_of_imported_lists_counts_once_and_an_older_one_less(tiny: KnowledgeBase) -> None:
    arrays = {**tiny.tables.arrays, "edition.recovered": np.array([1, 0], np.int8)}
    assert of_editions(Tables(arrays)).tolist() == [1, CURATED]
    arrays["edition.year"] = np.array([2020, 2024], np.int16)
    assert of_editions(Tables(arrays)).tolist() == [0.25, CURATED]

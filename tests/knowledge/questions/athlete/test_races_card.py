"""The card of an athlete's races."""

from tests.knowledge.asking import Asker, words


def test_races_of_a_year(ask: Asker) -> None:
    card = ask("/athlete tomas-arvell races 2023")
    assert card.headline == "2 finals: 1 win, 2 podiums."
    assert "No race of 1999 on file; there are races of 2024, 2023, 2022 and 2021." in words(
        ask("/athlete tomas-arvell races 1999")
    )

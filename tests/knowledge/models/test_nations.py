"""Nations whose athletes stand for one another."""

import pytest

from knowledge.models.nations import NEUTRAL, nations_agree


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("TCH",), ("CZE",)),
        (("URS",), ("EUN",)),
        (("EUN",), ("KGZ",)),
        (("GBR",), ("SCO",)),
        (("GDR",), ("GER",)),
        (("NOR", "TCH"), ("SVK", "ETH")),
        (("NOR",), ("NOR",)),
    ],
    ids=str,
)
def test_a_state_and_its_successor_agree_either_way(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert nations_agree(left, right)
    assert nations_agree(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("CZE",), ("SVK",)),
        (("RUS",), ("UKR",)),
        (("ENG",), ("SCO",)),
        (("EUN",), ("LTU",)),
        (("NOR", "ETH"), ("FRA", "KEN")),
    ],
    ids=str,
)
def test_two_successors_of_one_state_do_not_agree(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert not nations_agree(left, right)
    assert not nations_agree(right, left)


@pytest.mark.parametrize("code", sorted(NEUTRAL))
def test_neutral_athletes_agree_with_every_nation(code: str) -> None:
    assert nations_agree((code,), ("KEN",))
    assert nations_agree(("SUI",), ("FRA", code))


def test_unknown_nations_agree_with_every_nation() -> None:
    assert nations_agree((), ("KEN",))
    assert nations_agree(("KEN",), ())

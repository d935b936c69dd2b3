"""What users typed, made fit to be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cards.wording import LONGEST_ECHO, echo, within


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("oslo", "oslo"),
        ("  two\n\twords ", "two words"),
        ("a\x1b[31mb\x00", "a[31mb"),
        ("right\u202eleft\u200b", "rightleft"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 60, "x" * 60),
    ],
)
def test_echo(typed: str, shown: str) -> None:
    assert echo(typed) == shown


@given(st.text(max_size=300))
def test_an_echo_is_short_printable_and_stays_as_it_is(typed: str) -> None:
    shown = echo(typed)
    assert len(shown) <= LONGEST_ECHO
    assert all(char.isprintable() for char in shown)
    assert echo(shown) == shown


def test_within() -> None:
    assert within("El Bakkali", "soufiane el bakkali")
    assert not within("Kibiwott", "Abraham Kibiwot")

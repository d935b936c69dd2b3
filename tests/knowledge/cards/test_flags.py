"""Flags from ISO codes."""

import pytest

from knowledge.cards.labels import flag, with_flag
from knowledge.models.base import NationId
from knowledge.models.facts import Nation


def nation(iso: str | None) -> Nation:
    return Nation(id=NationId("XXX"), name="Somewhere", iso=iso)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("KE", "🇰🇪"),
        ("ma", "🇲🇦"),
        ("GB-ENG", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
        (None, ""),
        ("", ""),
        ("K1", ""),
        ("KEN", ""),
    ],
)
def test_flag(iso: str | None, shown: str) -> None:
    assert flag(nation(iso)) == shown


def test_a_name_without_a_flag_has_no_space_before_it() -> None:
    assert with_flag(nation(None), "Ann") == "Ann"
    assert with_flag(nation("KE"), "Ann") == "🇰🇪 Ann"

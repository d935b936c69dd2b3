"""Given names that stand for one another."""

import pytest

from knowledge.names.text.nicknames import aliases


@pytest.mark.parametrize(
    ("one", "other"),
    [("bill", "william"), ("hicham", "hisham"), ("nacho", "ignacio"), ("kuba", "jakub"), ("hlib", "gleb")],
)
def test_forms_of_one_name_stand_for_one_another(one: str, other: str) -> None:
    assert other in aliases(one)
    assert one in aliases(other)


@pytest.mark.parametrize(("one", "other"), [("hicham", "hussein"), ("max", "mark"), ("ulrich", "ulrike")])
def test_a_short_form_of_two_names_does_not_make_them_one(one: str, other: str) -> None:
    assert other not in aliases(one)


def test_no_name_is_a_form_of_itself() -> None:
    assert "anna" not in aliases("anna")
    assert aliases("nobodyscalledthis") == frozenset()

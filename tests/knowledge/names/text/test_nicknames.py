"""Given names that stand for one another."""

import pytest

from knowledge.names.text.nicknames import _groups, aliases
from knowledge.names.text.normalize import fold


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
    assert aliases("notagivenname") == frozenset()


def test_the_file_holds_groups_of_folded_names_each_once() -> None:
    groups = list(_groups())
    assert len(groups) > 100
    assert len({frozenset(group) for group in groups}) == len(groups)
    for group in groups:
        assert len(set(group)) == len(group) > 1, group
        assert all(name == fold(name) and name.isalpha() for name in group), group

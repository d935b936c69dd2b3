"""How alike two names are."""

import pytest

from knowledge.imports.linkage.people.name_comparison import Likeness, likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ada Quill", "QUILL Ada", Likeness.EQUAL),
        ("Zoë Ørsted", "Zoe ORSTED", Likeness.EQUAL),
        ("Mary-Beth Sandler", "Marybeth Sandler", Likeness.EQUAL),
        ("Tomas Arvo Lindel", "Tomas Lindel", Likeness.WITHIN),
        ("Carla da Souto", "Carla Souto", Likeness.WITHIN),
        ("Ana Miller-Stone", "Ana Miller", Likeness.WITHIN),
        ("Khalid Ouazari", "Halid Uazari", Likeness.SOUNDS),
        ("Benjamin Ottley", "Ben Ottley", Likeness.MISSPELLED),
        ("Dmitri Vashkovets", "Dmitri Vashkovest", Likeness.MISSPELLED),
        ("Otto Vadriga", "Otto Vadiga", Likeness.MISSPELLED),
        ("Otto Dolben", "Otto Dowben", Likeness.MISSPELLED),
        ("Ottley", "Benjamin Ottley", Likeness.TOO_SHORT),
        ("B. Ottley", "Benjamin Ottley", Likeness.TOO_SHORT),
        ("Rob Ottley", "Benjamin Ottley", Likeness.PARTLY),
        ("Hassan Amir Tal", "Hussein Amir Tal", Likeness.PARTLY),
        ("Rob Ottley", "Zoë Ørsted", Likeness.NONE),
    ],
)
def test_names_are_as_alike_as_their_words(one: str, other: str, expected: Likeness) -> None:
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


def test_a_family_name_alone_is_too_short_however_many_words_it_has() -> None:
    assert likeness("Van Der Hoek", "Pieter van der Hoek", ["van der Hoek"]) is Likeness.TOO_SHORT


def test_two_misspelled_words_are_no_longer_the_same_name() -> None:
    assert likeness("Martina Koslova", "Martima Koslava") is Likeness.PARTLY

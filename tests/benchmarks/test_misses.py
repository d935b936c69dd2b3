"""Why a name was missed, told by rule."""

import pytest

from benchmarks.naming.measuring import Miss
from benchmarks.naming.misses import letters, why
from benchmarks.naming.people import Person
from benchmarks.naming.queries import Query


def _person(given: str, family: str) -> Person:
    return Person("p0", given, family, "NOR", "F", "2000-01-01", 1, real=True)


MEANT = _person("Tuva", "Granlund")


@pytest.mark.parametrize(
    ("typed", "found", "reason"),
    [
        ("granlud", _person("Ida", "Granlud"), "context: Ida Granlud is spelled so exactly"),
        ("tuva grandlud", _person("Tuva", "Grandlun"), "context: 2 wrong letters to whom was meant, 1 "),
        ("ganlun", _person("Ida", "Ganesh"), "a better order: 2 wrong"),
        ("granlunx", _person("Ida", "Granluny"), "context: 1 wrong letter to either"),
        ("tuva bjerkestrand", _person("Tuva", "Berg"), "a recorded spelling: the family name is another"),
        (
            "didrikke granlund",
            _person("Ida", "Granlund"),
            "a table or a recorded spelling: another given name",
        ),
        (
            "tuva granlund bjerkestrand",
            _person("Ida", "Berg"),
            "a recorded spelling: a word that the name lacks",
        ),
        ("granlund", None, "looking further"),
    ],
)
def test_why_a_name_was_missed(typed: str, found: Person | None, reason: str) -> None:
    miss = Miss(Query("", typed, typing=False, target="p0"), MEANT, found)
    assert why(miss).startswith(reason)


def test_a_word_still_being_typed_is_wrong_in_none_of_the_letters_to_come() -> None:
    assert letters(["tuva", "gran"], ["tuva", "granlund"], typing=True) == 0
    assert letters(["tuva", "gran"], ["tuva", "granlund"], typing=False) == 4


def test_two_typed_words_never_take_the_same_word_of_the_name() -> None:
    assert letters(["tuva", "tuva"], ["tuva", "granlund"], typing=False) == 4

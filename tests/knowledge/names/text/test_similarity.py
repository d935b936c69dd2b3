"""Rules of likeness that several rooms share."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.names.text.normalize import tokens
from knowledge.names.text.similarity import (
    PARTICLES,
    best_ratio,
    could_be_one_name,
    is_prefix,
    sound_alike,
    words_begin,
)

_LETTERS = st.lists(st.text("ab", min_size=1, max_size=3), max_size=5)


def _is_assigned(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each typed word begins another word of the name, by trying every assignment."""
    return not typed or any(
        word.startswith(typed[0]) and _is_assigned(typed[1:], [*name[:at], *name[at + 1 :]])
        for at, word in enumerate(name)
    )


@given(typed=_LETTERS, name=_LETTERS)
def test_each_typed_word_begins_another_word_of_the_name(typed: list[str], name: list[str]) -> None:
    assert words_begin(typed, name) is _is_assigned(typed, name)


def test_many_words_of_one_initial_take_no_longer_than_others() -> None:
    read = 0

    class Counted(str):
        """A word that counts how often its beginning is looked at."""

        def startswith(self, *args: object) -> bool:
            nonlocal read
            read += 1
            return str.startswith(self, *args)  # type: ignore[arg-type]

    assert not words_begin(["a"] * 23 + ["z"], [Counted(f"a{number}") for number in range(40)])
    assert read <= 24 * 40


@pytest.mark.parametrize(
    ("one", "other", "min_letters", "expected"),
    [
        ("olympics", "olympic", 4, True),
        ("olympic", "olympics", 4, True),
        ("oly", "olympic", 4, False),
        ("o", "olympic", 1, True),
        ("olympia", "olympic", 4, False),
    ],
)
def test_the_shorter_word_is_a_prefix_of_the_longer(
    one: str, other: str, min_letters: int, expected: bool
) -> None:
    assert is_prefix(one, other, min_letters=min_letters) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("halid", "khalid", True),
        ("sfyn", "sufyan", True),
        ("sufyan", "sfyn", False),
        ("anna", "hanna", False),
    ],
)
def test_words_sound_alike_by_phonetic_key_or_by_consonants(one: str, other: str, expected: bool) -> None:
    assert sound_alike(one, other) is expected


def test_the_best_ratio_is_that_of_the_nearest_text() -> None:
    assert best_ratio("brenan", ["oslovik", "brennan"]) == pytest.approx(12 / 13)
    assert best_ratio("ab", ["cd"]) == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tomas Arvell", "Arvell Tomás", True),
        ("Tomas Arvell", "Tomas Jan Arvel", True),
        ("Tomas Arvell", "Tomas Okoro", False),
        ("Ana Arvell", "Ann Arvell", False),
        ("", "Tomas Arvell", False),
    ],
)
def test_two_spellings_could_be_one_name_if_the_words_of_the_shorter_are_nearly_in_the_longer(
    one: str, other: str, expected: bool
) -> None:
    assert could_be_one_name(frozenset(tokens(one)), frozenset(tokens(other))) is expected


def test_particles_are_folded_words() -> None:
    assert all(tokens(word) == (word,) for word in PARTICLES)

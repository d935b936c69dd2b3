"""The builder: the same index in whatever order names come, and no entries kept beside it."""

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path
from random import Random
from weakref import ref

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, tokens
from knowledge.names.search.build import CollectedNames
from knowledge.names.text.normalize import name_words

_KINDS = ("athlete", "city", "venue")
_LONG_ID = "of-the-old-harbour-and-the-new-lighthouse"
_IDS = ("a", "A", "b", "b\0", f"{_LONG_ID}-one", f"{_LONG_ID}-two", f"{_LONG_ID}-3rd", "\udcff")
_TEXTS = (
    "Tomas Arvell",
    "TOMAS ARVELL",
    "Tomás Arvell",
    "Arvell Tomas",
    "El Hadriani",
    "Elhadriani",
    "Ylva van Ekström",
    "O'Dal-Berg",
    "\udcff x",
    "王军霞",
    "–",
)


@st.composite
def _entry(draw: st.DrawFn) -> NameEntry:
    text = draw(st.sampled_from(_TEXTS) | st.text(max_size=6))
    return NameEntry(
        kind=draw(st.sampled_from(_KINDS)),
        id=draw(st.sampled_from(_IDS)),
        text=text,
        registered=draw(st.booleans()),
        weight=draw(st.integers(0, 4)),
        family=" ".join(name_words(text)[-1:]),
    )


def _named(
    text: str, *, id_: str = "a", kind: str = "athlete", registered: bool = True, weight: int = 1
) -> NameEntry:
    return NameEntry(kind=kind, id=id_, text=text, registered=registered, weight=weight)


def _saved(entries: list[NameEntry], folder: Path) -> bytes:
    path = folder / "names"
    NameIndex(entries).save(path)
    return path.read_bytes()


@given(entries=st.lists(_entry(), max_size=14), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_entries_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, entries: list[NameEntry], shuffle: Random
) -> None:
    folder = tmp_path_factory.mktemp("index")
    before = _saved(entries, folder)
    shuffle.shuffle(entries)
    assert _saved(entries, folder) == before


@given(entries=st.lists(_entry(), max_size=14), twice=st.randoms(use_true_random=False))
def test_saying_something_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, entries: list[NameEntry], twice: Random
) -> None:
    folder = tmp_path_factory.mktemp("index")
    again = twice.sample(entries, len(entries) // 2)
    assert _saved([*entries, *again], folder) == _saved(entries, folder)


@given(entries=st.lists(_entry(), max_size=14))
def test_every_name_finds_all_that_it_names(entries: list[NameEntry]) -> None:
    index = NameIndex(entries)
    for one in entries:
        alike = {
            (other.kind, other.id)
            for other in entries
            if "".join(name_words(other.text)) == "".join(name_words(one.text)) and tokens(one.text)
        }
        found = index.exact(tokens(one.text), _KINDS)
        assert {(other.kind, other.id) for other in found} == alike
        assert len(found) == len(alike)


@settings(max_examples=300)
@example(text="Ã© é")
@given(text=st.text("ab'`_-.,’ \t\x00\x1f\x85\xa0éÃ©ßøИ王", max_size=12) | st.text())
def test_words_are_collected_as_they_are_folded(text: str) -> None:
    names = CollectedNames()
    names.add(_named(text))
    assert list(names.words) == list(dict.fromkeys(name_words(text)))


def test_entries_are_not_kept_while_the_index_is_built() -> None:
    most = 0

    def passing() -> Iterator[NameEntry]:
        nonlocal most
        gone = []
        for number in range(50):
            entry = _named(f"Tomas Arvell{'abcdefghij'[number % 10]}", id_=f"a{number}")
            gone.append(ref(entry))
            most = max(most, sum(one() is not None for one in gone))
            yield entry

    assert len(NameIndex(passing())) == 50
    assert most <= 2


def test_an_equal_name_counts_once_and_the_one_shown_by_stays() -> None:
    entries = [
        _named("TOMAS ARVELL", registered=False, weight=7),
        _named("Tomás Arvell", weight=3),
        _named("tomas arvell", registered=False, weight=5),
    ]
    for ordered in permutations(entries):
        [found] = NameIndex(ordered).search(["tomas", "arvell"], {"athlete"})
        assert (found.name, found.registered, found.popularity) == ("Tomás Arvell", True, 7)


def test_of_equal_names_that_are_not_shown_always_the_same_stays() -> None:
    entries = [_named(text, registered=False) for text in ("tomas arvell", "TOMAS ARVELL", "Tomás Arvell")]
    found = [NameIndex(ordered).search(["tomas"], {"athlete"}) for ordered in permutations(entries)]
    assert len(found[0]) == 1
    assert found == found[:1] * len(found)


def test_names_that_are_only_spaced_differently_are_two() -> None:
    index = NameIndex([_named("El Hadriani"), _named("Elhadriani")])
    assert len(index) == 2
    assert index.frequencies(["el", "hadriani", "elhadriani"], {"athlete"}) == (1, 1, 2)


def test_a_last_word_is_not_written_as_one_with_the_first_of_another_name() -> None:
    index = NameIndex([_named("Youssef El", id_="a"), _named("Hadriani Tomas", id_="b")])
    assert index.frequencies(["el", "elhadriani"], {"athlete"}) == (1, 0)


def test_two_words_written_as_one_are_of_the_family_name_where_one_is() -> None:
    def cost(family: str) -> float:
        entry = _named("Ylva van Ekström").model_copy(update={"family": family})
        return NameIndex([entry]).search(["vanekstrom"], {"athlete"})[0].cost

    assert cost("van Ekström") == cost("Ekström") < cost("Ylva")


def test_one_id_of_several_kinds_is_several_things() -> None:
    index = NameIndex(_named("Oslovik", id_="oslovik", kind=kind) for kind in ("venue", "city", "athlete"))
    assert index.by_id("OSLOVIK") == (("athlete", "oslovik"), ("city", "oslovik"), ("venue", "oslovik"))
    assert [one.kind for one in index.search(["oslovik"], {"venue", "city"})] == ["city", "venue"]


def test_names_of_equal_weight_are_in_the_order_of_their_ids_the_shown_first() -> None:
    index = NameIndex(
        [
            _named("Arvell", id_=f"{_LONG_ID}-two", registered=False),
            _named("Arvell", id_="b"),
            _named("Arvell Z", id_=f"{_LONG_ID}-one"),
            _named("Arvell", id_=f"{_LONG_ID}-one", registered=False),
            _named("Arvell", id_="a", weight=0),
        ]
    )
    found = [(one.id[-3:], one.name) for one in index.search(["arvell"], {"athlete"})]
    assert found == [("b", "Arvell"), ("one", "Arvell"), ("two", "Arvell"), ("a", "Arvell")]


def test_one_entry_is_an_index() -> None:
    index = NameIndex([_named("T")])
    assert [one.id for one in index.search(["t"], {"athlete"})] == ["a"]
    assert index.by_id("a") == (("athlete", "a"),)
    assert index.most_popular("athlete", 5) == index.search(["t"], {"athlete"})


@pytest.mark.parametrize("text", ["", "–", " . ", "\x00"])
def test_a_text_without_a_word_is_no_name(text: str) -> None:
    index = NameIndex([_named(text)])
    assert len(index) == 0
    assert index.by_id("a") == ()


def test_a_name_of_very_many_words_is_found_by_the_first_and_as_a_whole() -> None:
    words = ["".join(pair) for pair in product("abcdefghijklmnopqrs", repeat=2)][:300]
    other = [*words[:-1], "zz"]
    index = NameIndex([_named(" ".join(words)), _named(" ".join(other)), _named("Tomas", id_="b")])
    assert len(index) == 3
    assert [one.name for one in index.exact(words, {"athlete"})] == [" ".join(words)]
    assert {one.id for one in index.search(words[:2], {"athlete"})} == {"a"}
    assert index.frequencies([words[31], words[32]], {"athlete"}) == (2, 0)


def test_a_word_of_very_many_letters_is_a_name(tmp_path: Path) -> None:
    long = "ab" * 5_000
    NameIndex([_named(long), _named("Tomas", id_="b"), _named("x", id_=long)]).save(tmp_path / "names")
    index = NameIndex.of(memoryview((tmp_path / "names").read_bytes()))
    assert [one.name for one in index.search(["abababab"], {"athlete"}, typing=True)] == [long]
    assert index.by_id(long.upper()) == (("athlete", long),)


def test_a_word_may_be_half_a_letter(tmp_path: Path) -> None:
    NameIndex([_named("\udcff tomas", id_="\udcfe")]).save(tmp_path / "names")
    [found] = NameIndex.of(memoryview((tmp_path / "names").read_bytes())).search(["tomas"], {"athlete"})
    assert (found.id, found.name) == ("\udcfe", "\udcff tomas")

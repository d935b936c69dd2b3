"""The index: what it always finds, its order, also while a name is being typed, and that it can be saved."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.array_file import string_key
from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, Nil, link_mention, tokens
from tests.knowledge.names.linking.outcomes import outcome

_GIVEN = ("Tomas", "Youssef", "Amare", "Siddika", "Brannoch", "Ylva", "Kelechi", "Marguerite", "Oyelaran")
_FAMILY = ("Arvell", "Hadriani", "Okoronwa", "Tadelessa", "Lagatsen", "Ekström", "Njorogue", "Zieliński")
_WHO = st.lists(
    st.tuples(st.sampled_from(_GIVEN), st.sampled_from(_FAMILY), st.integers(0, 300)),
    min_size=1,
    max_size=12,
    unique_by=lambda person: person[:2],
)
_ANY_NAMES = st.lists(st.text(min_size=1, max_size=24), min_size=1, max_size=12)


def _index(names: Sequence[tuple[str, str | None, int]]) -> NameIndex:
    return NameIndex(
        NameEntry(kind="athlete", id=f"a{number}", text=text, registered=True, weight=weight, family=family)
        for number, (text, family, weight) in enumerate(names)
    )


def _people(who: Sequence[tuple[str, str, int]]) -> NameIndex:
    return _index([(f"{given} {family}", family, weight) for given, family, weight in who])


def _asked(index: NameIndex, text: str) -> tuple[str, frozenset[str]]:
    return outcome(link_mention(index, tokens(text), {"athlete"}).link)


@given(names=_ANY_NAMES)
def test_a_full_recorded_name_always_finds_its_owner(names: list[str]) -> None:
    index = _index([(name, None, 1) for name in names])
    for number, name in enumerate(names):
        words = tokens(name)
        if words:
            found = {one.id: one.cost for one in index.search(words, {"athlete"})}
            assert found[f"a{number}"] == 0


@given(who=_WHO, shuffle=st.randoms(use_true_random=False))
def test_a_full_name_in_any_order_finds_its_owner(who: list[tuple[str, str, int]], shuffle: Random) -> None:
    index = _people(who)
    for number, (given_name, family, _) in enumerate(who):
        words = list(tokens(f"{given_name} {family}"))
        shuffle.shuffle(words)
        assert index.search(words, {"athlete"})[0].id == f"a{number}"


_WAYS: dict[str, Callable[[str], str]] = {
    "order": lambda text: " ".join(reversed(text.split())),
    "case": str.upper,
    "accents": lambda text: text.replace("ö", "o").replace("ń", "n"),
    "spaces": lambda text: "  " + "   ".join(text.split()) + " ",
}


@pytest.mark.parametrize("way", _WAYS)
@given(who=_WHO, at=st.integers(0, 11), wrong=st.integers(0, 12))
def test_what_says_nothing_changes_nooutcome(
    way: str, who: list[tuple[str, str, int]], at: int, wrong: int
) -> None:
    index = _people(who)
    given_name, family, _ = who[at % len(who)]
    for text in (f"{given_name} {family}", family, f"{given_name[:wrong]}{given_name[wrong + 1 :]} {family}"):
        assert _asked(index, _WAYS[way](text)) == _asked(index, text)


@given(who=_WHO, at=st.integers(0, 11), wrong=st.integers(0, 12))
def test_an_unlike_name_in_the_index_changes_nothing(
    who: list[tuple[str, str, int]], at: int, wrong: int
) -> None:
    given_name, family, _ = who[at % len(who)]
    index, more = _people(who), _people([*who, ("Qwxz", "Vvjjq", 400)])
    for text in (given_name, family, f"{given_name} {family[:wrong]}{family[wrong + 1 :]}"):
        assert _asked(more, text) == _asked(index, text)


@given(who=_WHO, at=st.integers(0, 11))
def test_a_longer_beginning_of_a_name_never_loses_it(who: list[tuple[str, str, int]], at: int) -> None:
    index = _people(who)
    number = at % len(who)
    name = " ".join(tokens(" ".join(who[number][:2])))
    for typed in range(1, len(name) + 1):
        found = index.search(tokens(name[:typed]), {"athlete"}, typing=True, limit=25)
        assert f"a{number}" in {one.id for one in found}


def test_names_of_one_prefix_are_ranked_by_popularity() -> None:
    index = _index([(f"Tomas Arv{number:04}ell", None, number) for number in range(3_000)])
    found = index.search(["t"], {"athlete"}, typing=True, limit=3)
    assert [one.popularity for one in found] == [2999, 2998, 2997]
    assert [one.popularity for one in index.search(["tomas"], {"athlete"}, limit=2)] == [2999, 2998]


@pytest.mark.parametrize(("typed", "who"), [("tomas", "Okoronwa Tomas"), ("tomas ylva", "Ylva Tomas")])
def test_a_better_match_is_found_behind_many_more_popular_names(typed: str, who: str) -> None:
    busier = [(f"Tomas {chr(97 + one // 26)}{chr(97 + one % 26)} Ylva", "Ylva", 5) for one in range(600)]
    index = _index([*busier, (who, "Tomas", 4)])
    assert index.search(tokens(typed), {"athlete"}, limit=1)[0].name == who


@pytest.mark.parametrize("typed", ["amaretomas lagatsen", "amare tomas lagat sen", "lagatsen amaretomas"])
def test_words_may_be_joined_and_split(typed: str) -> None:
    index = _index([("Amare Tomas Lagatsen", "Lagatsen", 1), ("Amare Tomas Arvell", "Arvell", 9)])
    assert [(one.id, one.cost < 1) for one in index.search(tokens(typed), {"athlete"})] == [("a0", True)]


@pytest.mark.parametrize(
    ("typed", "who", "most"),
    [("arvellli tomas", "Tomas Arvell Li", 1.0), ("tomas tade lezsa", "Tomas Tadelessa", 3.5)],
)
def test_a_short_word_may_be_split_off_and_joined_words_misspelled(typed: str, who: str, most: float) -> None:
    index = _index([(who, None, 1), ("Amare Tomas", None, 9)])
    assert index.search(tokens(typed), {"athlete"}, loose=True)[0].cost < most


def test_a_word_of_names_may_be_the_beginning_of_a_longer_one_that_is_misspelled() -> None:
    index = _index(
        [("Piet Vanderlinde", "Vanderlinde", 1), ("Van Dorst", "Dorst", 9), ("Piet Dorst", "Dorst", 9)]
    )
    best = index.search(tokens("piet van derlinda"), {"athlete"}, loose=True)[0]
    assert (best.name, best.cost < 3.5) == ("Piet Vanderlinde", True)


def test_words_that_only_share_a_hash_are_distinguished() -> None:
    one, other = "plumless", "buckeroo"
    assert string_key(one) == string_key(other)
    index = NameIndex(
        NameEntry(kind="athlete", id=text, text=text, registered=True, weight=1) for text in (one, other)
    )
    assert [found.id for found in index.exact((one,), {"athlete"})] == [one]
    assert index.by_id(other) == (("athlete", other),)


def test_while_typing_what_goes_on_as_typed_comes_first() -> None:
    index = _index([("Amare Tadel", None, 400), ("Amare Tadil", None, 0), ("Ylva Tadilo", None, 9)])
    found = index.search(["tadil"], {"athlete"}, typing=True)
    assert [one.name for one in found] == ["Ylva Tadilo", "Amare Tadil", "Amare Tadel"]


def test_a_misspelled_name_comes_before_a_busy_short_one_that_it_begins_with() -> None:
    index = _index([("Ylva Tad", "Tad", 300), ("Kelechi Tadelessa", "Tadelessa", 1)])
    assert [one.id for one in index.search(["tadalezsa"], {"athlete"}, loose=True, limit=1)] == ["a1"]


def test_a_beginning_may_have_a_wrong_first_letter() -> None:
    index = _people([("Amare", "Lagatsen", 1), ("Amare", "Arvell", 9)])
    found = index.search(["amare", "kagat"], {"athlete"}, typing=True)
    assert [one.name for one in found] == ["Amare Lagatsen"]


def test_two_letters_of_five_may_be_wrong_where_nothing_is_nearer() -> None:
    index = _people([("Tomas", "Arvell", 1), ("Ylva", "Zieliński", 9)])
    assert [one.id for one in index.search(["avelk"], {"athlete"}, loose=True)] == ["a0"]


def test_a_word_fits_one_place_though_many_busy_people_have_a_place_for_both() -> None:
    busy = [(f"Alberto K{chr(97 + one)}{chr(97 + two)}o", None, 300) for one in range(26) for two in range(9)]
    index = _index([*busy, ("Alberto Albarez", None, 1)])
    assert [one.name for one in index.search(["alberto", "albaro"], {"athlete"})] == ["Alberto Albarez"]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("tom arvell", "Tomas Arvell"),
        ("bill okoronwa", "William Okoronwa"),
        ("oleksandr tadelessa", "Aleksandr Tadelessa"),
        ("amare lagat sen", "Amare Lagatsen"),
        ("amarelagatsen", "Amare Lagatsen"),
        ("elhadriani yusef", "Youssef El Hadriani"),
        ("amaretomas lagatsen", "Amare Tomas Lagatsen"),
        ("tdlessa kelechi", "Kelechi Tadelessa"),
        ("ylva ek strom", "Ylva Ekström"),
        ("ylva maria ekström", "Ylva Ekström"),
        ("siddika p. njorogue", "Siddika Njorogue"),
        ("thiago do rosario zielinski", "Thiago Zieliński"),
        ("Ylva EkstrÃ¶m", "Ylva Ekström"),
        ("ylvva ekstorm", "Ylva Ekström"),
    ],
)
def test_damaged_names_find_their_owner(typed: str, who: str) -> None:
    others = [f"{given_name} {family}" for given_name in _GIVEN for family in _FAMILY]
    index = _index([(name, name.split()[-1], 5) for name in dict.fromkeys([*others, who])])
    assert index.search(tokens(typed), {"athlete"}, loose=True)[0].name == who


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Томас Арвелл", "tomas arvell"),
        ("Tomas Arvell", "Томас Арвелл"),
        ("Κατερίνα Αρβελίδη", "Katerina Arvelidi"),
        ("王军霞", "wang junxia"),
        ("ጥሩነሽ ዲባባ", "ጥሩነሽ ዲባባ"),
        ("سفيان البقالي", "البقالي سفيان"),
        ("Soufiane El Bakkali", "سفيان البقالي"),
        ("Hassiba Boulmerka", "حسيبة بولمرقة"),
        ("Lonah Salpeter", "לונה סלפטר"),
        ("Neeraj Chopra", "नीरज चोपड़ा"),
        ("우상혁", "우상혁"),
    ],
)
def test_other_scripts_are_names_too(recorded: str, typed: str) -> None:
    index = _index([(recorded, None, 1), ("Ylva Ekström", None, 1)])
    assert index.search(tokens(typed), {"athlete"})[0].id == "a0"


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "ab " * 300_000, "𐍈" * 5_000, "tomas " * 13, "\x00", "٣ ٣"]
)
def test_any_text_gets_an_answer(text: str) -> None:
    index = _people([("Tomas", "Arvell", 3)])
    for typing in (False, True):
        index.search(tokens(text), {"athlete"}, typing=typing, loose=True)
    assert isinstance(link_mention(index, tokens(text), {"athlete"}).link, Nil)


def test_the_other_spelling_that_matched_is_named() -> None:
    index = NameIndex(
        [
            NameEntry(kind="athlete", id="a", text="Tomas Arvell", registered=True, weight=4),
            NameEntry(kind="athlete", id="a", text="The Harbour Master", registered=False, weight=4),
        ]
    )
    found = index.search(tokens("harbor master"), {"athlete"})[0]
    assert (found.id, found.name, found.registered) == ("a", "The Harbour Master", False)


@settings(max_examples=20)
@given(who=_WHO, typed=st.sampled_from((*_GIVEN, *_FAMILY, "arvel", "t")))
def test_a_saved_index_finds_the_same(
    tmp_path_factory: pytest.TempPathFactory, who: list[tuple[str, str, int]], typed: str
) -> None:
    path = tmp_path_factory.mktemp("index") / "names"
    index = _people(who)
    index.save(path)
    opened = NameIndex.of(memoryview(path.read_bytes()))
    for typing in (False, True):
        found = opened.search(tokens(typed), {"athlete"}, typing=typing)
        assert found == index.search(tokens(typed), {"athlete"}, typing=typing)
    assert opened.by_id("A0") == index.by_id("A0") == (("athlete", "a0"),)
    assert opened.most_popular("athlete", 3) == index.most_popular("athlete", 3)
    assert len(opened) == len(index)


@given(cut=st.integers(0, 400), text=st.binary(max_size=300))
@settings(max_examples=30)
def test_a_file_that_is_no_whole_index_is_refused(
    tmp_path_factory: pytest.TempPathFactory, cut: int, text: bytes
) -> None:
    path = tmp_path_factory.mktemp("index") / "names"
    _people([("Tomas", "Arvell", 3)]).save(path)
    whole = path.read_bytes()
    for broken in (
        whole[: len(whole) - 1 - cut],
        text,
        whole.replace(b"bell-lap-names-", b"bell-lap-other-"),
    ):
        assume(broken != whole)
        with pytest.raises(ValueError, match="file of arrays"):
            NameIndex.of(memoryview(broken))


def test_an_empty_index_has_no_candidates(tmp_path: Path) -> None:
    index = NameIndex([])
    index.save(tmp_path / "names")
    for one in (index, NameIndex.of(memoryview((tmp_path / "names").read_bytes()))):
        assert one.search(["tomas"], {"athlete"}) == ()
        assert one.most_popular("athlete", 5) == ()


def test_threads_do_not_disturb_each_other() -> None:
    index = _people([(given_name, family, 1) for given_name in _GIVEN for family in _FAMILY])
    texts = [f"{given_name[:-1]} {family[1:]}" for given_name in _GIVEN for family in _FAMILY] * 5
    alone = [index.search(tokens(text), {"athlete"}, loose=True) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: index.search(tokens(text), {"athlete"}, loose=True), texts))
    assert together == alone


_SHORT_GIVEN = ("Jan", "Jana", "Jon", "Joa", "Kim", "Kima", "Ka")
_SHORT_FAMILY = ("Jansen", "Jano", "Kimani", "Kim", "Okoro", "Ojo", "Karo")
_SIMILAR_PEOPLE = st.lists(
    st.tuples(
        st.lists(st.sampled_from(_SHORT_GIVEN), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(_SHORT_FAMILY),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=40,
)


def _offered(index: NameIndex, text: str, limit: int = 25) -> list[str]:
    return [one.name for one in index.search(tokens(text), {"athlete"}, typing=True, limit=limit)]


def _fits(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each typed word begins another word of the name."""
    return not typed or any(
        word.startswith(typed[0]) and _fits(typed[1:], [*name[:at], *name[at + 1 :]])
        for at, word in enumerate(name)
    )


def test_a_candidate_offered_after_the_first_letter_is_kept() -> None:
    index = _people([("Jacob", "Oja", 40), ("Janosik", "Oja", 10), ("Jano", "Oja", 8)])
    assert [_offered(index, text, 1)[0] for text in ("ja", "jan", "jano")] == [
        "Jacob Oja",
        "Janosik Oja",
        "Janosik Oja",
    ]


@given(
    who=_SIMILAR_PEOPLE,
    text=st.tuples(
        st.sampled_from((*_SHORT_GIVEN, *_SHORT_FAMILY, "J", "K", "O")),
        st.sampled_from((*_SHORT_GIVEN, *_SHORT_FAMILY)),
    ),
    limit=st.integers(2, 6),
)
def test_a_candidate_that_still_fits_does_not_vanish(
    who: list[tuple[str, str, int]], text: tuple[str, str], limit: int
) -> None:
    index, whole = _people(who), " ".join(text)
    before: dict[str, list[str]] = {}
    for typed in range(1, len(whole) + 1):
        words = tokens(whole[:typed])
        found = {
            one.id: list(tokens(one.name))
            for one in index.search(words, {"athlete"}, typing=True, limit=limit)
        }
        assert len(found) <= limit
        assert {id_ for id_, name in before.items() if _fits(words, name)} <= set(found)
        before = found


@pytest.mark.parametrize("limit", [1, 2, 25])
def test_the_likeliest_come_first(limit: int) -> None:
    index = _people([("Jan", "Okoro", 3), ("Jan", "Jansen", 30), ("Jana", "Ojo", 300)])
    assert _offered(index, "j", limit) == ["Jana Ojo", "Jan Jansen", "Jan Okoro"][:limit]


def test_a_whole_word_ranks_before_a_longer_one() -> None:
    index = _people([("Ka", "Kimani", 12), ("Jan", "Kim", 10)])
    assert _offered(index, "ki") == ["Ka Kimani", "Jan Kim"]
    assert _offered(index, "kim") == ["Jan Kim", "Ka Kimani"]


def test_an_initial_is_of_the_given_name_and_the_family_name_follows() -> None:
    index = _people([("Kim Jon", "Okoro", 30), ("Joa Kima", "Jano", 30), ("Jan", "Karo", 3)])
    assert _offered(index, "j k")[0] == "Jan Karo"
    assert set(_offered(index, "j k")) == {"Kim Jon Okoro", "Joa Kima Jano", "Jan Karo"}


def test_misspellings_far_worse_than_the_best_are_not_offered() -> None:
    index = _people([("Jan", "Kimani", 1), ("Jan", "Lamani", 90)])
    assert _offered(index, "kimani") == ["Jan Kimani"]
    assert _offered(index, "kinani") == ["Jan Kimani"]

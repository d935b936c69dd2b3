"""People of several sources are united: by evidence, through changed family names, as curators decide."""

from dataclasses import replace

import pytest
from hypothesis import given

from knowledge.imports.linkage.people import (
    Decision,
    Person,
    cluster_people,
    index_decisions,
    possible_duplicates,
)
from knowledge.imports.linkage.people.clusters import renamed_pairs
from knowledge.models.facts import Sex
from tests.knowledge.imports.linkage.people.samples import DECISIONS, keys_of, people, person


def test_sources_are_united_and_their_keys_lead_to_one_person() -> None:
    first, second, third = person("Ada Quill"), person("Ada Marie Quill"), person("Quill Ada")
    united = cluster_people([[first], [second], [third]]).people
    assert list(united.clusters()) == [0]
    assert keys_of(united) == dict.fromkeys((first.key, second.key, third.key), first.key)


def test_who_stands_twice_in_one_source_without_a_marked_family_name_is_merged_by_a_curator() -> None:
    maiden, married, known = person("Ada Quill"), person("Ada Quill-Berg"), person("Ada Berg")
    assert len(possible_duplicates([maiden, married])) == 1
    united = cluster_people([[maiden, married]])
    assert list(united.people.clusters()) == [0, 1]
    assert len(united.doubtful) == 1
    yes = index_decisions([Decision(one=maiden.key, other=married.key, same=True)])
    united = cluster_people([[known], [maiden, married]], decisions=yes)
    assert set(keys_of(united.people).values()) == {known.key}
    assert united.doubtful == ()


def test_a_no_about_a_key_holds_for_whom_it_was_merged_with() -> None:
    first, second, third = person("Ada Quill"), person("Ada Quill"), person("Ada Quill")
    no = index_decisions([Decision(one=second.key, other=third.key, same=False)])
    of = keys_of(cluster_people([[first], [second], [third]], decisions=no).people)
    assert of == {first.key: first.key, second.key: first.key, third.key: third.key}


def test_two_whom_a_curator_matched_to_one_stay_apart() -> None:
    first, second = person("Ada Quill"), person("Ida Berg", born="1999-01-02")
    third = person("Ada Quill-Berg")
    yes = [Decision(one=one.key, other=third.key, same=True) for one in (first, second)]
    no = Decision(one=first.key, other=second.key, same=False)
    for decisions in (yes, [*yes, no]):
        of = keys_of(
            cluster_people([[first], [second], [third]], decisions=index_decisions(decisions)).people
        )
        assert of == {first.key: first.key, second.key: second.key, third.key: second.key}


def test_of_two_pairs_who_are_matched_crosswise_nobody_is_lost() -> None:
    before = [person("Ada Quill"), person("Ida Berg", born="1999-01-02")]
    after = [person("Ada Lo"), person("Ida Strand", born="1999-01-02")]
    yes = [Decision(one=one.key, other=other.key, same=True) for one in before for other in after]
    united = cluster_people([before, after], decisions=index_decisions(yes)).people
    names = {name for cluster in united.clusters() for name in united[cluster].names}
    assert names == {one.names[0] for one in (*before, *after)}


@given(people("a"), people("b"), people("c"), DECISIONS)
def test_everybody_is_somewhere_and_one_source_s_people_stay_apart(
    one: tuple[Person, ...], two: tuple[Person, ...], three: tuple[Person, ...], made: list[Decision]
) -> None:
    united = cluster_people([one, two, three], decisions=index_decisions(made)).people
    of = keys_of(united)
    assert set(of) == {person.key for person in (*one, *two, *three)}
    assert {key: united.cluster_key(key) for key in of} == of
    for decision in made:
        assert of.get(decision.one, "one") != of.get(decision.other, "other")
    for source in (one, two, three):
        assert len({of[person.key] for person in source}) == len(source)


def named(given: str, family: str, **other: object) -> Person:
    known = Person(
        f"{given} {family}", Sex.FEMALE, (f"{given} {family}",), ("NOR",), "2001-05-17", (), (family,)
    )
    return replace(known, **other)  # type: ignore[arg-type]


MAIDEN = named("Ada", "Quill")
MARRIED = named("Ada", "Quill-Berg")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MAIDEN, MARRIED),
        (MARRIED, MAIDEN),
        (MAIDEN, named("Ada", "Berg-Quill")),
        (MAIDEN, named("Ada", "Lo-Berg-Quill")),
        (named("Ada", "van Quill"), named("Ada", "van Quill-Berg")),
        (named("Ada Lo", "Kvïll"), named("Ada Lo", "Kvill-Berg")),
        (MAIDEN, named("Ada", "Quill-Berg", nations=("SWE", "NOR"))),
    ],
)
def test_a_family_name_and_the_same_joined_to_another_are_one_person(one: Person, other: Person) -> None:
    assert list(renamed_pairs([one, other])) == [(one, other)]


@pytest.mark.parametrize(
    "other",
    [
        named("Ida", "Quill-Berg"),
        named("Ada-Ida", "Quill"),
        named("Ada Lo", "Quill-Berg"),
        named("Ada", "Berg"),
        named("Ada", "Kvill-Berg"),
        named("Ada", "Quill Berg"),
        named("Ada", "Quillberg"),
        named("Ada", "Lo-Quill-Berg"),
        named("Ada", "Quill-Berg", born="2001-05-18"),
        named("Ada", "Quill-Berg", born=None),
        named("Ada", "Quill-Berg", nations=("SWE",)),
        named("Ada", "Quill-Berg", sex=Sex.MALE),
        named("Ada", "Quill-Berg", families=()),
        named("Ada", "Quill-Berg", ids=(("wa", "7"),)),
    ],
)
def test_whatever_else_differs_leaves_two(other: Person) -> None:
    assert list(renamed_pairs([MAIDEN, other])) == []


def test_the_first_of_january_is_no_birth_date_of_two() -> None:
    born = "2001-01-01"
    assert list(renamed_pairs([replace(MAIDEN, born=born), replace(MARRIED, born=born)])) == []


def test_who_took_two_names_one_after_the_other_is_one_and_meets_other_sources_as_one() -> None:
    third, known = named("Ada", "Berg"), named("Ada", "Quill", key="known")
    united = cluster_people([[known], [MAIDEN, MARRIED, third]])
    assert set(keys_of(united.people).values()) == {known.key}
    assert united.doubtful == ()
    assert set(united.people[0].names) == {"Ada Quill", "Ada Quill-Berg", "Ada Berg"}


def test_a_curator_s_no_keeps_them_apart_through_any_name_between() -> None:
    third = named("Ada", "Berg")
    no = index_decisions([Decision(one=third.key, other=MAIDEN.key, same=False)])
    of = keys_of(cluster_people([[MAIDEN, MARRIED, third]], decisions=no).people)
    assert of[MAIDEN.key] == of[MARRIED.key]
    assert of[third.key] != of[MAIDEN.key]
    no = index_decisions([Decision(one=MARRIED.key, other=MAIDEN.key, same=False)])
    assert list(cluster_people([[MAIDEN, MARRIED]], decisions=no).people.clusters()) == [0, 1]

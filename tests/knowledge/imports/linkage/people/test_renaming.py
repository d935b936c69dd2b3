"""Who is listed under a family name and under the same joined to another. Everybody here is invented."""

from dataclasses import replace

import pytest

from knowledge.imports.linkage.people import Decision, Person, cluster_people, index_decisions
from knowledge.imports.linkage.people.clusters import renamed_pairs
from knowledge.models.facts import Sex


def person(given: str, family: str, **other: object) -> Person:
    known = Person(
        f"{given} {family}", Sex.FEMALE, (f"{given} {family}",), ("NOR",), "2001-05-17", (), (family,)
    )
    return replace(known, **other)  # type: ignore[arg-type]


MAIDEN = person("Ada", "Quill")
MARRIED = person("Ada", "Quill-Berg")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MAIDEN, MARRIED),
        (MARRIED, MAIDEN),
        (MAIDEN, person("Ada", "Berg-Quill")),
        (MAIDEN, person("Ada", "Lo-Berg-Quill")),
        (person("Ada", "van Quill"), person("Ada", "van Quill-Berg")),
        (person("Ada Lo", "Kvïll"), person("Ada Lo", "Kvill-Berg")),
        (MAIDEN, person("Ada", "Quill-Berg", nations=("SWE", "NOR"))),
    ],
)
def test_a_family_name_and_the_same_joined_to_another_are_one_person(one: Person, other: Person) -> None:
    assert list(renamed_pairs([one, other])) == [(one, other)]


@pytest.mark.parametrize(
    "other",
    [
        person("Ida", "Quill-Berg"),
        person("Ada-Ida", "Quill"),
        person("Ada Lo", "Quill-Berg"),
        person("Ada", "Berg"),
        person("Ada", "Kvill-Berg"),
        person("Ada", "Quill Berg"),
        person("Ada", "Quillberg"),
        person("Ada", "Lo-Quill-Berg"),
        person("Ada", "Quill-Berg", born="2001-05-18"),
        person("Ada", "Quill-Berg", born=None),
        person("Ada", "Quill-Berg", nations=("SWE",)),
        person("Ada", "Quill-Berg", sex=Sex.MALE),
        person("Ada", "Quill-Berg", families=()),
        person("Ada", "Quill-Berg", ids=(("wa", "7"),)),
    ],
)
def test_whatever_else_differs_leaves_two(other: Person) -> None:
    assert list(renamed_pairs([MAIDEN, other])) == []


def test_the_first_of_january_is_no_birth_date_of_two() -> None:
    born = "2001-01-01"
    assert list(renamed_pairs([replace(MAIDEN, born=born), replace(MARRIED, born=born)])) == []


def test_who_took_two_names_one_after_the_other_is_one_and_meets_other_sources_as_one() -> None:
    third, known = person("Ada", "Berg"), person("Ada", "Quill", key="known")
    united = cluster_people([[known], [MAIDEN, MARRIED, third]])
    assert set(united.of.values()) == {known.key}
    assert united.doubtful == ()
    assert set(united.people[0].names) == {"Ada Quill", "Ada Quill-Berg", "Ada Berg"}


def test_a_curator_s_no_keeps_them_apart_through_any_name_between() -> None:
    third = person("Ada", "Berg")
    no = index_decisions([Decision(one=third.key, other=MAIDEN.key, same=False)])
    of = cluster_people([[MAIDEN, MARRIED, third]], decisions=no).of
    assert of[MAIDEN.key] == of[MARRIED.key]
    assert of[third.key] != of[MAIDEN.key]
    no = index_decisions([Decision(one=MARRIED.key, other=MAIDEN.key, same=False)])
    assert len(cluster_people([[MAIDEN, MARRIED]], decisions=no).people) == 2

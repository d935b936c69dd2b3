"""People by number: who is found, who was merged with whom, and who may be one."""

from dataclasses import replace

import pytest

from knowledge.imports.linkage.people import Population
from tests.knowledge.imports.linkage.people.samples import keys_of, person

ADA, MARRIED, ZOE = person("Ada Quill"), person("Ada Berg"), person("Zoë Lo", "1999-02-03")
ADA_AGAIN, ZOE_AGAIN, BEN = (
    person("Quill Ada", None),
    person("Zoë Lo", "1998"),
    person("Ben Fox", None, wa="7"),
)


@pytest.fixture
def population() -> Population:
    """Three people of one source, none of another, three of a third."""
    return Population([[ADA, MARRIED, ZOE], [], [ADA_AGAIN, ZOE_AGAIN, BEN]])


def test_everybody_is_found_by_number_and_by_key(population: Population) -> None:
    everybody = [ADA, MARRIED, ZOE, ADA_AGAIN, ZOE_AGAIN, BEN]
    assert population.starts == [0, 3, 3, 6]
    assert [population[number] for number in population.clusters()] == everybody
    assert [population.find(one.key) for one in everybody] == [0, 1, 2, 3, 4, 5]
    assert population.find("nobody") is None
    assert population.cluster_key("nobody") is None
    with pytest.raises(KeyError):
        population.cluster("nobody")


def test_who_is_merged_has_the_number_and_the_key_of_one(population: Population) -> None:
    population.merge(1, 0)
    population.merge(1, 3)
    assert list(population.clusters()) == [1, 2, 4, 5]
    assert population[1].names == ("Ada Berg", "Ada Quill", "Quill Ada")
    assert population.member_keys(1) == [MARRIED.key, ADA.key, ADA_AGAIN.key]
    assert keys_of(population)[ADA_AGAIN.key] == MARRIED.key == population.cluster_key(ADA.key)
    population.merge(2, 1)
    assert population.cluster_of.tolist() == [2, 2, 2, 2, 4, 5]


def test_those_born_on_one_day_are_found_together(population: Population) -> None:
    assert list(population.born_together(0, 3)) == [[0, 1]]
    assert list(population.born_together(3, 6)) == []
    assert list(population.born_together(0, 3, hyphenated=True)) == []
    hyphenated = Population([[ADA, replace(MARRIED, families=("Quill-Berg",)), ZOE]])
    assert list(hyphenated.born_together(0, 3, hyphenated=True)) == [[0, 1]]
    population.merge(3, 0)
    assert list(population.born_together(0, 6)) == [[1, 3]]


def test_a_name_in_any_order_an_id_or_a_birth_date_is_a_block(population: Population) -> None:
    assert set(population.same_block(3, 6)) == {(0, 3), (2, 4)}
    population.merge(0, 2)
    assert set(population.same_block(3, 6)) == {(0, 3), (0, 4)}
    population.merge(3, 4)
    assert set(population.same_block(3, 6)) == {(0, 3)}
    twin = Population([[BEN, ADA], [person("Xu", "2001-05-17", wa="7")]])
    assert set(twin.same_block(2, 3)) == {(0, 2), (1, 2)}

"""Spellings, birth dates and ids for people who are there: by evidence, never by a name alone."""

from knowledge.imports.formats import Enrichment
from knowledge.imports.linkage.people.enrich import AthleteAddition, LinkedEnrichments, enrich
from knowledge.imports.linkage.people.person import Person
from knowledge.models.facts import Sex

WA = "world-athletics"
ADA = Person("a/ada", Sex.FEMALE, ("Ada Swift",), ("KEN",), "1996-09-12", ((WA, "14"),), ("Swift",))
BEN = Person("a/ben", Sex.MALE, ("Ben Waters",), ("ETH",), "2001-02-03", (), ("Waters",))
CLEO = Person("a/cleo", Sex.FEMALE, ("Cleo Hart",), ("IRL",), None, ((WA, "16"),), ("Hart",))


def _says(
    item: str,
    name: str | None = None,
    born: str | None = None,
    waid: str | None = None,
    nation: str | None = None,
    sex: Sex | None = None,
) -> Enrichment:
    return Enrichment("binding 1", item, waid, name, None, born, sex, nation)


def _enrich(*said: Enrichment) -> LinkedEnrichments:
    return enrich((ADA, BEN, CLEO), said)


def test_the_same_id_adds_spellings_and_a_birth_date() -> None:
    found = _enrich(
        _says("Q1", "Ада Свифт", waid="14"),
        _says("Q1", "Ada Swift", waid="14"),
        _says("Q3", "C. Hart", "1999", waid="16"),
        _says("Q3", "C. Hart", "1999-05-06", waid="16"),
    )
    assert found.additions == (
        AthleteAddition("a/ada", ("Ада Свифт",)),
        AthleteAddition("a/cleo", ("C. Hart",), born="1999-05-06"),
    )
    assert (found.unclear, found.unknown) == ((), 0)


def test_birth_date_nation_and_name_add_an_id() -> None:
    said = _says("Q2", "Benjamin Waters", "2001-02-03", "15", "ETH", Sex.MALE)
    assert _enrich(said).additions == (AthleteAddition("a/ben", ("Benjamin Waters",), world_athletics="15"),)


def test_a_name_alone_adds_nothing_nor_does_a_birth_date_without_a_nation() -> None:
    for said in (
        _says("Q2", "Ben Waters", waid="15"),
        _says("Q2", "Ben Waters", "2001-02-03", "15"),
        _says("Q2", "Ben Waters", "2001-02-04", "15", "ETH"),
        _says("Q2", "Tom Rivers", "2001-02-03", "15", "ETH"),
        _says("Q2", "Ben Waters", "2001-02-03", "15", "ETH", Sex.FEMALE),
    ):
        found = _enrich(said)
        assert found.additions == (), said
        assert found.unknown + len(found.unclear) == 1


def test_what_differs_is_told_and_not_added() -> None:
    assert _enrich(_says("Q1", "Ada Swift", "1997-01-02", "14")).additions == (
        AthleteAddition("a/ada", differs=("born 1997-01-02, 1996-09-12 here",)),
    )


def test_the_id_of_one_with_the_birth_and_name_of_another_is_unclear() -> None:
    found = _enrich(_says("Q1", "Zoe Brook", "1980-01-02", "14"))
    assert (found.additions, found.unclear) == ((), ("Q1",))


def test_two_ids_or_two_births_add_neither() -> None:
    two = (_says("Q3", "Cleo Hart", born, "16") for born in ("1999-05-06", "1999-06-05"))
    assert _enrich(*two).additions == (AthleteAddition("a/cleo"),)
    said = _says("Q2", "Ben Waters", "2001-02-03", "15", "ETH")
    other = _says("Q2", "Ben Waters", "2001-02-03", "17", "ETH")
    assert _enrich(said, other).additions == (AthleteAddition("a/ben"),)


def test_an_id_that_somebody_has_is_given_to_nobody_else() -> None:
    found = _enrich(_says("Q2", "Ben Waters", "2001-02-03", "14", "ETH", Sex.MALE))
    assert [addition.world_athletics for addition in found.additions] == [None]


def test_two_things_about_one_person_are_not_both_taken() -> None:
    found = _enrich(_says("Q1", "A. Swift", waid="14"), _says("Q9", "Ada S.", waid="14"))
    assert [addition.spellings for addition in found.additions] == [("A. Swift",)]
    assert found.unclear == ("Q9",)

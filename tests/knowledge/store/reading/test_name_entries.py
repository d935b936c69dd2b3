"""Every name of everything, for the index of names."""

import pytest

from knowledge.models.records import NameEntry
from knowledge.store import KnowledgeBase


@pytest.fixture(scope="module")
def entries(kb: KnowledgeBase) -> list[NameEntry]:
    return list(kb.name_entries())


def _texts(entries: list[NameEntry], kind: str, thing: str) -> dict[str, bool]:
    return {entry.text: entry.registered for entry in entries if (entry.kind, entry.id) == (kind, thing)}


@pytest.mark.parametrize(
    ("kind", "thing", "texts"),
    [
        (
            "athlete",
            "tomas-arvell",
            {"Tomas Arvell": True, "Thomas Arvel": False, "The Harbour Master": False},
        ),
        (
            "competition",
            "harbour-mile",
            {
                "Harbour Mile Meeting": True,
                "Norrland Bank Harbour Mile": False,
                "Brennan Classic": False,
                "Harbour Mile": False,
            },
        ),
        ("edition", "harbour-mile-2024", {"Harbour Final": False}),
        ("city", "port-brennan", {"Port Brennan": True, "Brennan": False, "Brennanhaven": False}),
        (
            "venue",
            "Quayside Stadium",
            {"Quayside Stadium": True, "Quayside": False, "Stade du Quai": False},
        ),
        (
            "discipline",
            "high-jump",
            {"High jump": True, "hj": False, "highjump": False, "HJ": False, "saut en hauteur": False},
        ),
        ("nation", "NOR", {"Norway": True, "Norge": False, "Norvège": False, "NOR": False}),
    ],
)
def test_all_names_of_a_thing_are_there(
    entries: list[NameEntry], kind: str, thing: str, texts: dict[str, bool]
) -> None:
    assert _texts(entries, kind, thing) == texts


def test_weight_is_what_athletes_did_the_newest_most(entries: list[NameEntry]) -> None:
    weights = {entry.id: entry.weight for entry in entries if entry.kind == "athlete"}
    this_year, a_year_ago, two_years_ago = (200 / (1 + age / 4) ** 2 for age in range(3))
    assert weights["daniel-okoro"] == round(this_year + a_year_ago + two_years_ago)
    assert weights["peter-okoro"] == 200 + 3 * 50


def test_weight_counts_what_somebody_did_in_a_team(entries: list[NameEntry]) -> None:
    weights = {entry.id: entry.weight for entry in entries if entry.kind == "athlete"}
    assert weights["tuva-strand"] == round(3 * 200 / 1.5**2)


def test_weight_is_races_of_all_but_athletes(entries: list[NameEntry]) -> None:
    weights = {(entry.kind, entry.id): entry.weight for entry in entries}
    assert weights["competition", "harbour-mile"] == 6
    assert weights["edition", "harbour-mile-2024"] == 3
    assert weights["city", "sankt-elm"] == 7
    assert weights["venue", "Quayside Promenade"] == 1
    assert weights["discipline", "mile"] == 4
    assert weights["nation", "NOR"] == 11


def test_only_athletes_have_a_family_name(entries: list[NameEntry]) -> None:
    families = {entry.id: entry.family for entry in entries if entry.kind == "athlete"}
    assert families["youssef-el-hadri"] == "El Hadri"
    assert {entry.family for entry in entries if entry.kind != "athlete"} == {None}

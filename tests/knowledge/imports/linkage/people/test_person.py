"""The people of one source: rows grouped, and people merged."""

from pathlib import Path

from knowledge.curation import read
from knowledge.imports.linkage.people import (
    GroupedPeople,
    curated_people,
    merge_people,
)
from knowledge.models.facts import Sex
from knowledge.models.observation import SeenAthlete
from tests.knowledge.imports.linkage.people.samples import coded, person


def test_rows_of_one_source_are_grouped_by_name_and_birth_through_a_change_of_nation() -> None:
    rows = [
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR", "2001-05-17"),
        SeenAthlete("Ada QUILL", "QUILL", Sex.FEMALE, "SWE", "2001-05-17"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR", "1999-02-03"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR", "2001-01-01"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "SWE", "2001-01-01"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR"),
    ]
    grouped = GroupedPeople("lists", coded(rows))
    assert len(grouped) == 5
    assert grouped.of.tolist() == [0, 0, 1, 2, 3, 4]
    assert grouped[0].nations == ("NOR", "SWE")
    assert grouped[0].key == "lists/ada-quill/f/2001-05-17"


def test_rows_with_an_id_are_grouped_by_it_alone() -> None:
    rows = [
        SeenAthlete("Ada Quill", None, Sex.FEMALE, "NOR", "2001-05-17", (("wa", "7"),)),
        SeenAthlete("Ada Berg", None, Sex.FEMALE, "NOR", None, (("wa", "7"),)),
        SeenAthlete("Ada Quill", None, Sex.FEMALE, "NOR", "2001-05-17", (("wa", "8"),)),
    ]
    grouped = GroupedPeople("games", coded(rows))
    people = [grouped[number] for number in range(len(grouped))]
    assert [one.key for one in people] == ["games/wa:7", "games/wa:8"]
    assert people[0].names == ("Ada Quill", "Ada Berg")


def test_merging_keeps_every_spelling_and_the_more_exact_birth() -> None:
    both = merge_people(person("Ada Quill", "2001"), person("Ada M Quill", "2001-05-17", "SWE"))
    assert both.names == ("Ada Quill", "Ada M Quill")
    assert both.born == "2001-05-17"
    assert both.nations == ("NOR", "SWE")


def test_curated_athletes_come_with_all_nations_of_their_results(invented: Path) -> None:
    facts, _ = read(invented)
    people = {one.key: one for one in curated_people(facts)}
    assert len(people) == len(facts.athletes)
    for race in facts.races:
        for result in race.results:
            if result.athlete is not None:
                assert result.nation in people[f"curated/{result.athlete}"].nations

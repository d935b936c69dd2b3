"""Who of one source is who of another. Everybody here is invented."""

from dataclasses import replace
from itertools import count
from pathlib import Path

from knowledge.curation import read
from knowledge.imports.linkage.people import (
    ComparedPair,
    Decision,
    MatchStatus,
    Person,
    cluster_people,
    compare_people,
    curated_people,
    group_people,
    index_decisions,
    match_people,
    merge_people,
    possible_duplicates,
)
from knowledge.models.facts import Sex
from knowledge.models.observation import SeenAthlete

_numbers = count()


def person(name: str, born: str | None = "2001-05-17", nation: str = "NOR", **more: str) -> Person:
    ids = tuple(sorted(more.items()))
    return Person(f"{name}/{next(_numbers)}", Sex.FEMALE, (name,), (nation,), born, ids)


def verdict(one: Person, other: Person) -> MatchStatus:
    """What matching the two alone says; the evidence is never empty."""
    found = match_people([one], [other])
    pairs: tuple[ComparedPair, ...] = found.same + found.doubtful
    assert all(pair.evidence for pair in pairs)
    return pairs[0].verdict if pairs else MatchStatus.DIFFERENT


def test_a_birth_date_a_nation_and_a_compatible_name_are_enough() -> None:
    assert verdict(person("Ada Quill"), person("QUILL Ada Marie")) is MatchStatus.SAME


def test_a_name_alone_never_is() -> None:
    assert verdict(person("Ada Quill", None), person("Ada Quill", None)) is MatchStatus.DOUBTFUL
    assert verdict(person("Ada Quill", None), person("Ada Quill")) is MatchStatus.DOUBTFUL
    assert verdict(person("Ada Quill", None), person("Ada Quill", nation="SWE")) is MatchStatus.DIFFERENT


def test_a_year_or_the_first_of_january_is_no_birth_date() -> None:
    assert verdict(person("Ada Quill", "2001"), person("Ada Quill", "2001-05-17")) is MatchStatus.DOUBTFUL
    assert (
        verdict(person("Ada Quill", "2001-01-01"), person("Ada Quill", "2001-01-01")) is MatchStatus.DOUBTFUL
    )
    assert verdict(person("Ada Quill", "2000"), person("Ada Quill", "2001-05-17")) is MatchStatus.DIFFERENT


def test_a_birth_date_that_may_be_a_slip_is_doubtful_another_is_not() -> None:
    assert (
        verdict(person("Ada Quill", "2001-05-07"), person("Ada Quill", "2001-07-05")) is MatchStatus.DOUBTFUL
    )
    assert (
        verdict(person("Ada Quill", "2001-05-07"), person("Ada Quill", "2001-05-08")) is MatchStatus.DOUBTFUL
    )
    assert (
        verdict(person("Ada Quill", "2001-05-07"), person("Ada Quill", "2003-11-08")) is MatchStatus.DIFFERENT
    )


def test_twins_are_kept_apart() -> None:
    ada, ida = person("Ada Quill"), person("Ida Quill")
    assert verdict(ada, ida) is MatchStatus.DOUBTFUL
    found = match_people([ada, ida], [person("Quill Ida"), person("Quill Ada")])
    assert sorted(pair.left for pair in found.same) == [ada.key, ida.key]
    assert all(pair.right.split("/")[0].endswith(pair.left[:3]) for pair in found.same)
    assert found.doubtful == ()
    assert len(found.different) == 2


def test_who_fits_two_is_merged_with_neither() -> None:
    found = match_people([person("Ada Marie Quill"), person("Ada Lise Quill")], [person("Ada Quill")])
    assert found.same == ()
    assert len(found.doubtful) == 2


def test_a_shorter_name_is_not_sure_beside_somebody_born_that_day_with_a_word_of_it() -> None:
    found = match_people([person("Ada Quill"), person("Ida Brook Quill")], [person("Ada Brook Quill")])
    assert found.same == ()


def test_another_nation_needs_the_whole_name_and_states_that_fell_apart_do_not() -> None:
    assert verdict(person("Ada Quill"), person("Ada Quill", nation="SWE")) is MatchStatus.SAME
    assert verdict(person("Ada Quill"), person("Ada M Quill Berg", nation="SWE")) is MatchStatus.DIFFERENT
    assert (
        verdict(person("Ada Quill", nation="TCH"), person("Ada Lo Quill", nation="SVK")) is MatchStatus.SAME
    )


def test_ids_decide_before_names() -> None:
    assert verdict(person("Ada Quill", wa="7"), person("Ada Berg", wa="7")) is MatchStatus.SAME
    assert verdict(person("Ada Quill", wa="7"), person("Ada Quill", wa="8")) is MatchStatus.DIFFERENT
    twice = replace(person("Ada Quill"), ids=(("wa", "6"), ("wa", "7")))
    assert verdict(twice, person("Zoë Quill", wa="6")) is MatchStatus.SAME
    clash = verdict(person("Ada Quill", wa="7"), person("Zoë Berg", "1980-02-03", wa="7"))
    assert clash is MatchStatus.DOUBTFUL


def test_the_same_mark_in_the_same_race_stands_in_for_a_birth_date() -> None:
    known, other = person("Ada Quill", None), person("Ada M Quill")
    found = match_people([known], [other], {(known.key, other.key): ["oslo-2001-women-800m-final"]})
    assert [pair.verdict for pair in found.same] == [MatchStatus.SAME]
    assert "oslo-2001-women-800m-final" in found.same[0].evidence[-1]
    stranger = person("Zoë Berg", None)
    found = match_people([known], [stranger], {(known.key, stranger.key): ["oslo-2001-women-800m-final"]})
    assert found.same == ()
    assert len(found.doubtful) == 1


def test_a_man_and_a_woman_are_two() -> None:
    man = Person("man", Sex.MALE, ("Ada Quill",), ("NOR",), "2001-05-17")
    assert compare_people(man, person("Ada Quill")).verdict is MatchStatus.DIFFERENT


def test_a_curator_decides_against_all_evidence() -> None:
    one, other, third = person("Ada Quill"), person("Ada Quill"), person("Zoë Berg", None)
    no = index_decisions([Decision(one=other.key, other=one.key, same=False)])
    assert match_people([one], [other], decisions=no).same == ()
    yes = index_decisions([Decision(one=third.key, other=one.key, same=True, why="told us")])
    found = match_people([one], [third], decisions=yes)
    assert found.same[0].evidence[0] == "decided by a curator: told us"


def test_rows_of_one_source_are_grouped_by_name_and_birth_through_a_change_of_nation() -> None:
    rows = [
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR", "2001-05-17"),
        SeenAthlete("Ada QUILL", "QUILL", Sex.FEMALE, "SWE", "2001-05-17"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR", "1999-02-03"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR", "2001-01-01"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "SWE", "2001-01-01"),
        SeenAthlete("Ada Quill", "Quill", Sex.FEMALE, "NOR"),
    ]
    grouped = group_people("lists", rows)
    assert len(grouped.people) == 5
    assert grouped.people[0].nations == ("NOR", "SWE")
    assert grouped.of[rows[0]] == grouped.of[rows[1]] == "lists/ada-quill/f/2001-05-17"


def test_rows_with_an_id_are_grouped_by_it_alone() -> None:
    rows = [
        SeenAthlete("Ada Quill", None, Sex.FEMALE, "NOR", "2001-05-17", (("wa", "7"),)),
        SeenAthlete("Ada Berg", None, Sex.FEMALE, "NOR", None, (("wa", "7"),)),
        SeenAthlete("Ada Quill", None, Sex.FEMALE, "NOR", "2001-05-17", (("wa", "8"),)),
    ]
    people = group_people("games", rows).people
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


def test_sources_are_united_and_their_keys_lead_to_one_person() -> None:
    first, second, third = person("Ada Quill"), person("Ada Marie Quill"), person("Quill Ada")
    united = cluster_people([[first], [second], [third]])
    assert united.people[0].key == first.key
    assert len(united.people) == 1
    assert set(united.of.values()) == {first.key}
    assert set(united.of) == {first.key, second.key, third.key}


def test_who_stands_twice_in_one_source_without_a_marked_family_name_is_merged_by_a_curator() -> None:
    maiden, married, known = person("Ada Quill"), person("Ada Quill-Berg"), person("Ada Berg")
    assert len(possible_duplicates([maiden, married])) == 1
    united = cluster_people([[maiden, married]])
    assert len(united.people) == 2
    assert len(united.doubtful) == 1
    yes = index_decisions([Decision(one=maiden.key, other=married.key, same=True)])
    united = cluster_people([[known], [maiden, married]], decisions=yes)
    assert set(united.of.values()) == {known.key}
    assert united.doubtful == ()


def test_a_no_about_a_key_holds_for_whom_it_was_merged_with() -> None:
    first, second, third = person("Ada Quill"), person("Ada Quill"), person("Ada Quill")
    no = index_decisions([Decision(one=second.key, other=third.key, same=False)])
    united = cluster_people([[first], [second], [third]], decisions=no)
    assert united.of[second.key] == first.key
    assert united.of[third.key] == third.key

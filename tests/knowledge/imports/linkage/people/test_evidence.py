"""What is enough for one person: a birth date or a shared mark with a compatible name, or an id."""

from dataclasses import replace

from knowledge.imports.linkage.people import (
    MatchStatus,
    Person,
    compare_people,
)
from knowledge.models.facts import Sex
from tests.knowledge.imports.linkage.people.samples import person, verdict


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


def test_a_man_and_a_woman_are_two() -> None:
    man = Person("man", Sex.MALE, ("Ada Quill",), ("NOR",), "2001-05-17")
    assert compare_people(man, person("Ada Quill")).verdict is MatchStatus.DIFFERENT

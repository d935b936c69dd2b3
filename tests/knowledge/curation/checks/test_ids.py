"""References to what there is, ids that fit a button, and nothing that is of no use."""

from pathlib import Path

import pytest

from knowledge.curation import check_folder
from tests.knowledge.curation.broken import (
    EDITION,
    MILE,
    NORWAY,
    U20,
    problems_of,
    spoil,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (MILE, '"daniel-okoro"', '"daniel-okorro"', "of a file in athletes. Fix: write daniel-okoro."),
        (MILE, '"daniel-okoro"', '"nobody-known"', "Fix: add [nobody-known] to athletes/NGR.toml."),
        (MILE, 'rests_on = ["harbour-lists-2023"]', 'rests_on = ["nobody"]', "Fix: add sources/nobody.toml."),
        (EDITION, 'city = "port-brennan"', 'city = "atlantis"', "is no id in cities"),
        (
            "editions/vallorne-memorial-2023.toml",
            'city = "vallorne"\nvenue = "Stade des Trois Ponts"',
            'city = "port-brennan"',
            "is used by nothing; expected an edition there",
        ),
        (U20, '  { athlete = "noah-keller", nation = "SUI", status = "took-part" },\n', "", "is in no race"),
    ],
)
def test_a_reference_or_an_id_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems


def test_a_source_that_nobody_uses_is_found(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, NORWAY, "1998-03-04", "1998-03-05")
    (data / "sources" / "unused.toml").write_text('publisher = "Nobody"\ntitle = "Nothing"\n')
    _, problems = check_folder(data)
    assert [str(problem) for problem in problems] == [
        "sources/unused.toml: is used by nothing; expected something that rests on it."
        " Fix: remove the file or use it."
    ]


def test_a_town_may_be_here_for_its_names_alone(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, NORWAY, "1998-03-04", "1998-03-05")
    (data / "cities" / "saltmark.toml").write_text(
        'name = "Saltmark"\nnation = "NOR"\nnames = ["Seltmerk"]\n'
    )
    assert check_folder(data)[1] == ()
    (data / "cities" / "saltmark.toml").write_text('name = "Saltmark"\nnation = "NOR"\n')
    (problem,) = check_folder(data)[1]
    assert "expected an edition there" in str(problem)


def test_a_name_that_is_too_long_for_a_button_is_found(invented: Path, tmp_path: Path) -> None:
    data = spoil(invented, tmp_path, NORWAY, "[tomas-arvell]", f"[{'tomas-' * 6}arvell]")
    _, problems = check_folder(data)
    assert any("is too long; expected at most 36 characters" in str(problem) for problem in problems)

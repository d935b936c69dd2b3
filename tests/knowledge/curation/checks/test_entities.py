"""Codes, dates, addresses, editions and claims."""

from pathlib import Path

import pytest

from tests.knowledge.curation.broken import (
    EDITION,
    MILE,
    problems_of,
)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("nations/KEN.toml", '"KE"', '"Kenya"', "is not a code"),
        ("sources/island-times-2024-06-16.toml", "2024-06-18", "2024-06-31", "is not a date"),
        ("sources/harbour-mile-results.toml", "https://", "www.", "is not an address"),
        ("disciplines/mile.toml", '"track"', '"running"', "is no group"),
        ("disciplines/mile.toml", '"3:43.00"', '"3:73.00"', "is not a mark"),
        ("disciplines/mile.toml", '"3:43.00"', '"5:43.00"', "is not better than the worst"),
        (EDITION, "end = 2024-06-15", "end = 2024-06-14", "is before the start"),
        (EDITION, "start = 2024-06-15\n", "", "'start' is missing"),
        (EDITION, "end = 2024-06-15\n", "", "'end' is missing"),
        (EDITION, "year = 2024", "year = 2025", "is not the year of its dates"),
        (
            "competitions/harbour-mile.toml",
            "name = ",
            "complete = { since = 2021 }\nname = ",
            "has no edition",
        ),
        (
            "competitions/harbour-mile.toml",
            "name = ",
            "complete = { since = 2023, whole = true }\nname = ",
            "is not the year of its first edition",
        ),
        (EDITION, "Quayside Stadium", "Elm Stadion", "is not in cities/port-brennan.toml"),
        ("editions/harbour-mile-2023.toml", "end = 2023-06-17", "end = 2024-07-01", "overlaps"),
        ("editions/northern-games-2020.toml", "note =", "name =", "is not the year of its dates"),
        (MILE, 'why = "The list of 2023 has Okoro first."\n', "", "has no reason"),
        (MILE, 'rests_on = ["harbour-lists-2023"]\n', "", "is refuted by nothing"),
        (
            MILE,
            '  { source = "coast-gazette-2024-06-15", says = "Arvell led from the start" },\n',
            "",
            "is unresolved with one account",
        ),
    ],
)
def test_an_entity_that_is_wrong_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems

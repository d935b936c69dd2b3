"""Ages: a result of a child, of someone too old or of someone dead is that of a namesake."""

from pathlib import Path

import pytest

from knowledge.curation.checks.ages import OLDEST, YOUNGEST
from tests.knowledge.curation.broken import BRITAIN, CZECHS, OLD_RELAY, problems_of

BEN_BORN = 'born = "1995-02-14"'
REMES_BORN = 'born = "1910-09-12"'
HULKA_BORN = 'born = "1911-05-02"'
PROKOP_DIED = 'died = "1942"'
RELAY = 1948
TOO_OLD = f"would have been {OLDEST + 1}"


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (BRITAIN, BEN_BORN, f'born = "{2024 - OLDEST - 1}-02-14"', TOO_OLD),
        (BRITAIN, BEN_BORN, f'born = "{2021 - YOUNGEST + 1}-02-14"', f"would have been {YOUNGEST - 1}"),
        (BRITAIN, BEN_BORN, f'{BEN_BORN}\ndied = "2023-12-31"', "died before this race of 2024"),
        # A member of a relay, whose death is known, and one who ran in its heats only.
        (
            CZECHS,
            REMES_BORN,
            f'born = "{RELAY - OLDEST - 1}-09-12"',
            f"{OLD_RELAY}:9: 'vaclav-remes' {TOO_OLD}",
        ),
        (
            CZECHS,
            HULKA_BORN,
            f'born = "{RELAY - OLDEST - 1}-05-02"',
            f"{OLD_RELAY}:9: 'frantisek-hulka' {TOO_OLD}",
        ),
        # A race without a day is of the year of its edition.
        (CZECHS, PROKOP_DIED, 'died = "1935"', "died before this race of 1936"),
    ],
)
def test_a_result_at_an_age_that_cannot_be_is_a_problem(
    invented: Path, tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    problems = problems_of(invented, tmp_path, name, old, new)
    assert any(found in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BRITAIN, BEN_BORN, f'born = "{2024 - OLDEST}-02-14"'),
        (BRITAIN, BEN_BORN, f'born = "{2021 - YOUNGEST}-02-14"'),
        (BRITAIN, BEN_BORN, f'{BEN_BORN}\ndied = "2024-12-31"'),
        (CZECHS, PROKOP_DIED, 'died = "1936"'),
    ],
)
def test_the_youngest_the_oldest_and_the_last_year_are_believed(
    invented: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    assert problems_of(invented, tmp_path, name, old, new) == []

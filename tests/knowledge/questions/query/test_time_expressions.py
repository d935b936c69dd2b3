"""Years as people type them, and what looks like a year and is none."""

from datetime import date

import pytest

from knowledge.questions.query.time_expressions import (
    Years,
    may_be_years,
    parse_days,
    parse_season,
    parse_years,
)

THIS_YEAR = 2026


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2024", (2024, 2024)),
        ("1895", None),
        ("24", None),
        ("1990s", (1990, 1999)),
        ("90s", (1990, 1999)),
        ("20s", (2020, 2029)),
        ("30s", (1930, 1939)),
        ("in the 00s", (2000, 2009)),
        ("annees 80", (1980, 1989)),
        ("last year", (2025, 2025)),
        ("this season", (2026, 2026)),
        ("next year", (2027, 2027)),
        ("lan dernier", (2025, 2025)),
        ("cette annee", (2026, 2026)),
        ("two years ago", (2024, 2024)),
        ("a year ago", (2025, 2025)),
        ("il y a 3 ans", (2023, 2023)),
        ("last five years", (2021, 2026)),
        ("ces 2 dernieres saisons", (2024, 2026)),
        ("since 2020", (2020, None)),
        ("since last year", (2025, None)),
        ("after the 90s", (2000, None)),
        ("before 2010", (None, 2009)),
        ("until 2010", (None, 2010)),
        ("pre 2010", (None, 2009)),
        ("2010 onwards", (2010, None)),
        ("from 2010 on", (2010, None)),
        ("from 2019 to 2021", (2019, 2021)),
        ("between 2019 and 2021", (2019, 2021)),
        ("entre 2019 et 2021", (2019, 2021)),
        ("de 2019 a 2021", (2019, 2021)),
        ("2021 to 2019", None),
        ("before", None),
        ("two years", None),
        ("100 m 2024", None),
        ("last", None),
    ],
)
def test_years_are_read_or_not(written: str, years: Years | None) -> None:
    folded = tuple(written.split())
    assert parse_years(folded, THIS_YEAR) == years
    assert years is None or len(folded) == 1 or may_be_years(folded)


@pytest.mark.parametrize(
    ("one", "two", "years"),
    [("2023", "24", (2023, 2024)), ("2019", "21", (2019, 2021)), ("2024", "09", None), ("24", "25", None)],
)
def test_seasons_are_two_years(one: str, two: str, years: Years | None) -> None:
    assert parse_season(one, two) == years


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("13 september 2024", (date(2024, 9, 13), date(2024, 9, 13))),
        ("sept 13th 2024", (date(2024, 9, 13), date(2024, 9, 13))),
        ("february 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024 09 13", (date(2024, 9, 13), date(2024, 9, 13))),
        ("1er aout 2024", (date(2024, 8, 1), date(2024, 8, 1))),
        ("31 02 2024", None),
        ("13 september 99", None),
        ("september", None),
        ("100 m 2024", None),
    ],
)
def test_dates_are_read_or_not(written: str, days: tuple[date, date] | None) -> None:
    assert parse_days(tuple(written.split())) == days

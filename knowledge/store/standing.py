"""How much a race counts towards somebody's being meant: what curators wrote down, and what is recent, most.

Over all imports, the past says best who of the bearers of a family name competes later where it fades with
the square of time (see benchmarks/naming/standing.py).
"""

from sqlalchemy import ColumnElement, Float, ScalarSelect, case, cast, func, select

from knowledge.store.schema import edition

CURATED = 20.0
"""How many rows of lists an entry counts where curators wrote the meeting down, who choose the great ones."""
YEARS = 4.0
"""After so many years a race counts a quarter."""
_NEWEST = edition.alias()


def newest_year() -> ScalarSelect[int]:
    """The year of the newest edition."""
    return select(func.max(_NEWEST.c.year)).scalar_subquery()


def standing() -> ColumnElement[float]:
    """What a race of the edition in the query counts: 1 for a row of a list of the newest year."""
    age = 1.0 + cast(newest_year() - edition.c.year, Float) / YEARS
    much = case((edition.c.recovered, 1.0), else_=CURATED)
    return cast(much / (age * age), Float)

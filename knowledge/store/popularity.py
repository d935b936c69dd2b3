"""How popular races and athletes are: recent and curated races count more, great medals do not age."""

import numpy as np
import numpy.typing as npt

from knowledge.models.facts import Medal, Tier
from knowledge.store.columns import NONE
from knowledge.store.tables import Tables

CURATED = 20.0
"""Weight of a race of a curated edition, in rows of imported lists. Measured by benchmarks/naming."""
YEARS = 4.0
"""Age in years at which a race weighs a quarter."""
A_TITLE, A_MEDAL = 20.0, 6.0
"""Weights of a gold and another medal of the Olympic Games or World Championships, in rows of imported lists.

They do not age: one title makes an athlete well known. Chosen by hand.
"""
TENTHS = 10.0
"""The weight of an athlete is in tenths of a row, because weights are integers."""

Weights = npt.NDArray[np.float64]


def of_editions(tables: Tables) -> Weights:
    """The popularity of a race of each edition: 1 for an imported row of the newest year."""
    years = tables.edition.year.codes.astype(np.float64)
    age = 1.0 + (years.max(initial=0.0) - years) / YEARS
    much = np.where(tables.edition.recovered.codes == 1, 1.0, CURATED)
    return np.asarray(much / (age * age))


def of_athletes(tables: Tables) -> Weights:
    """The popularity of each athlete in tenths of a row, of all races and medals, alone or in a team."""
    result, race = tables.result, tables.race
    editions = race.edition.codes[result.race.codes]
    weights = TENTHS * (of_editions(tables)[editions] + _fame(tables, editions))
    total = np.zeros(len(tables.athlete))
    alone = result.athlete.codes != NONE
    np.add.at(total, result.athlete.codes[alone], weights[alone])
    np.add.at(total, result.member.codes, weights[result.member_of.codes])
    return total


def _fame(tables: Tables, editions: npt.NDArray[np.int64]) -> Weights:
    """The popularity that the medal of each result adds to that of its race."""
    tiers, medals = list(Tier), list(Medal)
    great = np.isin(
        tables.edition.tier.codes[editions],
        [tiers.index(Tier.OLYMPIC_GAMES), tiers.index(Tier.WORLD_CHAMPIONSHIPS)],
    )
    medal = tables.result.medal.codes
    fame = np.where(medal == medals.index(Medal.GOLD), A_TITLE, np.where(medal != NONE, A_MEDAL, 0.0))
    return np.where(great, fame, 0.0)

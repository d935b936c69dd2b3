"""Two people who may be one: what a curator is asked to decide."""

from knowledge.models.base import AthleteId, Model


class Doubt(Model):
    """Two athletes, the keys that a decision names them by, and the evidence in words.

    `one_key` and `other_key` stay the same from build to build; the ids may not.
    """

    one: AthleteId
    other: AthleteId
    one_key: str
    other_key: str
    evidence: tuple[str, ...]

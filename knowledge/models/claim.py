"""Claims: statements of sources about a result or an athlete, and the verdicts on them."""

from enum import StrEnum

from knowledge.models.base import AthleteId, Model, SourceId


class ClaimStatus(StrEnum):
    """The verdict on a claim."""

    REFUTED = "refuted"
    UNRESOLVED = "unresolved"
    UNVERIFIED = "unverified"
    SUPPORTED = "supported"


class Saying(Model):
    """The statement of one source, paraphrased."""

    source: SourceId
    says: str


class Claim(Model):
    """A statement of sources that contradicts the results or adds to them, and the verdict on it.

    `stands` is the value that this knowledge keeps instead, `why` the reason, `rests_on` the sources of the
    reason. `athletes` are those whose profiles show the claim too.
    """

    about: str
    status: ClaimStatus
    sayings: tuple[Saying, ...]
    stands: str | None = None
    why: str | None = None
    rests_on: tuple[SourceId, ...] = ()
    athletes: tuple[AthleteId, ...] = ()

    @property
    def every_source(self) -> tuple[SourceId, ...]:
        """The sources of the claim, then the sources of the verdict."""
        return (*(saying.source for saying in self.sayings), *self.rests_on)

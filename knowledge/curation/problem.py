"""What is wrong with a file, in a form that a curator can act on."""

from knowledge.models.base import Model


class Problem(Model):
    """One thing to put right.

    `file` is relative to the data folder. `found` says what is wrong, `expected` what belongs there and
    `fix` what to do, where that can be told.
    """

    file: str
    line: int | None = None
    value: str | None = None
    found: str
    expected: str
    fix: str | None = None

    def __str__(self) -> str:
        """The problem on one line."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        value = "" if self.value is None else f" {_short(self.value)!r}"
        fix = f" Fix: {self.fix}." if self.fix else ""
        return f"{where}:{value} {self.found}; expected {self.expected}.{fix}"


def _short(value: str, limit: int = 80) -> str:
    return value if len(value) <= limit else f"{value[: limit - 1]}…"

"""Curators' decisions about pairs of people, and their files.

A file in the folder `decisions` of the data folder has any number of tables like this:

    [[people]]
    one = "curated/amos-serem"
    other = "world-athletics-toplists/amos-serem/m/2002-08-28"
    same = true
    why = "the same races in both"
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from knowledge.curation import DECISIONS, Problem, TomlError, parse_toml
from knowledge.models.base import Model

LARGEST_FILE = 1_000_000
"""In bytes. Chosen by hand."""


class Decision(Model):
    """A decision about two person keys: whether both are the same person, and the reason."""

    one: str
    other: str
    same: bool
    why: str | None = None


class _File(Model):
    people: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, indexed by the unordered pair of keys."""

    by_pair: Mapping[frozenset[str], Decision] = field(default_factory=dict)

    def about(self, one: str, other: str) -> Decision | None:
        """The decision about two people, in any order of their keys; None without a decision."""
        return self.by_pair.get(frozenset((one, other)))

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs of keys with a decision."""
        return ((decision.one, decision.other) for decision in self.by_pair.values())


NONE_MADE = Decisions()


def index_decisions(decisions: Iterable[Decision]) -> Decisions:
    """Index decisions by pair. The last decision about a pair counts."""
    return Decisions({frozenset((decision.one, decision.other)): decision for decision in decisions})


def read_decisions(data: Path) -> tuple[Decisions, tuple[Problem, ...]]:
    """Read the folder `decisions` of a data folder; a missing folder has no decisions.

    Each unreadable file, and each contradiction between two decisions, is a problem; the other decisions are
    returned.
    """
    problems: list[Problem] = []
    made: dict[frozenset[str], Decision] = {}
    for path in sorted((data / DECISIONS).glob("*.toml")):
        name = f"{DECISIONS}/{path.name}"
        content = _read(path, name)
        if isinstance(content, Problem):
            problems.append(content)
            continue
        for decision in content:
            pair = frozenset((decision.one, decision.other))
            earlier = made.setdefault(pair, decision)
            if earlier.same != decision.same:
                says = f"says {_yes(decision.same)} where an earlier line says {_yes(earlier.same)}"
                value = f"{decision.one} and {decision.other}"
                problems.append(
                    Problem(file=name, value=value, found=says, expected="one decision about two people")
                )
    return Decisions(made), tuple(problems)


def decisions_of(text: str) -> tuple[Decision, ...]:
    """The decisions in a file's text, in their order.

    Raises ValueError: when the text is not valid TOML or has other content.
    """
    return _File.model_validate(parse_toml(text)).people


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The text of a file with these decisions, in the order of their keys. `decisions_of` reads it back."""
    tables = []
    for decision in sorted(decisions, key=lambda decision: (decision.one, decision.other)):
        lines = ["[[people]]", f"one = {_quoted(decision.one)}", f"other = {_quoted(decision.other)}"]
        lines.append(f"same = {'true' if decision.same else 'false'}")
        if decision.why is not None:
            lines.append(f"why = {_quoted(decision.why)}")
        tables.append("\n".join(lines) + "\n")
    return "\n".join(tables)


def _read(path: Path, name: str) -> tuple[Decision, ...] | Problem:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            return Problem(file=name, found="is too large", expected=f"at most {LARGEST_FILE:,} bytes")
        return decisions_of(content.decode("utf-8"))
    except OSError as error:
        return Problem(file=name, found=f"can't be read ({error.strerror})", expected="a readable file")
    except UnicodeDecodeError:
        return Problem(file=name, found="is not UTF-8", expected="text in UTF-8")
    except TomlError as error:
        return Problem(file=name, line=error.line, found=error.found, expected=error.expected)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return Problem(
            file=name,
            value=where,
            found="does not fit",
            expected="[[people]] with one, other, same = true or false, and why",
        )


def _yes(same: bool) -> str:
    return "yes" if same else "no"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'

"""What curators decided about pairs of people, and the plain files that keep it.

A file holds any number of tables like this, in a folder `decisions` beside the other facts:

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


class Decision(Model):
    """Yes or no about two keys of people, and why."""

    one: str
    other: str
    same: bool
    why: str | None = None


class _File(Model):
    people: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, found from either side."""

    by_pair: Mapping[frozenset[str], Decision] = field(default_factory=dict)

    def about(self, one: str, other: str) -> Decision | None:
        """What was decided about two people, if anything was."""
        return self.by_pair.get(frozenset((one, other)))

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The keys that decisions are about."""
        return ((decision.one, decision.other) for decision in self.by_pair.values())


NONE_MADE = Decisions()


def index_decisions(decisions: Iterable[Decision]) -> Decisions:
    """Make them findable. Of two about one pair the later stands."""
    return Decisions({frozenset((decision.one, decision.other)): decision for decision in decisions})


def read_decisions(data: Path) -> tuple[Decisions, tuple[Problem, ...]]:
    """Read the folder `decisions` of a data folder; a missing one means that none were made.

    Never raises for bad content: each file that can't be taken is one problem, and the rest counts.
    """
    problems: list[Problem] = []
    made: dict[frozenset[str], Decision] = {}
    for path in sorted((data / DECISIONS).glob("*.toml")):
        name = f"{DECISIONS}/{path.name}"
        found = _read(path, name)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        for decision in found:
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
    """The decisions of a file's text, in their order; raises ValueError where it holds anything else."""
    return _File.model_validate(parse_toml(text)).people


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The text of a file with these decisions, in the order of their keys; it reads back as the same."""
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

"""Alias table of given names: short forms, and one name as several languages write it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from importlib.resources import files

from knowledge.names.text.normalize import fold

_FILE = "nicknames.txt"


@cache
def alias_table() -> Mapping[str, Set[str]]:
    """Every known folded given name with its aliases: English short forms and the groups of nicknames.txt."""
    from nicknames import name_triplets  # noqa: PLC0415 - needed by the first search

    table: dict[str, set[str]] = defaultdict(set)
    for triplet in name_triplets():
        _add_group(table, (fold(triplet.name1), fold(triplet.name2)))
    for group in _groups():
        _add_group(table, group)
    for name, others in table.items():
        others.discard(name)
    return table


def aliases(name: str) -> Set[str]:
    """The folded given names that stand for this folded one; empty where none is known."""
    return alias_table().get(name, frozenset())


def _groups() -> Iterator[list[str]]:
    """The groups of nicknames.txt, which explains its format."""
    for line in files(__package__).joinpath(_FILE).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def _add_group(table: dict[str, set[str]], names: Iterable[str]) -> None:
    group = {name for name in names if name.isalpha()}
    for name in group:
        table[name] |= group

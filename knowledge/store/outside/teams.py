"""Teams as outside sources print them: which nation's, and whether they have a name of their own."""

from knowledge.curation import Facts
from knowledge.names import fold

NO_NATION = frozenset(("INT", "UND"))
"""Codes of the lists that stand for no nation: teams of several, or of one that isn't told."""


class Teams:
    """Tells a team's own name from its nation's. Made once from the facts, then only read."""

    def __init__(self, facts: Facts) -> None:
        self._nations = {
            str(nation.id): {_letters(name) for name in (nation.id, nation.name, *nation.names)}
            for nation in facts.nations
        }

    def own_name(self, name: str | None, nation: str) -> str | None:
        """The name of a team where it is not simply its nation's, a club's or a second team's."""
        if name is None or _letters(name) in self._nations.get(nation, ()):
            return None
        return name


def _letters(name: str) -> str:
    """A name without what sets words and initials apart: N.I. is NI."""
    return fold(name).replace(" ", "")


def team_key(nation: str, own_name: str | None) -> str:
    """What a team is known as while results are compared."""
    return f"team/{nation}/{fold(own_name)}" if own_name else f"team/{nation}"

"""What a decision comes to, without the order and the costs of what was found."""

from knowledge.names.linking.nil import Link, Match, Nil


def outcome(resolution: Link) -> tuple[str, frozenset[str]]:
    """Which of the three it is, and whom it names."""
    if isinstance(resolution, Match):
        return "match", frozenset({resolution.found.id})
    if isinstance(resolution, Nil):
        return "not found", frozenset()
    return "ambiguous", frozenset(one.id for one in resolution.candidates)

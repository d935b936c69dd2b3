"""The outcome of a link, without the order and the costs of its candidates."""

from knowledge.names.linking.nil import Link, Match, Nil


def outcome(link: Link) -> tuple[str, frozenset[str]]:
    """Which of the three it is, and the ids of its candidates."""
    if isinstance(link, Match):
        return "match", frozenset({link.found.id})
    if isinstance(link, Nil):
        return "not found", frozenset()
    return "ambiguous", frozenset(one.id for one in link.candidates)

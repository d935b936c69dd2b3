"""Names: folding them, finding what they belong to, and how sure that is. The only room that scores."""

from knowledge.names.fold import fold, tokens
from knowledge.names.index import Found, NameIndex
from knowledge.names.resolve import Ambiguous, Match, NotFound, Resolution, resolve

__all__ = [
    "Ambiguous",
    "Found",
    "Match",
    "NameIndex",
    "NotFound",
    "Resolution",
    "fold",
    "resolve",
    "tokens",
]

"""Names: folding them, finding what they belong to, and how sure that is. The only room that scores."""

from knowledge.names.decision import Ambiguous, Match, NotFound, Resolution, Weighed, resolve, weigh
from knowledge.names.folding import fold, tokens
from knowledge.names.index import Found, NameIndex
from knowledge.names.section import begins

__all__ = [
    "Ambiguous",
    "Found",
    "Match",
    "NameIndex",
    "NotFound",
    "Resolution",
    "Weighed",
    "begins",
    "fold",
    "resolve",
    "tokens",
    "weigh",
]

"""Names: folding them, finding what they belong to, and how sure that is. The only room that scores."""

from knowledge.names.linking.nil import Ambiguous, Match, NotFound, Resolution, Weighed, resolve, weigh
from knowledge.names.search.index import Found, NameIndex
from knowledge.names.search.segment import begins
from knowledge.names.text.normalize import fold, tokens

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

"""Names: normalise them, search the index, link a mention to an entity. The only room that scores."""

from knowledge.names.linking.nil import Link, LinkedMention, Match, Nil, Tie, link_mention
from knowledge.names.search.index import NameIndex
from knowledge.names.search.top_k import Candidate
from knowledge.names.text.normalize import fold, tokens
from knowledge.names.text.similarity import words_begin

__all__ = [
    "Candidate",
    "Link",
    "LinkedMention",
    "Match",
    "NameIndex",
    "Nil",
    "Tie",
    "fold",
    "link_mention",
    "tokens",
    "words_begin",
]

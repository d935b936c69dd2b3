"""The store: facts and imports compiled into a database, and the questions it answers.

`open_store` opens or builds it, `KnowledgeBase` reads it. Exports read `schema` and `store.reading` as well.
"""

from knowledge.store import schema
from knowledge.store.database import writing_engine
from knowledge.store.knowledge_base import KnowledgeBase
from knowledge.store.open import newer_store, open_store
from knowledge.store.reading.race_index import Place, places_of
from knowledge.store.sealed_files import DamagedError, SealCheck, check_sealed

__all__ = [
    "DamagedError",
    "KnowledgeBase",
    "Place",
    "SealCheck",
    "check_sealed",
    "newer_store",
    "open_store",
    "places_of",
    "schema",
    "writing_engine",
]

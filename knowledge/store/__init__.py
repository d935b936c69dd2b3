"""The store: facts compiled into a database, and the questions that can be put to it."""

from knowledge.store.knowledge_base import KnowledgeBase
from knowledge.store.open import newer_store, open_store
from knowledge.store.sealed_files import SealCheck, check_sealed

__all__ = ["KnowledgeBase", "SealCheck", "check_sealed", "newer_store", "open_store"]

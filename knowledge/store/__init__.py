"""The store: facts compiled into a database, and the questions that can be put to it."""

from knowledge.store.open import newer_store, open_store
from knowledge.store.read import KnowledgeBase

__all__ = ["KnowledgeBase", "newer_store", "open_store"]

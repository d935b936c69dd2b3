"""The store: facts compiled into a database, and the questions that can be put to it."""

from knowledge.store.open import newer_store, open_store
from knowledge.store.read import KnowledgeBase
from knowledge.store.write import compile_facts

__all__ = ["KnowledgeBase", "compile_facts", "newer_store", "open_store"]

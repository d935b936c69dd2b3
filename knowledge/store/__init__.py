"""The store: facts and imports compiled into a file of columns, and the questions it answers.

`open_store` opens or builds it, `KnowledgeBase` reads it. Exports read the tables themselves.
"""

from knowledge.store.columns import Rows
from knowledge.store.knowledge_base import KnowledgeBase
from knowledge.store.open import newer_store, open_store
from knowledge.store.reading.athletes import read_athlete
from knowledge.store.reading.claims import claims_of_race
from knowledge.store.reading.entities import Entities
from knowledge.store.reading.places import Place, places_of
from knowledge.store.reading.race_columns import Costs, RaceColumns
from knowledge.store.sealed_files import SealCheck, check_sealed
from knowledge.store.tables import Tables

__all__ = [
    "Costs",
    "Entities",
    "KnowledgeBase",
    "Place",
    "RaceColumns",
    "Rows",
    "SealCheck",
    "Tables",
    "check_sealed",
    "claims_of_race",
    "newer_store",
    "open_store",
    "places_of",
    "read_athlete",
]

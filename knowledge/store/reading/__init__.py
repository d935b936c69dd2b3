"""Reading the compiled database. Named here is what an export needs: reading many rows at once."""

from knowledge.store.reading.claims import claims_by_file
from knowledge.store.reading.entities import (
    load_cities,
    load_competitions,
    load_disciplines,
    load_editions,
    load_nations,
    load_sources,
    pairs_of,
)
from knowledge.store.reading.queries import for_keys, lists_of, names_of, rows_of, sources_of, texts_of

__all__ = [
    "claims_by_file",
    "for_keys",
    "lists_of",
    "load_cities",
    "load_competitions",
    "load_disciplines",
    "load_editions",
    "load_nations",
    "load_sources",
    "names_of",
    "pairs_of",
    "rows_of",
    "sources_of",
    "texts_of",
]

"""File formats of other sources. Each row becomes an observation or a refusal with its reason.

A format is a module with a class that has what `Format` asks for, and a place in `_ALL`. `toplists` is the
one to read first. `wikidata` is apart: its rows add to people and are no results.
"""

from knowledge.imports.formats.paris import Paris2024
from knowledge.imports.formats.results_csv import ResultsCsv, write_results
from knowledge.imports.formats.source_file import Format, ImportRefused, Row, SourceFile
from knowledge.imports.formats.tilastopaja import Tilastopaja
from knowledge.imports.formats.toplists import Toplists
from knowledge.imports.formats.wikidata import Enrichment

_ALL: tuple[Format, ...] = (Toplists(), Paris2024(), Tilastopaja(), ResultsCsv())
FORMATS: dict[str, Format] = {known.name: known for known in _ALL}

__all__ = [
    "FORMATS",
    "Enrichment",
    "Format",
    "ImportRefused",
    "Row",
    "SourceFile",
    "write_results",
]

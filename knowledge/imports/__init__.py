"""Reading other people's results: files, parts and rows, each an observation or a refusal with its reason."""

from knowledge.imports.paris import Paris2024
from knowledge.imports.part import Format, ImportRefused, Part, Row
from knowledge.imports.results_csv import ResultsCsv, write_results
from knowledge.imports.tilastopaja import Tilastopaja
from knowledge.imports.toplists import Toplists
from knowledge.imports.wikidata import Enrichment

_ALL: tuple[Format, ...] = (Toplists(), Paris2024(), Tilastopaja(), ResultsCsv())
FORMATS: dict[str, Format] = {known.name: known for known in _ALL}

__all__ = [
    "FORMATS",
    "Enrichment",
    "Format",
    "ImportRefused",
    "Part",
    "Row",
    "write_results",
]

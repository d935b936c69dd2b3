"""Other ways to find a name among many: what they are built from, and what they find."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz, process
from tantivy import (
    Document,
    Filter,
    Index,
    Occur,
    Query,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from knowledge.names import NameIndex, fold, tokens

FEW = 5
_RESCORED = 50


class Finder(Protocol):
    """Finds the numbers of the names that a text may mean, likeliest first, five at most."""

    def find(self, text: str, *, typing: bool) -> list[int]:
        """The numbers of the best names; `typing` says that the last word may go on."""
        ...


class Ours:
    """The index of this project; the ids of its things are p0, p1 …"""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    def find(self, text: str, *, typing: bool) -> list[int]:
        """The numbers of the best names."""
        found = self._index.search(tokens(text), {"athlete"}, typing=typing, loose=not typing, limit=FEW)
        return [int(one.id.removeprefix("p")) for one in found]


class EveryName:
    """WRatio of rapidfuzz over all names."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def find(self, text: str, *, typing: bool) -> list[int]:
        """The numbers of the best names."""
        del typing
        found = process.extract(fold(text), self._names, scorer=fuzz.WRatio, processor=None, limit=FEW)
        return [number for _, _, number in found]


class _Rescored:
    """Candidates of an index, put in order by WRatio."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def _ordered(self, text: str, numbers: Sequence[int]) -> list[int]:
        names = [self._names[number] for number in numbers]
        found = process.extract(text, names, scorer=fuzz.WRatio, processor=None, limit=FEW)
        return [numbers[at] for _, _, at in found]


def _trigrams(folded: str) -> list[str]:
    return [folded[at : at + 3] for at in range(max(1, len(folded) - 2))]


class Tantivy(_Rescored):
    """tantivy with trigrams, then WRatio."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        builder = SchemaBuilder()
        builder.add_text_field("name", tokenizer_name="trigrams")
        builder.add_unsigned_field("number", stored=True, fast=True)
        self._schema = builder.build()
        self._index = Index(self._schema)
        trigrams = TextAnalyzerBuilder(Tokenizer.ngram(3, 3, False)).filter(Filter.lowercase()).build()
        self._index.register_tokenizer("trigrams", trigrams)
        writer = self._index.writer(heap_size=200_000_000, num_threads=1)
        for number, name in enumerate(names):
            document = Document()
            document.add_text("name", name)
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, text: str, *, typing: bool) -> list[int]:
        """The numbers of the best names."""
        del typing
        folded = fold(text)
        terms = [
            (Occur.Should, Query.term_query(self._schema, "name", gram)) for gram in set(_trigrams(folded))
        ]
        hits = self._searcher.search(Query.boolean_query(terms), _RESCORED).hits
        numbers = [self._searcher.doc(address)["number"][0] for _, address in hits]
        return self._ordered(folded, numbers)


class Rival(NamedTuple):
    """How a rival is made from folded names; `fast` says that it can be asked among a million."""

    make: Callable[[Sequence[str]], Finder]
    fast: bool = False


RIVALS = {
    "rapidfuzz WRatio over all": Rival(EveryName),
    "tantivy trigrams, then WRatio": Rival(Tantivy, fast=True),
}

"""Other ways to find a name among many: what they are built from, and what they find."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Protocol

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

from benchmarks.naming.people import Person
from knowledge.names import NameIndex, fold, tokens

FEW = 5
_RESCORED = 50
Scorer = Callable[..., float]


class Finder(Protocol):
    """Finds the numbers of the people that a text may mean, likeliest first, five at most."""

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant; `typing` says that the last word may not be typed to its end."""
        ...


class Ours:
    """The index of this project."""

    def __init__(self, index: NameIndex, people: Sequence[Person]) -> None:
        self._index = index
        self._number = {person.id: number for number, person in enumerate(people)}

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        found = self._index.find(tokens(text), {"athlete"}, typing=typing, loose=not typing, limit=FEW)
        return [self._number[one.id] for one in found]


class EveryName:
    """A whole-string ratio of rapidfuzz over all names."""

    def __init__(self, people: Sequence[Person], scorer: Scorer) -> None:
        self._names = [fold(person.name) for person in people]
        self._scorer = scorer

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        del typing
        found = process.extract(fold(text), self._names, scorer=self._scorer, processor=None, limit=FEW)
        return [number for _, _, number in found]


class _Rescored:
    """Candidates of an index, put in order by WRatio."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._names = [fold(person.name) for person in people]

    def _ordered(self, text: str, numbers: Sequence[int]) -> list[int]:
        names = [self._names[number] for number in numbers]
        found = process.extract(text, names, scorer=fuzz.WRatio, processor=None, limit=FEW)
        return [numbers[at] for _, _, at in found]


def _trigrams(folded: str) -> list[str]:
    return [folded[at : at + 3] for at in range(max(1, len(folded) - 2))]


class Fts5(_Rescored):
    """SQLite FTS5 with its trigram tokenizer, then WRatio."""

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__(people)
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE people USING fts5(name, tokenize='trigram')")
        rows = ((number, name) for number, name in enumerate(self._names))
        self._database.executemany("INSERT INTO people (rowid, name) VALUES (?, ?)", rows)

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        del typing
        folded = fold(text)
        wanted = " OR ".join(f'"{gram}"' for gram in _trigrams(folded) if len(gram) == 3)
        if not wanted:
            return []
        query = "SELECT rowid FROM people WHERE people MATCH ? ORDER BY rank LIMIT ?"
        rows = self._database.execute(query, (wanted, _RESCORED))
        return self._ordered(folded, [number for (number,) in rows])


class Tantivy(_Rescored):
    """tantivy with trigrams, then WRatio."""

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__(people)
        builder = SchemaBuilder()
        builder.add_text_field("name", tokenizer_name="trigrams")
        builder.add_unsigned_field("number", stored=True, fast=True)
        self._schema = builder.build()
        self._index = Index(self._schema)
        trigrams = TextAnalyzerBuilder(Tokenizer.ngram(3, 3, False)).filter(Filter.lowercase()).build()
        self._index.register_tokenizer("trigrams", trigrams)
        writer = self._index.writer(heap_size=200_000_000, num_threads=1)
        for number, name in enumerate(self._names):
            document = Document()
            document.add_text("name", name)
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        del typing
        folded = fold(text)
        terms = [
            (Occur.Should, Query.term_query(self._schema, "name", gram)) for gram in set(_trigrams(folded))
        ]
        hits = self._searcher.search(Query.boolean_query(terms), _RESCORED).hits
        numbers = [self._searcher.doc(address)["number"][0] for _, address in hits]
        return self._ordered(folded, numbers)


RIVALS: dict[str, tuple[Callable[[Sequence[Person]], Finder], int]] = {
    "rapidfuzz WRatio over all": (lambda people: EveryName(people, fuzz.WRatio), 6),
    "rapidfuzz token_set_ratio over all": (lambda people: EveryName(people, fuzz.token_set_ratio), 10),
    "SQLite FTS5 trigrams, then WRatio": (Fts5, 20),
    "tantivy trigrams, then WRatio": (Tantivy, 100),
}
"""How each rival is made, and how many queries of a kind it is asked: the slow ones fewer."""

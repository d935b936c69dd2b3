"""Other ways to find a name among many: what they are built from, and what they find."""

import sqlite3
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from rapidfuzz import fuzz, process
from sqlalchemy.engine import make_url
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
Scorer = Callable[..., float]


class Finder(Protocol):
    """Finds the numbers of the names that a text may mean, likeliest first, five at most."""

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant; `typing` says that the last word may not be typed to its end."""
        ...


class Ours:
    """The index of this project; the ids of its things are p0, p1 …"""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        found = self._index.search(tokens(text), {"athlete"}, typing=typing, loose=not typing, limit=FEW)
        return [int(one.id.removeprefix("p")) for one in found]


class EveryName:
    """A whole-string ratio of rapidfuzz over all names."""

    def __init__(self, names: Sequence[str], scorer: Scorer) -> None:
        self._names = names
        self._scorer = scorer

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        del typing
        found = process.extract(fold(text), self._names, scorer=self._scorer, processor=None, limit=FEW)
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


class Fts5(_Rescored):
    """SQLite FTS5 with its trigram tokenizer, then WRatio."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE people USING fts5(name, tokenize='trigram')")
        self._database.executemany("INSERT INTO people (rowid, name) VALUES (?, ?)", enumerate(names))

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


class PgTrgm(_Rescored):
    """PostgreSQL's pg_trgm with a GIN index, then WRatio; one connection on a unix socket."""

    def __init__(self, names: Sequence[str], server: str) -> None:
        """`server` is the URL of a database with nothing in it."""
        super().__init__(names)
        self._database = _connected(server)
        self._database.run("CREATE EXTENSION pg_trgm")
        self._database.run("CREATE TABLE people (number integer, name text)")
        self._database.run(
            "COPY people FROM STDIN", stream=(f"{at}\t{name}\n" for at, name in enumerate(names))
        )
        self._database.run("CREATE INDEX trigrams ON people USING gin (name gin_trgm_ops)")
        self._database.run("ANALYZE people")
        self._query = self._database.prepare(
            "SELECT number FROM people WHERE name % :text ORDER BY similarity(name, :text) DESC LIMIT :most"
        )

    def find(self, text: str, *, typing: bool) -> list[int]:
        """Who is meant."""
        del typing
        folded = fold(text)
        return self._ordered(folded, [number for (number,) in self._query.run(text=folded, most=_RESCORED)])


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
        """Who is meant."""
        del typing
        folded = fold(text)
        terms = [
            (Occur.Should, Query.term_query(self._schema, "name", gram)) for gram in set(_trigrams(folded))
        ]
        hits = self._searcher.search(Query.boolean_query(terms), _RESCORED).hits
        numbers = [self._searcher.doc(address)["number"][0] for _, address in hits]
        return self._ordered(folded, numbers)


class Rival(NamedTuple):
    """How a rival is made from folded names and the URL of an empty database.

    `fast` says that it can be asked among a million, `elsewhere` that a server does its work, so that its
    times are of the clock and not of the processor.
    """

    make: Callable[[Sequence[str], str], Finder]
    fast: bool = False
    elsewhere: bool = False


RIVALS = {
    "rapidfuzz WRatio over all": Rival(lambda names, _: EveryName(names, fuzz.WRatio)),
    "rapidfuzz token_set_ratio over all": Rival(lambda names, _: EveryName(names, fuzz.token_set_ratio)),
    "SQLite FTS5 trigrams, then WRatio": Rival(lambda names, _: Fts5(names)),
    "PostgreSQL pg_trgm, then WRatio": Rival(PgTrgm, fast=True, elsewhere=True),
    "tantivy trigrams, then WRatio": Rival(lambda names, _: Tantivy(names), fast=True),
}


def unfit(rival: Rival, url: str) -> str | None:
    """Why a rival can't be measured; None where it can."""
    if not rival.elsewhere:
        return None
    if not url:
        return "there is no PostgreSQL server here"
    with _connected(url) as database:
        if not database.run("SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'"):
            return "the PostgreSQL server here has no pg_trgm"
    return None


def disk_use(url: str) -> float:
    """What the names and their index take on the disk, in MB."""
    with _connected(url) as database:
        ((size,),) = database.run("SELECT pg_total_relation_size('people')")
    return float(size) / 1e6


def _connected(server: str) -> Any:
    url = make_url(server)
    socket = f"{url.query['host']}/.s.PGSQL.5432"
    pg8000: Any = import_module("pg8000.native")  # it says nothing of its types
    return pg8000.Connection(str(url.username), database=url.database, unix_sock=socket)

"""What tables of columns are made of: rows with text ids, and the lists that belong to rows."""

from bisect import bisect_left

from knowledge.array_file import string_key
from knowledge.store.columns import Arrays, TableReader


class EntityTable:
    """A table of entities, which have text ids (slugs)."""

    def __init__(self, of: TableReader) -> None:
        self.slug = of.text("slug")
        keys, self._hashed = of.hashes("slug")
        self._keys = keys.data

    def __len__(self) -> int:
        return len(self.slug)

    def find(self, slug: str) -> int | None:
        """The row of an id; None for an unknown one."""
        key = string_key(slug)
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            row = int(self._hashed[at])
            if self.slug[row] == slug:
                return row
            at += 1
        return None

    def row(self, slug: str) -> int:
        """The row of an id. Raises KeyError for an unknown one."""
        found = self.find(slug)
        if found is None:
            raise KeyError(slug)
        return found


class TextList:
    """Texts of each owner, in order: names or notes."""

    def __init__(self, of: TableReader) -> None:
        self.rows = of.ranges()
        self.text = of.text("text")

    def of(self, owner: int) -> tuple[str, ...]:
        """The texts of an owner."""
        rows = self.rows.of(owner)
        return tuple(self.text[row] for row in rows) if rows else ()


class SourceList:
    """The sources of each owner, in order, as rows of the table of sources."""

    def __init__(self, of: TableReader) -> None:
        self.rows = of.ranges()
        self.source = of.number("source_id")


class PairList:
    """Pairs of texts of each owner: codes by system, texts by language, ids by system."""

    def __init__(self, of: TableReader, first: str, second: str) -> None:
        self.rows = of.ranges()
        self.first = of.text(first)
        self.second = of.text(second)

    def of(self, owner: int) -> dict[str, str]:
        """The pairs of an owner."""
        rows = self.rows.slice(owner)
        return dict(zip(self.first.of(rows), self.second.of(rows), strict=True))


class NameTable:
    """Names with kinds and sources."""

    def __init__(self, arrays: Arrays, owner: str) -> None:
        of = TableReader(arrays, f"{owner}_name")
        self.of = of.postings(f"{owner}_id")
        self.owner = of.number(f"{owner}_id")
        self.text = of.text("text")
        self.kind = of.text("kind")
        self.sources = SourceList(TableReader(arrays, f"{owner}_name_source"))

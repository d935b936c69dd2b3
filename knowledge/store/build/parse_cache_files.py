"""The cache of parsed files on the disk, in the cache folder."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from knowledge.curation import ParseCache
from knowledge.store import sealed_files

_PREFIX = "facts-"
_SUFFIX = ".json"
_MOST_KEPT = 2
"""Files that are kept, the newest: each is of another data folder and has megabytes."""
_LARGEST = 200_000_000
"""In bytes: 20 times the largest there is. A larger file is not read. Chosen by hand."""


@contextmanager
def open_parse_cache(data: Path, cache: Path | None) -> Iterator[ParseCache | None]:
    """Yield the parse cache of a data folder, and save it afterwards where it has changed.

    None without a folder `cache`. A damaged file is set aside, one that can't be written is no error. One
    process at a time: needs the building lock.
    """
    if cache is None:
        yield None
        return
    file = cache / f"{_PREFIX}{blake2b(str(data.absolute()).encode(), digest_size=8).hexdigest()}{_SUFFIX}"
    parse_cache = ParseCache(_read(file) or b"")
    yield parse_cache
    if parse_cache.has_changed:
        with suppress(OSError):  # then the next build parses the files again
            _save(parse_cache, file)


def _read(file: Path) -> memoryview | None:
    with suppress(OSError):
        sealed = sealed_files.read_or_set_aside(file) if file.stat().st_size <= _LARGEST else None
        return None if sealed is None else sealed.content
    return None


def _save(parse_cache: ParseCache, file: Path) -> None:
    sealed_files.sweep(file.parent, _PREFIX, _SUFFIX)
    with sealed_files.sealing(file) as unfinished:
        unfinished.write_bytes(parse_cache.content())
    kept = sorted(file.parent.glob(f"{_PREFIX}*{_SUFFIX}"), key=sealed_files.modified, reverse=True)
    for older in kept[_MOST_KEPT:]:
        sealed_files.remove(older)

"""The index of names, cached in a file: building it takes seconds where there are many athletes."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, tokens
from knowledge.questions.query.lexicon import added_names, discipline_entries, tier_entries
from knowledge.store import KnowledgeBase, sealed_files

_PREFIX = "names-"
_SUFFIX = ".index"
_CONTENT = 2
"""Version of the content: raise it when other names or weights of the same facts go into the index."""


def name_index(kb: KnowledgeBase) -> NameIndex:
    """Build the index of every name in the knowledge base, of the tiers, and of disciplines in all languages.

    An edition named only by a city or a tier, and a year, is left out: the segments of such a name select
    every meeting held there and then.
    """
    return NameIndex(_indexed(chain(tier_entries(), kb.name_entries())))


def _indexed(entries: Iterable[NameEntry]) -> Iterator[NameEntry]:
    places, editions, disciplines = set(), [], dict[str, int]()
    for entry in _in_all_languages(entries):
        if entry.kind == "edition":
            editions.append(entry)  # all places must be known first
            continue
        if entry.kind in {"city", "tier"}:
            places.add(tokens(entry.text))
        if entry.kind == "discipline":
            disciplines[entry.id] = entry.weight
        yield entry
    for entry in discipline_entries():
        if entry.id in disciplines:
            yield entry.model_copy(update={"weight": disciplines[entry.id]})
    for entry in editions:
        if _without_year(tokens(entry.text)) not in places:
            yield entry


def _in_all_languages(entries: Iterable[NameEntry]) -> Iterator[NameEntry]:
    """The entries, each registered name followed by what the languages call its entity."""
    added = added_names()
    for entry in entries:
        yield entry
        for name in added.get((entry.kind, entry.text), ()) if entry.registered else ():
            yield entry.model_copy(update={"text": name, "registered": False})


def cached_index(kb: KnowledgeBase, cache: Path) -> NameIndex:
    """Return the index of names from the folder `cache`, or build it and save it there.

    A damaged file is set aside. A file that cannot be written is no error. The index is read into memory, so
    that a later change to the file neither changes an answer nor ends the process.
    """
    file = _file(kb, cache)
    sealed_files.sweep(cache, _PREFIX, _SUFFIX)
    cached = _read(file)
    if cached is not None:
        return cached
    index = name_index(kb)
    with suppress(OSError):  # then the next start builds it again
        _save(index, file)
        return _read(file) or index  # the index that is read takes less memory than the one built
    return index


def _read(file: Path) -> NameIndex | None:
    with suppress(OSError, ValueError):  # ValueError: whole, but of another version of Bell Lap
        sealed = sealed_files.read_or_set_aside(file)
        return None if sealed is None else NameIndex.of(sealed.content)
    return None


def _file(kb: KnowledgeBase, cache: Path) -> Path:
    # The names of the languages are in the index, but not in the version of the facts.
    of = f"{_CONTENT} {kb.about().version} {tier_entries()} {discipline_entries()} {added_names()}"
    return cache / f"{_PREFIX}{blake2b(of.encode(), digest_size=8).hexdigest()}{_SUFFIX}"


def _save(index: NameIndex, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with sealed_files.sealing(file) as unfinished:
        index.save(unfinished)
    for older in file.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if older != file:
            sealed_files.remove(older)


def _without_year(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if words and words[-1].isdigit() else words

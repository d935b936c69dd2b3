"""The index of names, kept in a file: making it takes seconds where people are many."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from knowledge.models.records import NameEntry
from knowledge.names import NameIndex, tokens
from knowledge.questions.query.lexicon import tier_entries
from knowledge.store import DamagedError, KnowledgeBase, sealed_files

_PREFIX = "names-"
_SUFFIX = ".index"
_CONTENT = 2
"""To be raised when other names or weights of the same facts go into the index."""


def name_index(kb: KnowledgeBase) -> NameIndex:
    """The index of every name in the knowledge, and of the tiers.

    Names of editions that say no more than a place and a year, or a tier, are left out: read by their parts,
    they mean every meeting held there and then.
    """
    return NameIndex(_indexed(chain(tier_entries(), kb.name_entries())))


def _indexed(entries: Iterable[NameEntry]) -> Iterator[NameEntry]:
    said_by_parts, editions = set(), []
    for entry in entries:
        if entry.kind == "edition":
            editions.append(entry)  # until all places are known
            continue
        if entry.kind in {"city", "tier"}:
            said_by_parts.add(tokens(entry.text))
        yield entry
    for entry in editions:
        if _without_year(tokens(entry.text)) not in said_by_parts:
            yield entry


def cached_index(kb: KnowledgeBase, cache: Path) -> NameIndex:
    """The index of every name in the knowledge, from the folder `cache` where it was made before.

    Otherwise it is made, and kept there for the next start if that can be. A damaged one is set aside. It is
    read into memory, so that nothing that becomes of the file later changes an answer or ends the process.
    """
    file = _file(kb, cache)
    sealed_files.sweep(cache, _PREFIX, _SUFFIX)
    kept = _kept(file)
    if kept is not None:
        return kept
    index = name_index(kb)
    with suppress(OSError):  # then the next start takes longer, no more
        _keep(index, file)
        return _kept(file) or index  # which takes less memory than what was just made
    return index


def _kept(file: Path) -> NameIndex | None:
    with suppress(OSError):
        try:
            content = sealed_files.read_sealed(file)
            return None if content is None else NameIndex.of(content)
        except DamagedError as error:
            sealed_files.set_aside(file, str(error))
        except ValueError:
            pass  # whole, but of another version of Bell Lap
    return None


def _file(kb: KnowledgeBase, cache: Path) -> Path:
    # The tiers are in the index and in no version of the facts.
    of = f"{_CONTENT} {kb.about().version} {tier_entries()}"
    return cache / f"{_PREFIX}{blake2b(of.encode(), digest_size=8).hexdigest()}{_SUFFIX}"


def _keep(index: NameIndex, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with sealed_files.sealing(file) as unfinished:
        index.save(unfinished)
    for older in file.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if older != file:
            sealed_files.remove(older)


def _without_year(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if words and words[-1].isdigit() else words

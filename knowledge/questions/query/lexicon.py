"""The words of a question that are not names, from `locale/<language>/keywords.toml`.

The lists of all languages are joined, because a question may mix languages. All words are folded.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge.locale import KEYWORDS, LANGUAGES, names
from knowledge.models.facts import Round, Tier
from knowledge.models.records import NameEntry

Phrase = tuple[str, ...]
"""The folded words of one expression, such as `("semi", "final")`."""


def read_keywords(files: Iterable[Path]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Join the word lists of several files: section -> key -> words.

    A list is one text of words with spaces between, or an array of names. Raises ValueError when a file holds
    anything else.
    """
    joined: dict[str, dict[str, tuple[str, ...]]] = {}
    for file in files:
        with file.open("rb") as opened:
            sections = tomllib.load(opened)
        for section, lists in sections.items():
            if not isinstance(lists, dict):
                raise ValueError(f"{file}: {section!r} is not a section")  # noqa: TRY004 - a fault of the file
            known = joined.setdefault(section, {})
            for key, written in lists.items():
                known[key] = (*known.get(key, ()), *_entries(written, f"{file}: {section}.{key}"))
    return joined


def _entries(written: object, where: str) -> tuple[str, ...]:
    if isinstance(written, str):
        return tuple(written.split())
    if isinstance(written, list) and all(isinstance(one, str) for one in written):
        return tuple(written)
    raise ValueError(f"{where} is neither a text nor an array of texts")


# English first: the first name of a tier is the one it is shown by.
_KEYWORDS = read_keywords(KEYWORDS)
_WORDS, _TIME = _KEYWORDS["words"], _KEYWORDS["time"]


def _values(section: str) -> dict[str, str]:
    """Map each word of a section to its key."""
    return {word: key for key, words in _KEYWORDS[section].items() for word in words}


def _numbers(section: str) -> dict[str, int]:
    return {word: int(key) for word, key in _values(section).items()}


def _phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(tuple(word.split("-")) for word in words)


SEXES = _values("sexes")
AGES = frozenset(_phrases(_values("ages")))
ROUNDS: dict[Phrase, Round] = {
    phrase: Round(key) for key, words in _KEYWORDS["rounds"].items() for phrase in _phrases(words)
}
NUMBERS = _numbers("numbers")
ORDINALS = _numbers("ordinals")
SYNONYMS = _values("synonyms")
"""Words that stand for another one wherever they are typed."""

VERSUS = _KEYWORDS["separators"]["versus"]
JOINING = _KEYWORDS["separators"]["joining"]

ALL_RACES = frozenset(_WORDS["all_races"])
METRES = frozenset(_WORDS["metres"])
GENERIC = frozenset(_WORDS["generic"])
"""Words of names that name nothing by themselves: `world` is not the World Championships."""
OF_NATIONS = frozenset(_WORDS["of_nations"])
"""First words of nations' names that name no nation alone: `french` is not French Polynesia."""
STOP_WORDS = frozenset(_WORDS["stop"])
COMPLETED = _WORDS["completed"]
"""Keywords that completion finishes, the likeliest first."""

SINCE, AFTER, UNTIL, BEFORE = (
    frozenset(_KEYWORDS["bounds"][bound]) for bound in ("since", "after", "until", "before")
)
BOUNDS = SINCE | AFTER | UNTIL | BEFORE
"""Words that leave a span of years open on one side."""
RELATIVE_YEARS: dict[Phrase, int] = {
    phrase: offset
    for offset, key in ((-1, "last_year"), (0, "this_year"), (1, "next_year"))
    for phrase in _phrases(_TIME[key])
}
"""Expressions for a year by its distance from this one, in years."""
YEARS, PAST, ONWARDS, BETWEEN, AND, ARTICLES, ONE = (
    frozenset(_TIME[key]) for key in ("years", "past", "onwards", "between", "and", "articles", "one")
)
MONTHS = _numbers("months")
DAY_ENDINGS = _TIME["day_endings"]

ONE_A_YEAR = frozenset(Tier) - {Tier.DIAMOND_LEAGUE, Tier.CONTINENTAL_TOUR_GOLD, Tier.OTHER}
"""Tiers with at most one edition a year: the tier alone then selects the latest edition."""


def tier_entries() -> tuple[NameEntry, ...]:
    """Return the names of the tiers, for the index of names."""
    return tuple(
        NameEntry(kind="tier", id=Tier(tier), text=name, registered=at == 0, weight=0)
        for tier, names in _KEYWORDS["tiers"].items()
        for at, name in enumerate(names)
    )


def discipline_entries() -> tuple[NameEntry, ...]:
    """Return the names of disciplines that the languages add to those of the facts."""
    return tuple(
        NameEntry(kind="discipline", id=discipline, text=name, registered=False, weight=0)
        for discipline, names in _KEYWORDS.get("disciplines", {}).items()
        for name in names
    )


def added_names() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return what the languages call an entity, by its kind and its name in the facts."""
    added: dict[tuple[str, str], tuple[str, ...]] = {}
    for language in LANGUAGES:
        for kind, named in names(language).items():
            for name, own in named.items():
                added[kind, name] = (*added.get((kind, name), ()), *own)
    return added

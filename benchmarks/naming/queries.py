"""Nineteen ways to type a name, each with whom it means.

Sixteen are made from the names of people drawn at random, three are real: what another publication calls the
same person (see names-dev.tsv). Whoever bears all words that were in mind is right: a text can't tell more.
"""

import csv
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from benchmarks.naming.people import SHARED, Person, parted
from knowledge.names.text.normalize import name_words

PAIRS = SHARED / "names-dev.tsv"

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _KEYS for at, key in enumerate(row)
}
_TRANSLITERATIONS = (
    ("kh", "h"), ("kh", "k"), ("sh", "ch"), ("zh", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ey", "ei"),
    ("iya", "ia"), ("yu", "iu"), ("ya", "ia"), ("y", "i"), ("v", "w"), ("k", "c"), ("ph", "f"), ("x", "ks"),
    ("dj", "j"), ("q", "k"), ("th", "t"), ("ae", "e"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ss", "s"),
    ("ll", "l"), ("tt", "t"), ("nn", "n"), ("mm", "m"), ("tch", "ch"), ("gh", "g"), ("ck", "k"), ("ai", "ay"),
)  # fmt: skip


class Query(NamedTuple):
    """What is typed, whom it means, and the words and beginnings of words that were in mind.

    For a real query these are not known: whoever is called word for word as typed is right as well.
    """

    kind: str
    text: str
    typing: bool
    target: str
    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    def means(self, person: Person) -> bool:
        """Whether somebody is as right an answer as the one drawn."""
        if person.id == self.target:
            return True
        borne = name_words(person.name)
        if not (self.words or self.beginnings):
            return set(name_words(self.text)) <= set(borne)
        return all(word in borne for word in self.words) and all(
            any(word.startswith(begun) for word in borne) for begun in self.beginnings
        )


def misspelled(word: str, drawn: random.Random) -> str:
    """The word with one letter left out, doubled or added, changed or swapped with the next."""
    at = drawn.randrange(len(word))
    how = drawn.random()
    if how < 0.25:
        return word[:at] + word[at + 1 :]
    if how < 0.5:
        added = word[at] if drawn.random() < 0.4 else drawn.choice(_NEIGHBOURS.get(word[at], "a") or "a")
        return word[:at] + added + word[at:]
    if how < 0.75 or at + 1 == len(word) or word[at] == word[at + 1]:
        near = _NEIGHBOURS.get(word[at], "") if drawn.random() < 0.6 else "aeiou"
        letter = drawn.choice([one for one in near or "aeiou" if one != word[at]])
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _with_typos(words: Sequence[str], typos: int, drawn: random.Random) -> str | None:
    typed = list(words)
    for _ in range(typos):
        long = [at for at, word in enumerate(typed) if len(word) > 3]
        if not long:
            return None
        at = drawn.choice(long)
        typed[at] = misspelled(typed[at], drawn)
    return None if typed == list(words) else " ".join(typed)


def _transliterated(words: Sequence[str], drawn: random.Random) -> str | None:
    text = " ".join(words)
    changed = text
    for one, other in drawn.sample(_TRANSLITERATIONS, len(_TRANSLITERATIONS)):
        written, instead = (one, other) if drawn.random() < 0.5 else (other, one)
        if len(written) > 1 or drawn.random() < 0.5:
            changed = re.sub(written, instead, changed, count=1)
        if changed != text and drawn.random() < 0.5:
            break
    return None if changed == text else changed


def _cut(text: str, drawn: random.Random) -> str:
    return text[: drawn.randrange(max(4, len(text) // 2), len(text))]


class _Draw:
    """Queries about one person; None where this name can't be typed so."""

    def __init__(self, person: Person, drawn: random.Random) -> None:
        self.person, self.drawn = person, drawn
        self.given, self.family = name_words(person.given), name_words(person.family)
        self.full = (*self.given, *self.family)

    def _query(self, text: str | None, words: Sequence[str], begun: Sequence[str] = ()) -> Query | None:
        if text is None:
            return None
        return Query(
            "", text, typing=False, target=self.person.id, words=tuple(words), beginnings=tuple(begun)
        )

    def exact(self) -> Query | None:
        return self._query(self.person.name, self.full)

    def one_typo(self) -> Query | None:
        return self._query(_with_typos(self.full, 1, self.drawn), self.full)

    def two_typos(self) -> Query | None:
        return self._query(_with_typos(self.full, 2, self.drawn), self.full)

    def family_alone(self) -> Query | None:
        return self._query(" ".join(self.family), self.family)

    def family_one_typo(self) -> Query | None:
        return self._query(_with_typos(self.family, 1, self.drawn), self.family)

    def family_two_typos(self) -> Query | None:
        if len(max(self.family, key=len, default="")) < 6:
            return None
        return self._query(_with_typos(self.family, 2, self.drawn), self.family)

    def initial(self) -> Query | None:
        if not self.given:
            return None
        first = self.given[0][0]
        return self._query(f"{first}. {' '.join(self.family)}", self.family, [first])

    def swapped(self) -> Query | None:
        return (
            self._query(f"{' '.join(self.family)} {' '.join(self.given)}", self.full) if self.given else None
        )

    def swapped_typo(self) -> Query | None:
        return (
            self._query(_with_typos((*self.family, *self.given), 1, self.drawn), self.full)
            if self.given
            else None
        )

    def joined(self) -> Query | None:
        if len(self.full) < 2:
            return None
        at = self.drawn.randrange(len(self.full) - 1)
        words = [*self.full[:at], self.full[at] + self.full[at + 1], *self.full[at + 2 :]]
        return self._query(" ".join(words), self.full)

    def split(self) -> Query | None:
        long = [at for at, word in enumerate(self.full) if len(word) > 4]
        if not long:
            return None
        at = self.drawn.choice(long)
        word, words = self.full[at], list(self.full)
        cut = self.drawn.randrange(2, len(word) - 1)
        words[at : at + 1] = [word[:cut], word[cut:]]
        return self._query(" ".join(words), self.full)

    def middle_dropped(self) -> Query | None:
        if len(self.full) < 3:
            return None
        words = (self.full[0], self.full[-1])
        return self._query(" ".join(words), words)

    def begun(self) -> Query | None:
        text = _cut(" ".join(self.full), self.drawn)
        *words, last = text.split()
        query = self._query(text, words, [last])
        return query._replace(typing=True) if query else None

    def begun_typo(self) -> Query | None:
        text = _cut(" ".join(self.full), self.drawn)
        *words, last = text.split()
        typed = _with_typos(text.split(), 1, self.drawn)
        query = self._query(typed, words, [last])
        return query._replace(typing=True) if query else None

    def transliterated(self) -> Query | None:
        return self._query(_transliterated(self.full, self.drawn), self.full)

    def careless(self) -> Query | None:
        text = self.person.name.upper().replace("-", " ").replace(" ", "  ")
        return self._query(f" {text},", self.full)


MADE: dict[str, Callable[[_Draw], Query | None]] = {
    "exact": _Draw.exact,
    "capitals, spaces": _Draw.careless,
    "swapped": _Draw.swapped,
    "one typo": _Draw.one_typo,
    "two typos": _Draw.two_typos,
    "swapped, one typo": _Draw.swapped_typo,
    "family name": _Draw.family_alone,
    "family name, one typo": _Draw.family_one_typo,
    "family name, two typos": _Draw.family_two_typos,
    "initial and family name": _Draw.initial,
    "two words joined": _Draw.joined,
    "a word split": _Draw.split,
    "middle name dropped": _Draw.middle_dropped,
    "begun": _Draw.begun,
    "begun, one typo": _Draw.begun_typo,
    "transliterated": _Draw.transliterated,
}


def made(people: Sequence[Person], each: int, seed: int = 7) -> list[Query]:
    """So many queries of each kind, about people drawn at random."""
    drawn = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    queries = []
    for kind, make in MADE.items():
        count = 0
        while count < each:
            query = make(_Draw(drawn.choice(people), drawn))
            if query is not None and query.text.strip():
                queries.append(query._replace(kind=kind))
                count += 1
    return queries


class Pair(NamedTuple):
    """A real spelling, the id of its bearer among the people, and how it differs from the one there."""

    variant: str
    target: str
    difference: str
    sure: bool
    tuned_on: bool


def tuned_on(born: str) -> bool:
    """Whether somebody born then is of the half of people on whom constants may be chosen."""
    return sum(map(int, re.findall(r"\d", born))) % 2 == 0


def real_pairs(people: Sequence[Person], path: Path = PAIRS) -> list[Pair]:
    """The pairs of names-dev.tsv; those of half the people, by birth date, may be tuned on."""
    ids = {(one.name.lower(), one.nation, one.sex, one.born): one.id for one in people if one.real}
    pairs = []
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            target = ids.get((row["canonical"].lower(), row["nation"], row["sex"], row["born"]))
            if target is None:
                target = ids.get((_as_listed(row["canonical"]), row["nation"], row["sex"], row["born"]))
            if target is not None:
                sure = row["evidence"] in {"R1", "R2"}
                pairs.append(Pair(row["variant"], target, row["difference"], sure, tuned_on(row["born"])))
    return pairs


def _as_listed(name: str) -> str:
    return " ".join(part for part in parted(name) if part).lower()


def real(people: Sequence[Person], pairs: Sequence[Pair]) -> list[Query]:
    """The real queries: respellings, longer or shorter forms, and short forms of given names."""
    by_id = {person.id: person for person in people}
    queries = []
    for pair in pairs:
        if pair.difference == "spelling":
            queries.append(Query("real respelling", pair.variant, typing=False, target=pair.target))
        if pair.difference == "token-subset":
            queries.append(
                Query("real longer or shorter form", pair.variant, typing=False, target=pair.target)
            )
        if pair.sure and _other_given_name(pair.variant, by_id[pair.target]):
            queries.append(
                Query("real short form of a given name", pair.variant, typing=False, target=pair.target)
            )
    return queries


def _other_given_name(variant: str, person: Person) -> bool:
    """Whether the only difference is a given name that is no misspelling."""
    words, given, family = name_words(variant), name_words(person.given), name_words(person.family)
    if len(given) != 1 or len(words) != 1 + len(family) or not set(family) < set(words):
        return False
    other = next((word for word in words if word not in family), given[0])
    return OSA.distance(other, given[0]) > 2

"""Who is searched for: everybody of the lists, of Paris and of Rome, filled up with names put together anew.

A name put together anew has a given and a family name of real people of one nation and sex, which lies
denser than life does.
"""

import csv
import io
import json
import random
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from knowledge.models.records import NameEntry
from knowledge.names import fold

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LISTS = SHARED / "world-athletics-toplists-2023.zip"
PARIS = SHARED / "paris-2024" / "athletes.csv"
ROME = SHARED / "rome-2024" / "Rome2024.json"


class Person(NamedTuple):
    """One athlete. `weight` counts rows of the lists; `real` says that somebody bears this name."""

    id: str
    given: str
    family: str
    nation: str
    sex: str
    born: str
    weight: int
    real: bool

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return f"{self.given} {self.family}".strip()

    @property
    def entry(self) -> NameEntry:
        """What the index is given of it."""
        return NameEntry(
            kind="athlete",
            id=self.id,
            text=self.name,
            registered=True,
            weight=self.weight,
            family=self.family or None,
        )


class Listed(NamedTuple):
    """Whom a row is about: name, nation, sex and birth date."""

    name: str
    nation: str
    sex: str
    born: str


def parted(name: str) -> tuple[str, str]:
    """Given and family name, where the family name is written in capitals."""
    words = name.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    given = [word for word in words if word not in capitals]
    if not capitals:
        return " ".join(words[:-1]), " ".join(words[-1:])
    return " ".join(given), " ".join(word.title() for word in capitals)


def _listed() -> Iterator[Listed]:
    with zipfile.ZipFile(LISTS) as lists:
        for part in sorted(
            name for name in lists.namelist() if name.endswith(".csv") and "relay" not in name
        ):
            sex = "M" if part.startswith("men/") else "F"
            with lists.open(part) as stream:
                for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8")):
                    yield Listed(row["Competitor"], row["Nat"], sex, _day(row["DOB"]))


def _day(text: str) -> str:
    try:
        return datetime.strptime(text, "%d %b %Y").date().isoformat()  # noqa: DTZ007 - a birth date has no zone
    except ValueError:
        return text


def _entered() -> Iterator[Listed]:
    with PARIS.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            yield Listed(row["name"], row["country_code"], row["gender"][0], row["birth_date"])
    for event in json.loads(ROME.read_text(encoding="utf-8-sig"))["events"]:
        for row in event["results"]:
            if row.get("DOB") and event["gender"] in {"M", "F", "W"}:
                name = f"{row['firstname'] or ''} {(row['lastname'] or '').upper()}".strip()
                yield Listed(name, row["nation"], "M" if event["gender"] == "M" else "F", row["DOB"])


def real_people(listed: Iterable[Listed] | None = None) -> tuple[Person, ...]:
    """Everybody of the lists, and of Paris and Rome whom birth date, sex and nation set apart from them."""
    rows = Counter(_listed() if listed is None else listed)
    known = {(one.born, one.sex, one.nation) for one in rows}
    for one in _entered() if listed is None else ():
        if (one.born, one.sex, one.nation) not in known:
            known.add((one.born, one.sex, one.nation))
            rows[one] += 1
    return tuple(
        Person(f"p{number}", *parted(one.name), one.nation, one.sex, one.born, weight, real=True)
        for number, (one, weight) in enumerate(rows.items())
    )


def filled_up(real: Sequence[Person], count: int, seed: int = 1) -> tuple[Person, ...]:
    """The real people, and others until there are `count`, few of them called like a real one."""
    drawn = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    by_home: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in real:
        by_home[person.nation, person.sex].append(person)
    taken = {fold(person.name) for person in real}
    people = list(real)
    while len(people) < count:
        like = drawn.choice(real)
        family = drawn.choice(by_home[like.nation, like.sex]).family
        name = fold(f"{like.given} {family}")
        if name in taken and drawn.random() < 0.97:
            continue
        taken.add(name)
        weight = drawn.choice(real).weight
        people.append(
            Person(f"p{len(people)}", like.given, family, like.nation, like.sex, "", weight, real=False)
        )
    return tuple(people[:count])

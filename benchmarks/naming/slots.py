"""What is put into the slots of a question: words that the parser was not written for.

Towns and stadiums are those printed in the lists, events what their files, a register of disciplines and fans
call them, people the athletes of the lists in the spellings of the lists and of other publications. The
parser's own table of words is not looked at. Every town, stadium, event, nation and athlete is drawn for
tuning or for reporting, never for both (by its CRC); competitions, categories and rounds are too few.
"""

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from zlib import crc32

from benchmarks.naming.people import LISTS, SHARED, Person
from benchmarks.naming.queries import real_pairs
from knowledge.imports.formats.events import event
from knowledge.imports.formats.source_file import Unreadable
from knowledge.imports.formats.values import seen_venue
from knowledge.models.records import NameEntry
from knowledge.names import fold
from knowledge.names.text.normalize import name_words

DISCIPLINES = SHARED / "disciplines.json"
NATIONS = SHARED / "nations.json"

_FANS = {
    "100m": "100m;100 m;100 metres;100",
    "200m": "200m;200;200 meters",
    "400m": "400m;400;400 mètres",
    "800m": "800m;800;800 metres",
    "1500m": "1500m;1500;1,500 m;1500 mètres",
    "mile": "mile;one mile",
    "3000m": "3000m;3,000 m",
    "5000m": "5000m;5000;5,000m;5 000 m",
    "10000m": "10000m;10,000m;10 000 m;10000",
    "3000msc": "steeple;steeplechase;3000m steeple;3000 steeple;3000sc;3000m sc;3000m steeplechase",
    "100m-hurdles": "100m hurdles;100mh;100m haies",
    "110m-hurdles": "110m hurdles;110mh;110h;110m haies;110 hurdles",
    "400m-hurdles": "400m hurdles;400mh;400h;400m haies;400 hurdles",
    "high-jump": "high jump;hj;saut en hauteur;hauteur",
    "pole-vault": "pole vault;pv;perche;saut à la perche",
    "long-jump": "long jump;lj;longueur;saut en longueur",
    "triple-jump": "triple jump;tj;triple saut;triple",
    "shot-put": "shot put;shot;sp;lancer du poids;poids",
    "discus-throw": "discus;discus throw;disque",
    "hammer-throw": "hammer;hammer throw;marteau",
    "javelin-throw": "javelin;jav;javelin throw;javelot",
    "decathlon": "decathlon;dec;décathlon",
    "heptathlon": "heptathlon;hep",
    "marathon": "marathon",
    "half-marathon": "half marathon;half-marathon;semi-marathon",
    "20km-walk": "20km walk;20k walk;20 km race walk;20 km marche",
    "4x100m-relay": "4x100;4x100m;4x100m relay;4 x 100 m",
    "4x400m-relay": "4x400;4x400m;4x400m relay;4 x 400 m",
}
_FANS_OF = {
    "olympic-games": "olympics;olympic games;olympic;jeux olympiques",
    "world-championships": "worlds;world championships;world champs;championnats du monde",
    "world-u20-championships": "world u20s;world juniors;u20 worlds",
    "diamond-league": "diamond league;dl",
    "diamond-league-final": "diamond league final;dl final",
    "european-championships": "euros;european championships;european champs;championnats d'europe",
    "commonwealth-games": "commonwealths;commonwealth games;commies",
}
_CATEGORIES = {
    ("men", False): "men;men's;mens;hommes;male",
    ("women", False): "women;women's;womens;w;ladies;ladies';femmes;dames;female",
    ("mixed", False): "mixed;mixte",
    ("", True): "u20;under 20;u-20;u 20;under-20s;junior;juniors",
    ("men", True): "men's u20;u20 men;junior men;boys u20",
    ("women", True): "women's u20;u20 women;junior women;u20 girls",
}
_ROUNDS = {
    "final": "final;finale;finals",
    "semi-final": "semi;semis;semi-final;semi finals;sf;demi-finale;demi-finales",
    "heat": "heats;heat 2;heat;round 1;first round;series;prelims",
    "qualification": "qualification;qualifying;qualifs",
}


class Meant(NamedTuple):
    """One slot of a question: what was typed there, and what it must be read as.

    `ids` are the things that are called so, any of which is right; the rest is for keywords.
    """

    slot: str
    typed: str
    ids: frozenset[str] = frozenset()
    years: tuple[int | None, int | None] = (None, None)
    value: str = ""


@dataclass(frozen=True)
class Words:
    """What can be put into each slot."""

    of: Mapping[str, Sequence[Meant]]

    def __len__(self) -> int:
        return sum(map(len, self.of.values()))


def drawn_words(people: Sequence[Person], entries: Sequence[NameEntry], *, tuning: bool) -> Words:
    """The words of one half; `entries` are the names of all that is no athlete, to learn the ids from."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        kind = "place" if entry.kind in {"city", "venue", "competition"} else entry.kind
        ids[kind, fold(entry.text)].add(entry.id)
    cities, venues = _printed_places()
    of = {
        "city": [Meant("place", text, frozenset(ids["place", fold(text)])) for text in sorted(cities)],
        "venue": [Meant("place", text, frozenset(ids["place", fold(text)])) for text in sorted(venues)],
        "competition": _competitions([(one.kind, one.text, one.id) for one in entries], ids),
        "event": _events(),
        "nation": _nations(ids),
        "category": [
            Meant("category", text, value=f"{sex}{' u20' if young else ''}".strip())
            for (sex, young), texts in _CATEGORIES.items()
            for text in texts.split(";")
        ],
        "round": [
            Meant("round", text, value=name) for name, texts in _ROUNDS.items() for text in texts.split(";")
        ],
        "athlete": _athletes(people, set(ids)),
    }
    kept = {"category", "round", "competition"}  # too few to be parted
    return Words(
        {
            slot: [
                word
                for word in words
                if slot in kept or crc32(fold(word.typed).encode()) % 2 == (0 if tuning else 1)
                if slot in {"category", "round"} or word.ids
            ]
            for slot, words in of.items()
        }
    )


def _printed_places() -> tuple[set[str], set[str]]:
    """The towns and the stadiums that the lists print."""
    cities, venues = set(), set()
    with zipfile.ZipFile(LISTS) as lists:
        for part in lists.namelist():
            if part.endswith(".csv"):
                with lists.open(part) as stream:
                    printed = {row["Venue"] for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8"))}
                for text in printed:
                    try:
                        seen = seen_venue(text)
                    except Unreadable:
                        continue
                    cities.add(seen.city)
                    if seen.stadium is not None:
                        venues.add(seen.stadium)
    return cities, venues


def _competitions(
    entries: Iterable[tuple[str, str, str]], ids: Mapping[tuple[str, str], set[str]]
) -> list[Meant]:
    """What has a name of its own, and what fans call the great ones; not what is called after its stadium."""
    named = {
        text: ids["place", fold(text)]
        for kind, text, id_ in entries
        if kind == "competition" and not id_.startswith("at-")
    }
    fans = {text: {id_} for id_, texts in _FANS_OF.items() for text in texts.split(";")}
    return [Meant("place", text, frozenset(found)) for text, found in sorted((fans | named).items())]


def _events() -> list[Meant]:
    known = {fold(text): id_ for id_, texts in _FANS.items() for text in texts.split(";")}
    typed = {text: id_ for id_, texts in _FANS.items() for text in texts.split(";")}
    with zipfile.ZipFile(LISTS) as lists:
        stems = {PurePosixPath(part).stem for part in lists.namelist() if part.endswith(".csv")}
    for text in (stem.replace("-", " ") for stem in sorted(stems)):
        found = event(text)
        if found is not None and fold(text) not in known:
            typed[text] = found.discipline
    for row in json.loads(DISCIPLINES.read_text(encoding="utf-8")):
        found = event(row["discipline"])
        if found is not None and fold(row["discipline"]) not in known:
            typed[row["discipline"].lower()] = found.discipline
    return [Meant("event", text, frozenset((id_,))) for text, id_ in typed.items()]


def _nations(ids: Mapping[tuple[str, str], set[str]]) -> list[Meant]:
    rows = json.loads(NATIONS.read_text(encoding="utf-8"))
    names = {str(value) for row in rows for value in row.values() if isinstance(value, str)}
    return [
        Meant("nation", name, frozenset(ids["nation", fold(name)]))
        for name in sorted(names)
        if ("nation", fold(name)) in ids
    ]


def _athletes(people: Sequence[Person], others: set[tuple[str, str]]) -> list[Meant]:
    """Real athletes as listed, family name first, by family name or initial, and as others spell them.

    A family name alone that is a town's, too, is left out: there both readings are right.
    """
    taken = {name for _, name in others}
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in people:
        bearers[name_words(person.family)].add(person.id)
    real = [person for person in people if person.real and person.given and person.family]
    found = []
    for at, person in enumerate(real):
        alike = frozenset(bearers[name_words(person.family)])
        full = frozenset((person.id,))
        way = at % 10
        if way < 6:
            found.append(Meant("athlete", person.name, full))
        elif way == 6:
            found.append(Meant("athlete", f"{person.family} {person.given}", full))
        elif way == 7:
            found.append(Meant("athlete", f"{person.given[0]}. {person.family}", alike))
        elif fold(person.family) not in taken and len(person.family) > 3:
            found.append(Meant("athlete", person.family, alike))
    found += [
        Meant("athlete", pair.variant, frozenset((pair.target,)))
        for pair in real_pairs(people)
        if pair.sure and pair.difference not in {"order", "accents", "punct", "spacing"}
    ]
    return found

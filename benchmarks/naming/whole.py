"""Whole questions, made of words that the parser was not written for: who and where of the imported lists.

Towns and stadiums are those printed in the lists, events what their files, a register of disciplines and fans
call them, people the athletes of the lists in the spellings of the lists and of other publications. The
parser's own table of words is not looked at. Every word is drawn for tuning or for reporting, never for
both (by its CRC).
"""

import csv
import io
import json
import random
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from zlib import crc32

from benchmarks.naming.people import LISTS, SHARED, Person
from benchmarks.naming.queries import misspelled, real_pairs
from knowledge.imports.events import event
from knowledge.imports.part import Unreadable
from knowledge.imports.venues import seen_venue
from knowledge.models.question import Kind
from knowledge.models.records import NameEntry
from knowledge.names import fold
from knowledge.names.folding import name_words

DISCIPLINES = SHARED / "disciplines.json"
NATIONS = SHARED / "nations.json"
THIS_YEAR = 2026

_TEMPLATES: dict[Kind, str] = {
    "result": """
        {city} {event}
        {event} {city} {year}
        {athlete} {city} {year}
        {event} {category} {competition} {year}
        {competition} {event} {category} {round}
        how did {athlete} do at {competition}
        {athlete} {event} {relative}
        {city} {year} {category} {event}
        {category} {event} {round} {city} {year}
        who won the {event} in {city} {year}
        who won the {category} {event} at the {year} {competition}
        {venue} {event}
        {venue} {city} {category} {event}
        {year} {competition} {category} {event} {round}
        results {event} {category} {city}
        show me the {category} {event} {round} from {city}
        {nation} {event} {year}
        {athlete} at {competition} {year}
        what was {athlete}'s time in {city} {year}
        {round} {event} {category} {city}
        {event} {city} {span}
        résultats {event} {category} {city} {year}
        qui a gagné le {event} à {city} en {plain}
        {event} {category} à {city} {relative}
    """,
    "athlete": """
        {athlete}
        {athlete} {nation}
        {athlete} races {year}
        who is {athlete}
        {athlete} {event} pb
        palmarès de {athlete}
        {athlete} {span}
    """,
    "h2h": """
        {athlete} v {athlete}
        {athlete} vs {athlete} {event}
        {athlete} {athlete} {event}
        {athlete} {athlete} {city} {year}
        {athlete} contre {athlete} {span}
        {athlete} against {athlete} at the {competition}
        has {athlete} ever beaten {athlete}
        {athlete} and {athlete} {category} {event} {span}
    """,
}
TEMPLATES = tuple(
    (kind, template.strip())
    for kind, templates in _TEMPLATES.items()
    for template in templates.strip().splitlines()
)
"""The kind of question each asks, and how people type it."""

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


class Asked(NamedTuple):
    """A question: which kind, how it is typed, and what it means. `typo` is whether a letter is wrong."""

    kind: Kind
    template: str
    text: str
    meant: tuple[Meant, ...]
    typo: bool


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


def made_questions(words: Words, count: int, seed: int, typos: float = 0.25) -> list[Asked]:
    """So many questions, every template about as often, a share of them with a letter wrong in a name."""
    drawn = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    asked: list[Asked] = []
    while len(asked) < count:
        kind, template = TEMPLATES[len(asked) % len(TEMPLATES)]
        asked.append(_filled(kind, template, words, drawn, typo=drawn.random() < typos))
    return asked


def _filled(kind: Kind, template: str, words: Words, drawn: random.Random, *, typo: bool) -> Asked:
    meant: list[Meant] = []
    text = []
    for piece in template.replace("{", "\0{").replace("}", "}\0").split("\0"):
        if not piece.startswith("{"):
            text.append(piece)
            continue
        slot = piece.strip("{}")
        one = _year(slot, drawn) if slot in _YEARS else drawn.choice(words.of[slot])
        while slot == "category" and "{competition}" in template and one.value.endswith("u20"):
            one = drawn.choice(words.of[slot])  # `world championships u20` is a competition of its own
        if slot in {"athlete", "city", "venue", "competition", "nation"} and drawn.random() < 0.7:
            one = one._replace(typed=one.typed.lower())
        meant.append(one)
        text.append(one.typed)
    typed_wrongly = False
    if typo:
        names = [at for at, piece in enumerate(text) if _may_be_misspelled(piece, meant)]
        if names:
            at = drawn.choice(names)
            text[at] = _misspelled(text[at], drawn)
            typed_wrongly = True
    return Asked(kind, template, "".join(text), tuple(meant), typed_wrongly)


def _may_be_misspelled(piece: str, meant: Sequence[Meant]) -> bool:
    names = {one.typed for one in meant if one.slot in {"place", "athlete"}}
    return piece in names and any(len(word) > 4 and word.isalpha() for word in piece.split())


def _misspelled(text: str, drawn: random.Random) -> str:
    parts = text.split(" ")
    at = drawn.choice([at for at, word in enumerate(parts) if len(word) > 4 and word.isalpha()])
    parts[at] = misspelled(parts[at].lower(), drawn)
    return " ".join(parts)


_YEARS = frozenset(("year", "relative", "span", "plain"))
_RELATIVE = {
    "last year": 1,
    "this year": 0,
    "last season": 1,
    "this season": 0,
    "two years ago": 2,
    "3 years ago": 3,
    "l'an dernier": 1,
    "l'année dernière": 1,
    "cette année": 0,
    "il y a deux ans": 2,
}


def _year(slot: str, drawn: random.Random) -> Meant:
    if slot == "relative":
        text = drawn.choice(sorted(_RELATIVE))
        year = THIS_YEAR - _RELATIVE[text]
        return Meant("years", text, years=(year, year))
    year = drawn.randrange(1985, THIS_YEAR)
    if slot == "span":
        return drawn.choice(_spans(year))
    ways = [str(year), str(year), f"'{year % 100:02}"]
    return Meant("years", drawn.choice(ways) if slot == "year" else str(year), years=(year, year))


def _spans(year: int) -> list[Meant]:
    decade = year - year % 10
    return [
        Meant("years", text, years=years)
        for text, years in (
            (f"{year}-{year + 1}", (year, year + 1)),
            (f"since {year}", (year, None)),
            (f"after {year}", (year + 1, None)),
            (f"before {year}", (None, year - 1)),
            (f"until {year}", (None, year)),
            (f"from {year - 3} to {year}", (year - 3, year)),
            (f"between {year - 3} and {year}", (year - 3, year)),
            (f"in the {decade}s", (decade, decade + 9)),
            (f"the {decade % 100:02}s", (decade, decade + 9)),
            (f"{year}/{(year + 1) % 100:02}", (year, year + 1)),
            (f"depuis {year}", (year, None)),
            (f"avant {year}", (None, year - 1)),
            (f"de {year - 2} à {year}", (year - 2, year)),
            (f"entre {year - 2} et {year}", (year - 2, year)),
        )
    ]

"""Whole questions: templates as people type them, filled with words of `slots`, some with a letter wrong."""

import random
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.naming.queries import misspelled
from benchmarks.naming.slots import Meant, Words

THIS_YEAR = 2026

_TEMPLATES: dict[str, str] = {
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


class Asked(NamedTuple):
    """A question: which kind, how it is typed, and what it means. `typo` is whether a letter is wrong."""

    kind: str
    template: str
    text: str
    meant: tuple[Meant, ...]
    typo: bool


def made_questions(words: Words, count: int, seed: int, typos: float = 0.25) -> list[Asked]:
    """So many questions, every template about as often, a share of them with a letter wrong in a name."""
    drawn = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
    asked: list[Asked] = []
    while len(asked) < count:
        kind, template = TEMPLATES[len(asked) % len(TEMPLATES)]
        asked.append(_filled(kind, template, words, drawn, typo=drawn.random() < typos))
    return asked


def _filled(kind: str, template: str, words: Words, drawn: random.Random, *, typo: bool) -> Asked:
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

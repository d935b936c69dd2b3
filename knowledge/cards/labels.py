"""Labels: short texts that name an edition, a race, an athlete, a result or a choice."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.cards.wording import Wording
from knowledge.models.base import AthleteId
from knowledge.models.facts import Discipline, Nation, Round, Sex, Tier
from knowledge.models.outcome import AthleteChoice, Choice, PairChoice, RaceChoice, Slot
from knowledge.models.records import AnyLine, AthleteRef, RaceHead, ResultLine

FILTERS = frozenset(
    (
        "event",
        "competition",
        "edition",
        "city",
        "venue",
        "nation",
        "tier",
        "category",
        "round",
        "days",
        "years",
    )
)


def narrowing(slot: Slot, wording: Wording) -> str:
    """The value of a head-to-head filter, in the reader's language where a translation exists."""
    if slot.name == "tier":
        return wording.tier(Tier(slot.id))
    if slot.name == "round" and slot.label != slot.id:
        return slot.label
    if slot.name == "round":
        return wording.say("finals") if slot.id == Round.FINAL else wording.round(Round(slot.id))
    if slot.name == "years":
        return years_in_words(slot.id, wording)
    return wording.term(slot.label)


def years_in_words(span: str, wording: Wording) -> str:
    """A span of years as questions write it (`since 2022`, `until 2022`, `2019-2021`), in words."""
    word, _, year = span.rpartition(" ")
    if word == "since":
        return wording.say("since {year}", year=year)
    if word == "until":
        return wording.say("until {year}", year=year)
    return span.replace("-", "–")


LONGEST_ECHO = 60
"""Characters of a typed text that a sentence repeats. Chosen by hand."""
LONGEST_LABEL = 80


def echo(typed: str) -> str:
    """A text that a user typed, printable, on one line and at most `LONGEST_ECHO` characters long."""
    return cut(_plain(typed), LONGEST_ECHO)


def label(text: str) -> str:
    """A label of at most 80 characters."""
    return cut(text, LONGEST_LABEL)


def cut(text: str, longest: int) -> str:
    """The text in at most `longest` characters; a shortened text ends with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _plain(text: str) -> str:
    """The text without control, format, surrogate, private and unassigned characters."""
    # Ten times as much as is ever shown: a bound on the work for a text of megabytes.
    shown = text[: LONGEST_ECHO * 10]
    spaced = "".join(" " if char.isspace() else char for char in shown)
    kept = "".join(
        char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(kept.split())


def within(text: str, name: str) -> bool:
    """Whether every word of a text is a word of the name."""
    return set(text.casefold().split()) <= set(name.casefold().split())


def initial_capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


# Meetings are known by their city: `Brussels 2024`. Other editions are known by the competition's name.
_NAMED_BY_CITY = frozenset({Tier.DIAMOND_LEAGUE_FINAL, Tier.DIAMOND_LEAGUE})

# Each of these tiers has one competition, and the tier is its shortest name.
_NAMED_BY_TIER = frozenset(
    {
        Tier.OLYMPIC_GAMES,
        Tier.WORLD_CHAMPIONSHIPS,
        Tier.COMMONWEALTH_GAMES,
        Tier.WORLD_U20_CHAMPIONSHIPS,
    }
)


def place_label(head: RaceHead, wording: Wording) -> str:
    """An edition without its year: `Brussels` for a meeting, `Olympic Games, Paris` for the others."""
    city = wording.term(head.city.name)
    if head.edition.tier in _NAMED_BY_CITY:
        return city
    competition = competition_label(head, wording)
    return competition if city in competition else f"{competition}, {city}"


def competition_label(head: RaceHead, wording: Wording) -> str:
    """A competition's name on every card: `World Championships`, `Memorial Van Damme`."""
    if head.edition.tier in _NAMED_BY_TIER:
        return wording.tier(head.edition.tier)
    return wording.term(head.competition.name)


def town_label(head: RaceHead, wording: Wording) -> str:
    """An edition for sentences about a town: `Brussels 2024` or `Paris 2024 (Olympic Games)`."""
    town = f"{wording.term(head.city.name)} {head.edition.year}"
    if head.edition.tier in _NAMED_BY_CITY:
        return town
    return f"{town} ({competition_label(head, wording)})"


def edition_label(head: RaceHead, wording: Wording) -> str:
    """An edition on a card: `Brussels 2024` or `Olympic Games, Tokyo 2020`."""
    return f"{place_label(head, wording)} {head.edition.year}"


def dated_place_label(head: RaceHead, wording: Wording) -> str:
    """An edition beside a date: with its year only where the race was held in another year."""
    if head.edition.year != head.date.year:
        return edition_label(head, wording)
    return place_label(head, wording)


def event_label(head: RaceHead, wording: Wording) -> str:
    """`men's 3000 m steeplechase`, with the round and heat unless it is the final."""
    return " · ".join([wording.event(head.discipline, head.category), *_round(head, wording)])


def _round(head: RaceHead, wording: Wording) -> list[str]:
    if head.round is Round.FINAL and head.heat is None:
        return []
    return [wording.round(head.round, head.heat)]


def race_label(head: RaceHead, wording: Wording) -> str:
    """`Brussels 2024 · men's 3000 m steeplechase`, with the round and heat unless it is the final."""
    return label(f"{edition_label(head, wording)} · {event_label(head, wording)}")


def athlete_label(athlete: AthleteRef, disciplines: Iterable[Discipline], wording: Wording) -> str:
    """`Amos Serem · KEN · 2002 · 3000 m steeplechase`, which identifies an athlete among namesakes.

    `disciplines` are ordered by frequency; the label has the first.
    """
    main = [wording.discipline(discipline) for discipline in disciplines][:1]
    return label(" · ".join([athlete.name, athlete.nation.id, *_born(athlete), *main]))


def short_label(athlete: AthleteRef) -> str:
    """`Amos Serem (KEN, 2002)`."""
    return f"{athlete.name} ({', '.join([athlete.nation.id, *_born(athlete)])})"


def _born(athlete: AthleteRef) -> list[str]:
    return [athlete.born[:4]] if athlete.born else []


def choice_label(choice: Choice, wording: Wording) -> str:
    """What a choice stands for, in at most 80 characters."""
    if isinstance(choice, AthleteChoice):
        return athlete_label(choice.athlete, choice.disciplines, wording)
    if isinstance(choice, PairChoice):
        first, second = short_label(choice.first), short_label(choice.second)
        if choice.question.narrowed:
            # Their races are counted without what narrows the question.
            return label(wording.say("{first} v {second}", first=first, second=second))
        counted = wording.plural(
            "{first} v {second} · {n} race",
            "{first} v {second} · {n} races",
            choice.races,
            first=first,
            second=second,
        )
        fits = len(counted) <= LONGEST_LABEL
        return counted if fits else label(wording.say("{first} v {second}", first=first, second=second))
    return race_label(choice.race, wording)


def labels_apart(choices: Sequence[Choice], wording: Wording) -> list[str]:
    """What each choice stands for; two that are called the same say what tells them apart.

    Races are told apart by the day, and where that is the same by a number; people by the id.
    """
    labels = [choice_label(choice, wording) for choice in choices]
    labels = _told_apart(labels, [_difference(choice, wording) for choice in choices])
    return _told_apart(labels, [str(labels[:at].count(text) + 1) for at, text in enumerate(labels)])


def _told_apart(labels: Sequence[str], by: Sequence[str]) -> list[str]:
    called = Counter(labels)
    return [
        f"{text} · {more}" if called[text] > 1 and more else text
        for text, more in zip(labels, by, strict=True)
    ]


def _difference(choice: Choice, wording: Wording) -> str:
    if isinstance(choice, AthleteChoice):
        return choice.athlete.id
    return wording.date(choice.race.date) if isinstance(choice, RaceChoice) else ""


def shown_names(first: AthleteRef, second: AthleteRef) -> tuple[str, str]:
    """The family names of two athletes, or their whole names where the family names are the same."""
    if first.family.casefold() == second.family.casefold():
        return first.name, second.name
    return first.family, second.family


_REGIONAL_A = 0x1F1E6
_TAG_OFFSET = 0xE0000
_BLACK_FLAG, _CANCEL_TAG = "\U0001f3f4", "\U000e007f"


def flag(nation: Nation) -> str:
    """`🇰🇪` for KE, the flag of England for GB-ENG; empty for a nation without an ISO code."""
    code = (nation.iso or "").upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return "".join(chr(_REGIONAL_A + ord(letter) - ord("A")) for letter in code)
    if code.startswith("GB-") and len(code) == 6:
        tags = "".join(chr(_TAG_OFFSET + ord(letter)) for letter in code.replace("-", "").lower())
        return f"{_BLACK_FLAG}{tags}{_CANCEL_TAG}"
    return ""


def with_flag(nation: Nation, text: str) -> str:
    """The nation's flag, if it has one, and the text."""
    return f"{flag(nation)} {text}".strip()


def name_of(line: AnyLine, wording: Wording) -> str:
    """The athlete's name, or the team's: its own or else its nation's."""
    if isinstance(line, ResultLine):
        return line.athlete.name
    return line.team or wording.nation(line.nation)


def name_with(line: AnyLine, athlete: AthleteRef, wording: Wording) -> str:
    """The name on a result; for a team with the member who was asked for: `Canada with Aaron Brown`."""
    name = name_of(line, wording)
    if isinstance(line, ResultLine):
        return name
    return wording.say("{team} with {athlete}", team=name, athlete=athlete.name)


def asked_for(line: AnyLine, athlete: AthleteId | None) -> AthleteRef | None:
    """The athlete with this id, if the result is theirs or their team's."""
    return next((one for one in line.entered if one.id == athlete), None)


def sex_of(line: AnyLine) -> Sex:
    """The sex that a place agrees with in French; a team is feminine there."""
    return line.athlete.sex if isinstance(line, ResultLine) else Sex.FEMALE

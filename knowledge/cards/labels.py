"""How races, editions and athletes are called in a few words: for buttons, choices and completion."""

from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.cards.narrowing import narrowed
from knowledge.cards.text import LONGEST_LABEL, label
from knowledge.cards.wording import Wording
from knowledge.models.facts import Discipline, Round, Tier
from knowledge.models.outcome import AthleteChoice, Choice, PairChoice, RaceChoice
from knowledge.models.records import AthleteRef, RaceHead

# People name these by the place: a bare `Brussels 2024` is the meeting. Others go by a name of their own.
_NAMED_BY_PLACE = frozenset({Tier.DIAMOND_LEAGUE_FINAL, Tier.DIAMOND_LEAGUE})

# There is one of these, and its tier is the shortest name for it.
_NAMED_BY_TIER = frozenset(
    {
        Tier.OLYMPIC_GAMES,
        Tier.WORLD_CHAMPIONSHIPS,
        Tier.COMMONWEALTH_GAMES,
        Tier.WORLD_U20_CHAMPIONSHIPS,
    }
)


def place_label(head: RaceHead, wording: Wording) -> str:
    """Where a race was held: `Brussels` for a meeting, `Olympic Games, Paris` for the others."""
    city = wording.term(head.city.name)
    if head.edition.tier in _NAMED_BY_PLACE:
        return city
    competition = competition_label(head, wording)
    return competition if city in competition else f"{competition}, {city}"


def competition_label(head: RaceHead, wording: Wording) -> str:
    """What a competition is called everywhere on a card: `World Championships`, `Memorial Van Damme`."""
    if head.edition.tier in _NAMED_BY_TIER:
        return wording.tier(head.edition.tier)
    return wording.term(head.competition.name)


def town_label(head: RaceHead, wording: Wording) -> str:
    """`Brussels 2024` for a meeting, `Paris 2024 (Olympic Games)` for the others."""
    town = f"{wording.term(head.city.name)} {head.edition.year}"
    if head.edition.tier in _NAMED_BY_PLACE:
        return town
    return f"{town} ({competition_label(head, wording)})"


def edition_label(head: RaceHead, wording: Wording) -> str:
    """`Brussels 2024`; `Olympic Games, Tokyo 2020`."""
    return f"{place_label(head, wording)} {head.edition.year}"


def dated_place_label(head: RaceHead, wording: Wording) -> str:
    """The place for use beside a date: with the year only where the edition carries another than its date."""
    if head.edition.year != head.date.year:
        return edition_label(head, wording)
    return place_label(head, wording)


def event_label(head: RaceHead, wording: Wording) -> str:
    """`men's 3000 m steeplechase`, with the round where it is not a final."""
    return " · ".join([wording.event(head.discipline, head.category), *_round(head, wording)])


def _round(head: RaceHead, wording: Wording) -> list[str]:
    if head.round is Round.FINAL and head.heat is None:
        return []
    return [wording.round(head.round, head.heat)]


def race_label(head: RaceHead, wording: Wording) -> str:
    """`Brussels 2024 · men's 3000 m steeplechase`, with round and heat where it is not a final."""
    return label(f"{edition_label(head, wording)} · {event_label(head, wording)}")


def athlete_label(athlete: AthleteRef, disciplines: Iterable[Discipline], wording: Wording) -> str:
    """`Amos Serem · KEN · 2002 · 3000 m steeplechase`: what tells namesakes apart."""
    most_frequent = [wording.discipline(discipline) for discipline in disciplines][:1]
    return label(" · ".join([athlete.name, athlete.nation.id, *_born(athlete), *most_frequent]))


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
        if narrowed(choice.question):
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
    """Family names, or whole names where the families are called the same."""
    if first.family.casefold() == second.family.casefold():
        return first.name, second.name
    return first.family, second.family

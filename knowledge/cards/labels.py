"""Labels: short texts that name an edition, a race, an athlete, a result or a mark."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from knowledge.cards.wording import Wording, msg
from knowledge.models.base import AthleteId
from knowledge.models.facts import Discipline, Medal, Nation, Round, Sex, Status, Tier
from knowledge.models.mark import Margin, Mark, Measure
from knowledge.models.records import AnyLine, AthleteRef, Performance, RaceHead, ResultLine

MINUS = "\N{MINUS SIGN}"
CENTIMETRES = 100
"""Hundredths of a metre: smaller margins are in centimetres."""


def years_in_words(span: str, wording: Wording) -> str:
    """A span of years as questions write it (`since 2022`, `until 2022`, `2019-2021`), in words."""
    word, _, year = span.rpartition(" ")
    if word == "since":
        return wording.say("since {year}", year=year)
    if word == "until":
        return wording.say("until {year}", year=year)
    return span.replace("-", "–")


# Meetings are known by their city: `Brussels 2024`. Other editions are known by the competition's name.
_NAMED_BY_CITY = frozenset({Tier.DIAMOND_LEAGUE_FINAL, Tier.DIAMOND_LEAGUE})

# Each of these tiers has one competition, and the tier is its shortest name.
_NAMED_BY_TIER = frozenset(
    {
        Tier.OLYMPIC_GAMES,
        Tier.WORLD_CHAMPIONSHIPS,
        Tier.ULTIMATE_CHAMPIONSHIP,
        Tier.WORLD_INDOOR_CHAMPIONSHIPS,
        Tier.COMMONWEALTH_GAMES,
        Tier.WORLD_U20_CHAMPIONSHIPS,
    }
)


def place_label(head: RaceHead, wording: Wording) -> str:
    """An edition without its year: `Brussels` for a meeting, `Olympic Games, Paris` for the others."""
    city = city_label(head, wording)
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
    town = edition_label(head, wording, by="city")
    if head.edition.tier in _NAMED_BY_CITY:
        return town
    return f"{town} ({competition_label(head, wording)})"


def edition_label(
    head: RaceHead, wording: Wording, by: Literal["usual", "city", "competition"] = "usual"
) -> str:
    """An edition on a card: `Brussels 2024` or `Olympic Games, Tokyo 2020`.

    `by` asks for one of its names where the other is known already: `Tokyo 2020`, `Olympic Games 2020`.
    `Edition.full_name` has the registered name instead, which is the same in every language.
    """
    names = {"usual": place_label, "city": city_label, "competition": competition_label}
    return f"{names[by](head, wording)} {head.edition.year}"


def city_label(head: RaceHead, wording: Wording) -> str:
    """The city that a race was held in: `Brussels`."""
    return wording.term(head.city.name)


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


def date_label(head: RaceHead, wording: Wording) -> str:
    """The day of a race: `13 Sep 2024`; of a race without a known day the year it was held in."""
    return wording.date(head.date) if head.dated else str(head.date.year)


def race_label(head: RaceHead, wording: Wording) -> str:
    """`Brussels 2024 · men's 3000 m steeplechase`, with the round and heat unless it is the final."""
    return f"{edition_label(head, wording)} · {event_label(head, wording)}"


def athlete_label(athlete: AthleteRef, disciplines: Iterable[Discipline], wording: Wording) -> str:
    """`Amos Serem · KEN · 2002 · 3000 m steeplechase`, which identifies an athlete among namesakes.

    `disciplines` are ordered by frequency; the label has the first.
    """
    main = [wording.discipline(discipline) for discipline in disciplines][:1]
    return " · ".join([athlete.name, athlete.nation.id, *_born(athlete), *main])


def short_label(athlete: AthleteRef) -> str:
    """`Amos Serem (KEN, 2002)`."""
    return f"{athlete.name} ({', '.join([athlete.nation.id, *_born(athlete)])})"


def _born(athlete: AthleteRef) -> list[str]:
    return [athlete.born[:4]] if athlete.born else []


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


def with_unit(mark: Mark, wording: Wording) -> str:
    """A mark inside a sentence: `8:06.90`, `8.95 m`, `8,893 points`; French has `8:06,90` and `8,95 m`."""
    if mark.measure is Measure.POINTS:
        return _points(mark.value, wording)
    text = mark_text(mark, wording)
    return f"{text} m" if mark.measure is Measure.DISTANCE else text


def mark_text(mark: Mark | None, wording: Wording) -> str:
    """A mark in a column of marks: `9.58`, `8.95`; French has `9,58`. Empty where there is none."""
    return wording.decimal(mark.text) if mark else ""


def achieved(mark: Mark, wording: Wording) -> str:
    """`in 8:06.90`, `with 8.95 m`, `with 8,893 points`."""
    if mark.measure is Measure.TIME:
        return wording.say("in {mark}", mark=with_unit(mark, wording))
    if mark.measure is Measure.POINTS:  # a message of its own: the noun has a case after its preposition
        points = wording.thousands(mark.value)
        return wording.plural("with {points} point", "with {points} points", mark.value, points=points)
    return wording.say("with {mark}", mark=with_unit(mark, wording))


def margin_text(margin: Margin, wording: Wording) -> str:
    """`1.70 s`, `1:02.30`, `12 cm`, `1.12 m`, `45 points`."""
    if margin.measure is Measure.POINTS:
        return _points(margin.value, wording)
    if margin.measure is Measure.DISTANCE and 0 < margin.value < CENTIMETRES:
        return f"{margin.value} cm"
    if ":" in margin.text:
        return wording.decimal(margin.text)
    return f"{wording.decimal(margin.text)} {'s' if margin.measure is Measure.TIME else 'm'}"


def wind_text(wind_mps: str, wording: Wording) -> str:
    """`+0.4 m/s`, `−0.2 m/s`."""
    return f"{wording.decimal(wind_mps.replace('-', MINUS))} m/s"


def _points(value: int, wording: Wording) -> str:
    return wording.plural("{points} point", "{points} points", value, points=wording.thousands(value))


def gap_text(behind: Margin | None, wording: Wording) -> str:
    """`+1.70` on the track, `−0.12` in the field."""
    if behind is None:
        return ""
    if behind.value == 0 and behind.measure is not Measure.TIME:
        return wording.decimal(behind.text)
    sign = "+" if behind.measure is Measure.TIME else MINUS
    return f"{sign}{wording.decimal(behind.text)}"


def status_words(status: Status, wording: Wording) -> str:
    """How a race ended for an athlete without a place, in words."""
    words = {
        Status.FINISHED: wording.say("finished, place not on file"),
        Status.TOOK_PART: wording.say("took part, place not on file"),
        Status.DNF: wording.say("did not finish (DNF)"),
        Status.DNS: wording.say("did not start (DNS)"),
        Status.DQ: wording.say("disqualified (DQ)"),
        Status.NM: wording.say("no mark (NM)"),
        Status.OC: wording.say("out of competition (OC)"),
        Status.PACEMAKER: wording.say("pacemaker"),
    }
    return words[status]


def status_code(status: Status, wording: Wording) -> str:
    """`DNF`; empty for `FINISHED` and `TOOK_PART`, which have no code."""
    if status in (Status.FINISHED, Status.TOOK_PART):
        return ""
    return wording.say("pacemaker") if status is Status.PACEMAKER else str(status)


_QUALIFIED = {
    "Q": msg("Q: qualified by place"),
    "q": msg("q: qualified by mark"),
    "qR": msg("qR: advanced by the referee"),
    "qJ": msg("qJ: advanced by the jury of appeal"),
    "qD": msg("qD: advanced by draw"),
}


def letters_explained(lines: Iterable[AnyLine], wording: Wording) -> Iterator[str]:
    """One sentence that explains the qualification marks in the notes of results, if there are any.

    `Q: qualified by place; qR: advanced by the referee.`
    """
    used = {note for line in lines for note in line.notes}
    explained = [wording.term(text) for letter, text in _QUALIFIED.items() if letter in used]
    if explained:
        yield "; ".join(explained) + "."


def team_details(performance: Performance, wording: Wording) -> list[str]:
    """`with Norway` for the result of a team; `in the heats` for an athlete who ran in no final."""
    if isinstance(performance.result, ResultLine):
        return []
    team = wording.say("with {team}", team=name_of(performance.result, wording))
    return [team, wording.say("in the heats")] if performance.reserve else [team]


_MEDALS = {
    Medal.GOLD: msg("gold medal"),
    Medal.SILVER: msg("silver medal"),
    Medal.BRONZE: msg("bronze medal"),
}
_MEDAL_OF_PLACE = {1: Medal.GOLD, 2: Medal.SILVER, 3: Medal.BRONZE}


def unusual_medal(line: AnyLine, wording: Wording) -> str:
    """A medal that is not that of the place (the gold is vacant, a fourth was given a bronze); else empty."""
    medal = line.medal
    if medal is None or medal is _MEDAL_OF_PLACE.get(line.place or 0):
        return ""
    return wording.term(_MEDALS[medal])


def winner_labels(winners: Iterable[Performance], wording: Wording) -> Iterator[str]:
    """`2024 Amos Serem 8:06.90` for each edition; winners of one race are joined."""
    for _, group in groupby(winners, key=lambda performance: performance.head.id):
        first, *others = group
        names = wording.list([name_of(one.result, wording) for one in (first, *others)])
        mark = [text] if (text := mark_text(first.result.mark, wording)) else []
        medal = unusual_medal(first.result, wording)
        text = " ".join([f"{first.head.edition.year} {names}", *mark])
        yield f"{text} ({medal})" if medal else text

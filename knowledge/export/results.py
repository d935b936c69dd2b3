"""All results as observations: each row identifies its athlete and its race by itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.models.base import DisciplineId
from knowledge.models.facts import CoverageKind, Round
from knowledge.models.observation import Observation, SeenAthlete, SeenRace
from knowledge.store import KnowledgeBase, Tables

OWN_ID = "bell-lap"
"""The system of the ids that tell namesakes apart in an export. Ids of it are dropped on import."""

_INDOORS = "i"
_NICKNAME = "nickname"


def all_results(kb: KnowledgeBase) -> Iterator[Observation]:
    """Every result with its race and its athlete, race by race."""
    tables = kb.tables
    ambiguous = _ambiguous_races(tables)
    for race in range(len(tables.race)):
        rows = sorted(tables.result.of_race.of(race), key=tables.result.position.__getitem__)
        own_key = race in ambiguous or _is_alone_in_unnumbered_heat(tables, race, rows)
        yield from _rows(tables, _race(tables, race, rows, own_key=own_key), rows)


def _ambiguous_races(tables: Tables) -> set[int]:
    """Races that agree with another one in every exported column, such as two finals on one day."""
    race, city = tables.race, tables.edition.city
    columns = (race.discipline, race.category, race.date, race.round, race.heat)
    nations, venues = tables.city.nation.codes, tables.venue.name.codes
    cities = city.codes[race.edition.codes]
    stadiums = [None if venue is None else int(venues[venue]) for venue in race.venue.of(slice(None))]
    names = tables.city.name.codes[cities].tolist()
    hosts = nations[cities].tolist()
    keys = [*zip(*(column.codes.tolist() for column in columns), stadiums, names, hosts, strict=True)]
    counts = Counter(keys)
    return {row for row, key in enumerate(keys) if counts[key] > 1}


def _is_alone_in_unnumbered_heat(tables: Tables, race: int, rows: Sequence[int]) -> bool:
    """Whether a heat without a number has one result: without a key it would merge with other heats."""
    in_heats = tables.race.round[race] in {Round.HEAT, Round.SEMI_FINAL}
    return len(rows) == 1 and tables.race.heat[race] is None and in_heats


def _race(tables: Tables, row: int, rows: Sequence[int], *, own_key: bool) -> SeenRace:
    of, edition = tables.race, tables.race.edition[row]
    city, venue = tables.edition.city[edition], of.venue[row]
    town, stadium = tables.city.name[city], None if venue is None else tables.venue.name[venue]
    host = tables.nation.slug[tables.city.nation[city]]
    competition = tables.competition.name[tables.edition.competition[edition]]
    place = f"{stadium}, {town}" if stadium else town
    made_up = competition in {stadium, town, place}
    return SeenRace(
        discipline=DisciplineId(tables.discipline.slug[of.discipline[row]]),
        category=of.category[row],
        date=of.date[row],
        venue=f"{place} ({host})",
        stadium=stadium,
        city=town,
        nation=host,
        round=of.round[row],
        heat=of.heat[row],
        competition=None if made_up else competition,
        key=of.slug[row] if own_key else None,
        indoor=bool(rows) and all(_INDOORS in tables.result.notes.of(one) for one in rows),
        whole=of.coverage[row] is CoverageKind.COMPLETE,
        wind_mps=of.wind_mps[row],
    )


def _athlete(tables: Tables, row: int) -> SeenAthlete:
    """An athlete as the exported rows print it."""
    of, names = tables.athlete, tables.athlete.names
    slug, born, nation = of.slug[row], of.born[row], tables.nation.slug[of.nation[row]]
    outside = ((system, value) for system, value in of.ids.of(row).items() if system != OWN_ID)
    return SeenAthlete(
        name=of.name[row],
        family=of.family[row],
        sex=of.sex[row],
        nation=nation,
        born=born,
        # With the birth date: the same slug in two exports may name two people.
        ids=((OWN_ID, f"{slug}/{born or nation}"), *outside),
        spellings=tuple(names.text[one] for one in names.of.of(row).tolist() if names.kind[one] != _NICKNAME),
    )


def _rows(tables: Tables, race: SeenRace, rows: Sequence[int]) -> Iterator[Observation]:
    where = race.key or f"{race.discipline}|{race.category}|{race.date}|{race.venue}|{race.round}|{race.heat}"
    of, seen = tables.result, Counter[str]()
    for row in rows:
        nation, person, value = of.nation[row], of.athlete[row], of.mark_value[row]
        code = tables.nation.slug[nation]
        athlete = None if person is None else _under(_athlete(tables, person), code)
        team = None if athlete else of.team[row] or tables.nation.name[nation]
        key = f"{where}|{f'{athlete.name}|{athlete.born or str()}' if athlete else team}"
        seen[key] += 1
        yield Observation(
            row="",
            key=key if seen[key] == 1 else f"{key}|{seen[key]}",
            race=race,
            athlete=athlete,
            team=team,
            team_nation=None if athlete else code,
            place=of.place[row],
            mark=of.mark[row],
            mark_value=None if of.mark[row] is None else value,
            hand_timed=of.hand_timed[row],
            status=of.status[row],
            notes=of.notes.of(row),
            wind_mps=of.wind_mps[row],
        )


def _under(athlete: SeenAthlete, nation: str) -> SeenAthlete:
    return athlete if athlete.nation == nation else replace(athlete, nation=nation)

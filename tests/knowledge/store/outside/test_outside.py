"""Outside results beside the invented curated ones: merged by evidence, kept apart elsewhere."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.archive import PartReport
from knowledge.importing import forget, take_in
from knowledge.models.base import AthleteId, RaceId
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import ClaimStatus, CoverageKind, Tier
from knowledge.models.filter import RaceFilter
from knowledge.models.records import TeamLine
from knowledge.store import KnowledgeBase, open_store

HEAD = "date,venue,discipline,category,round,heat,name,family,nation,born,place,mark,status,notes\n"
LIST = '"",Rank,Mark,Competitor,DOB,Nat,Pos,Venue,Date,Results Score\n'
HARBOUR = '2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,men,final,,'
ELSEWHERE = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,'
MILE = RaceId("harbour-mile-2024-men-mile-final")
NEW_RACE = RaceId("2024-07-01-fjord-park-oslovik-nor-men-mile-final")


class Imports:
    """Imports rows of CSV and opens what comes of them."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'imports.sqlite'}"
        self._data = data
        self._folder = folder
        self._open: list[KnowledgeBase] = []

    def take(self, *rows: str, more: str = "") -> PartReport:
        """Rows of our own format; `more` names columns beside the usual ones."""
        file = self._folder / "rows.csv"
        head = HEAD.replace("\n", f"{more}\n")
        file.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return self._take("results-csv", file)

    def take_list(self, name: str, *rows: str) -> PartReport:
        """A list of the men's best marks in an event."""
        file = self._folder / "men" / name
        file.parent.mkdir()
        file.write_text(LIST + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return self._take("world-athletics-toplists", self._folder)

    def _take(self, format_name: str, path: Path) -> PartReport:
        (taken,) = take_in(self.url, format_name, [path], lambda *_: None, lambda *_: None)
        assert isinstance(taken, PartReport), taken
        return taken

    def kb(self) -> KnowledgeBase:
        self._open.append(open_store(self._data, self._folder / "cache", self.url))
        return self._open[-1]

    def close(self) -> None:
        for opened in self._open:
            opened.close()


@pytest.fixture
def imports(invented: Path, tmp_path: Path) -> Iterator[Imports]:
    made = Imports(invented, tmp_path)
    yield made
    made.close()


def test_a_race_and_people_of_their_own(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,PB",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000,2,3:51.20,,",
    )
    race = imports.kb().race(NEW_RACE)
    assert [(line.entered[0].id, line.place) for line in race.results] == [("olav-berg", 1), ("nils-dal", 2)]
    assert race.results[0].notes == ("PB",)
    assert race.head.city.name == "Oslovik"
    assert race.head.coverage.kind is CoverageKind.PARTIAL
    assert race.head.sources == ("results-csv",)


def test_a_curated_race_met_again_agrees_differs_and_grows(imports: Imports) -> None:
    before = imports.kb().race(MILE)
    imports.take(
        f"{HARBOUR}Tomas Arvell,Arvell,NOR,1998-03-04,1,3:49.11,,",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,NOR,1999-02-03,7,3:58.00,,",
    )
    after = imports.kb().race(MILE)
    assert [line for line in after.results if line.entered[0].id != "olav-berg"] == list(before.results)
    (added,) = [line for line in after.results if line.entered[0].id == "olav-berg"]
    assert (added.place, added.sources) == (7, ("results-csv",))
    (claim,) = [claim for claim in after.claims if claim not in before.claims]
    assert (claim.status, claim.athletes) == (ClaimStatus.UNRESOLVED, ("daniel-okoro",))
    assert "3:50.02 here, 3:50.20 there" in claim.sayings[0].says


def test_a_curated_athlete_is_known_by_more_than_the_name(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Thomas Arvell,Arvell,NOR,1998-03-04,1,3:50.00,,",
        f"{ELSEWHERE}Daniel Okoro,Okoro,NGR,2001-01-31,2,3:51.20,,",
    )
    kb = imports.kb()
    first, second = kb.race(NEW_RACE).results
    assert first.entered[0].id == "tomas-arvell"
    assert second.entered[0].id == "daniel-okoro-2001"
    assert NEW_RACE in {one.head.id for one in kb.performances(AthleteId("tomas-arvell"))}


@pytest.mark.parametrize(
    ("name", "new"), [("Tomass Arvell", [("Tomass Arvell", ("results-csv",))]), ("ARVELL Tomas", [])]
)
def test_another_spelling_of_a_curated_athlete_is_kept_with_its_source(
    imports: Imports, name: str, new: list[tuple[str, tuple[str, ...]]]
) -> None:
    before = imports.kb().athlete(AthleteId("tomas-arvell")).names
    imports.take(f"{ELSEWHERE}{name},Arvell,NOR,1998-03-04,1,3:50.00,,")
    after = imports.kb().athlete(AthleteId("tomas-arvell")).names
    assert [(name.text, name.sources) for name in after if name not in before] == new


def test_somebody_without_a_birth_date_is_nobody_else(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Tomas Arvell,Arvell,NOR,,1,3:50.00,,")
    (line,) = imports.kb().race(NEW_RACE).results
    assert line.entered[0].id != "tomas-arvell"


def test_rows_that_may_be_of_two_races_are_no_meeting(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,",
    )
    race = imports.kb().race(NEW_RACE)
    assert [line.place for line in race.results] == [None, None]
    assert race.head.note is not None


def test_races_of_two_winds_are_no_meeting(imports: Imports) -> None:
    sprint = ELSEWHERE.replace("mile", "100m")
    imports.take(
        f"{sprint}Olav Berg,Berg,NOR,1999-02-03,1,10.20,,,+1.2",
        f"{sprint}Nils Dal,Dal,NOR,2000-01-05,2,10.30,,,-0.4",
        more=",race_wind",
    )
    kb = imports.kb()
    assert kb.meetings(AthleteId("olav-berg"), AthleteId("nils-dal")) == ()
    (performance,) = kb.performances(AthleteId("olav-berg"))
    assert performance.head.wind_mps == "+1.2"


def test_relays_are_of_teams(imports: Imports) -> None:
    relay = '2024-07-01,"Fjord Park, Oslovik (NOR)",4x100m-relay,men,final,,,,'
    imports.take(
        f"{relay}NOR,,1,38.50,,,Norway",
        f"{relay}GBR,,2,38.60,,,Fjord Harriers",
        f"{relay}INT,,3,38.70,,,All Stars",
        more=",team",
    )
    kb = imports.kb()
    race = kb.race(RaceId("2024-07-01-fjord-park-oslovik-nor-men-4x100m-relay-final"))
    teams = [line for line in race.results if isinstance(line, TeamLine)]
    assert [(line.nation.id, line.team, line.place) for line in teams] == [
        ("NOR", None, 1),
        ("GBR", "Fjord Harriers", 2),
    ]
    merged = kb.about().merged
    assert merged is not None
    assert [(hidden.why, hidden.rows) for hidden in merged.hidden] == [("a team of no one nation", 1)]


def test_what_was_merged_is_counted(imports: Imports) -> None:
    imports.take(
        f"{HARBOUR}Tomas Arvell,Arvell,NOR,1998-03-04,1,3:49.11,,",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,NOR,1999-02-03,7,3:58.00,,",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,",
    )
    merged = imports.kb().about().merged
    assert merged is not None
    assert (merged.printed, merged.people, merged.united) == (4, 4, 2)
    assert (merged.recovered, merged.attached, merged.mixed) == (2, 1, 1)
    assert (merged.agreeing, merged.differing, merged.added) == (1, 1, 1)
    assert merged.hidden == ()


def test_somebody_twice_in_a_race_is_there_once(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,first",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,again",
        more=",key",
    )
    (line,) = imports.kb().race(NEW_RACE).results
    assert line.place == 1


def test_a_second_row_of_somebody_where_there_may_be_two_races_is_counted(imports: Imports) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,first",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,3,3:52.00,,,second",
        f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,1,3:51.20,,,third",
        more=",key",
    )
    kb = imports.kb()
    assert len(kb.race(NEW_RACE).results) == 2
    merged = kb.about().merged
    assert merged is not None
    assert merged.mixed == 1
    assert [hidden.rows for hidden in merged.hidden] == [1]


def test_what_is_written_refers_to_what_is_there(imports: Imports, tmp_path: Path) -> None:
    imports.take(
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,PB",
        f"{HARBOUR}Daniel Okoro,Okoro,NGR,1997-11-20,3,3:50.20,,",
        f"{HARBOUR}Olav Berg,Berg,GBR,1999-02-03,7,3:58.00,,",
    )
    imports.kb()
    (database,) = (tmp_path / "cache").glob("*.sqlite")
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_part_of_a_combined_event_is_no_race_of_that_event(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,combined event")
    assert not imports.kb().has("race", NEW_RACE)


def test_the_same_again_changes_nothing_and_forgetting_leaves_what_was_curated(imports: Imports) -> None:
    curated = imports.kb().about()
    row = f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,"
    assert (imports.take(row).new, imports.take(row).new) == (1, 0)
    imported = imports.kb().about()
    assert imported.counts.results == curated.counts.results + 1
    assert imports.take(row.replace("3:50.00", "3:49.99")).corrected == 1
    (line,) = imports.kb().race(NEW_RACE).results
    assert line.mark is not None
    assert line.mark.text == "3:49.99"
    assert forget(imports.url, "results-csv") == 1
    assert imports.kb().about() == curated


def test_places_that_are_new_are_found_by_their_names(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,")
    kb = imports.kb()
    named = {(entry.kind, entry.text) for entry in kb.name_entries()}
    assert {("city", "Oslovik"), ("venue", "Fjord Park"), ("athlete", "Olav Berg")} <= named
    (head,) = kb.races(RaceFilter(venues=("Fjord Park",)))
    assert head.id == NEW_RACE


def test_a_race_at_no_curated_edition_is_of_the_competition_that_its_row_names(imports: Imports) -> None:
    open_ = f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,Oslovik Open"
    imports.take(
        open_,
        open_.replace("mile", "5000m").replace("3:50.00", "13:50.00").replace("07-01", "07-02"),
        open_.replace("2024", "2023"),
        open_.replace("Fjord Park, Oslovik", "Hill Park, Nordhamn").replace("07-01", "07-03"),
        f"{ELSEWHERE.replace('07-01', '08-01')}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,Harbour Mile",
        more=",competition",
    )
    kb = imports.kb()
    editions = {head.id: (head.edition.id, head.competition.name) for head in kb.races(RaceFilter())}
    first = editions[NEW_RACE]
    assert first == ("oslovik-open-2024-oslovik-nor", "Oslovik Open")
    assert editions[RaceId("2024-07-02-fjord-park-oslovik-nor-men-5000m-final")] == first
    edition = kb.race(NEW_RACE).head.edition
    assert (edition.tier, str(edition.start), str(edition.end)) == (Tier.OTHER, "2024-07-01", "2024-07-02")
    assert editions[RaceId(NEW_RACE.replace("2024", "2023"))][0] == "oslovik-open-2023-oslovik-nor"
    assert "oslovik-open-2024-nordhamn-nor" in {edition for edition, _ in editions.values()}
    assert editions[RaceId(NEW_RACE.replace("07-01", "08-01"))] == (
        "harbour-mile-2024-oslovik-nor",
        "Harbour Mile Meeting",
    )
    assert ("competition", "Oslovik Open") in {(entry.kind, entry.text) for entry in kb.name_entries()}


def test_a_competition_that_one_source_names_is_that_of_the_race_of_another(imports: Imports) -> None:
    imports.take_list(
        "one-mile.csv",
        '0,1,3:50.00,Olav BERG,03 FEB 1999,NOR,1,"Fjord Park, Oslovik (NOR)",01 JUL 2024,1200',
    )
    imports.take(f"{ELSEWHERE}Nils Dal,Dal,NOR,2000-01-05,2,3:51.20,,,Oslovik Open", more=",competition")
    assert imports.kb().race(NEW_RACE).head.competition.name == "Oslovik Open"


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda url: list(take_in(url, "no-such", [], print, print)), "There is no format 'no-such'"),
        (lambda url: forget(url, "no-such"), "No source 'no-such' was imported; nothing was imported yet"),
    ],
)
def test_what_is_not_there_is_said(imports: Imports, call: Callable[[str], object], why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        call(imports.url)


def test_somebody_is_of_the_nation_of_the_newest_race(imports: Imports) -> None:
    later = ELSEWHERE.replace("2024-07-01", "2024-08-01")
    imports.take(
        f"{later}Olav Berg,Berg,GBR,1999-02-03,1,3:49.00,,",
        f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,",
    )
    kb = imports.kb()
    assert kb.athlete_ref(AthleteId("olav-berg")).nation.id == "GBR"
    assert kb.race(NEW_RACE).results[0].nation.id == "NOR"


def test_indoor_results_say_so(imports: Imports) -> None:
    imports.take(f"{ELSEWHERE}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00,,,yes", more=",indoor")
    (performance,) = imports.kb().performances(AthleteId("olav-berg"))
    assert performance.result.notes == ("i",)


def test_a_list_of_best_marks_is_cut_off_at_its_last(imports: Imports) -> None:
    venue = '"Fjord Park, Oslovik (NOR)",01 JUL 2024'
    imports.take_list(
        "one-mile.csv",
        f"0,1,3:50.00,Olav BERG,03 FEB 1999,NOR,1,{venue},1200",
        f"1,2,3:55.50,Nils DAL,05 MAR 2000,NOR,2,{venue},1150",
    )
    coverage = imports.kb().race(NEW_RACE).head.coverage
    assert (coverage.kind, coverage.limit) == (CoverageKind.CUT_OFF, "3:55.50")


def test_a_curators_no_keeps_two_apart(invented: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(invented, tmp_path / "data"))
    (data / "decisions").mkdir()
    (data / "decisions" / "arvell.toml").write_text(
        '[[people]]\none = "curated/tomas-arvell"\nother = "results-csv/thomas-arvell/m/1998-03-04"\n'
        "same = false\n",
        encoding="utf-8",
    )
    imports = Imports(data, tmp_path)
    imports.take(f"{ELSEWHERE}Thomas Arvell,Arvell,NOR,1998-03-04,1,3:50.00,,")
    (line,) = imports.kb().race(NEW_RACE).results
    imports.close()
    assert line.entered[0].id == "thomas-arvell"

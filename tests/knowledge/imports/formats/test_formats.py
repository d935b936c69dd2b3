"""Each format on invented files."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.imports.formats import FORMATS, ImportRefused, write_results
from knowledge.models.facts import Category, Round, Sex, Status
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import LIST, refusals, results, rows, write_list, write_zip
from tests.paths import ROOT


def test_a_list_tells_people_races_and_marks(tmp_path: Path) -> None:
    ada, bea, cleo = results("world-athletics-toplists", write_list(tmp_path))
    assert ada.athlete is not None
    assert (ada.athlete.name, ada.athlete.born, ada.athlete.sex) == (
        "Ada Swift-Lane",
        "1996-09-12",
        Sex.FEMALE,
    )
    assert (ada.mark, ada.mark_value, ada.hand_timed, ada.place) == ("10.60", 1060, False, 1)
    assert (ada.race.category, ada.race.date, ada.race.city) == (
        Category.WOMEN,
        date(2020, 8, 14),
        "Springfield",
    )
    assert (ada.race.wind_mps, ada.race.key, ada.row) == ("+0.9", None, "line 2")
    assert (bea.race.round, bea.race.heat, bea.notes) == (Round.HEAT, 2, ("w",))
    assert cleo.athlete is not None
    assert cleo.athlete.born is None
    assert cleo.race.key is not None
    assert bea.race != cleo.race


def test_rows_of_a_list_share_their_athletes_and_races(tmp_path: Path) -> None:
    text = LIST + '3,4,10.9,0.9,Dee FAST,1990,KEN,2,"Hill Park, Springfield, IL (USA)",14 AUG 2020,1\n'
    first, *_, last = results("world-athletics-toplists", write_list(tmp_path, text))
    assert first.race is last.race


def test_heats_without_a_number_are_not_taken_for_one_race(tmp_path: Path) -> None:
    more = "3,4,10.9,,Dee FAST,1990,KEN,sf,Helsinki (FIN),13 JUN 2019,1\n"
    *_, cleo, dee = results("world-athletics-toplists", write_list(tmp_path, LIST + more))
    assert cleo.race.key != dee.race.key


def test_the_key_of_a_row_outlives_a_correction(tmp_path: Path) -> None:
    before = results("world-athletics-toplists", write_list(tmp_path / "a"))
    after = results("world-athletics-toplists", write_list(tmp_path / "b", LIST.replace("10.6,", "10.61,")))
    assert [row.key for row in before] == [row.key for row in after]
    assert before[0].mark != after[0].mark


def test_a_repeated_row_and_rows_that_cannot_be_read_are_refused_one_by_one(tmp_path: Path) -> None:
    bad = (
        LIST
        + LIST.splitlines()[2]
        + "\n3,4,fast,,Eve LATE,1990,KEN,1,Rome (ITA),13 JUN 2019,1\n4,5,10.9\n"
        + f"5,6,10.9,,{'X' * 10_001},1990,KEN,1,Rome (ITA),13 JUN 2019,1\n"
        + '6,7,10.9,,"Fay\nNEWLINE",1990,KEN,1,Rome (ITA),13 JUN 2019,1\n'
        + "7,8,10.9,,Gil NORTH,1990,ken,1,Rome (ITA),13 JUN 2019,1\n"
    )
    found = refusals("world-athletics-toplists", write_list(tmp_path, bad))
    words = ["repeats", "The mark is not", "3 columns", "10,001 characters", "line break", "three capitals"]
    assert [word in row.why for word, row in zip(words, found, strict=True)] == [True] * 6
    assert found[0].row == "line 5"
    assert len(results("world-athletics-toplists", tmp_path)) == 3


def test_relays_of_a_list_are_teams(tmp_path: Path) -> None:
    text = LIST.replace("10.6,", "42.1,").replace("10.75", "42.2").replace("10.8,", "42.3,")
    team = results("world-athletics-toplists", write_list(tmp_path, text, "men/4x100-metres-relay.csv"))[0]
    assert (team.athlete, team.team, team.team_nation) == (None, "Ada SWIFT-LANE", "KEN")


def test_zip_folder_and_file_give_the_same_parts(tmp_path: Path) -> None:
    write_list(tmp_path / "lists")
    packed = write_zip(tmp_path / "lists.zip", {"women/100-metres.csv": LIST.encode(), "LICENSE": b"x"})
    ways = [packed, tmp_path / "lists", tmp_path / "lists/women", tmp_path / "lists/women/100-metres.csv"]
    parts = [list(FORMATS["world-athletics-toplists"].files(way)) for way in ways]
    assert {part.name for one in parts for part in one} == {"women/100-metres.csv"}
    assert {part.size for one in parts for part in one} == {len(LIST.encode())}
    assert [list(one[0].rows()) for one in parts] == [list(parts[0][0].rows())] * 4


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("women/tug-of-war.csv", "not a discipline that is known"),
        ("all/100-metres.csv", "men or women"),
    ],
)
def test_a_list_of_something_unknown_is_refused_whole(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        rows("world-athletics-toplists", write_list(tmp_path, name=name))


def test_paris(tmp_path: Path) -> None:
    first, second, relay, jump = results("paris-2024", samples.write_paris(tmp_path))
    assert first.athlete is not None
    assert (first.athlete.born, first.place, first.mark, first.notes) == ("1996-09-12", 1, "14:30.10", ("Q",))
    assert (first.race.key, first.race.heat, first.race.whole) == ("W5-1", 1, True)
    assert first.race is second.race
    assert (second.status, second.place, second.mark) == (Status.DNF, None, None)
    assert (relay.team, relay.team_nation, relay.race.category) == ("Kenya", "KEN", Category.MIXED)
    assert (jump.race.discipline, jump.notes) == ("high-jump", ("combined event", "heptathlon"))
    [refused] = refusals("paris-2024", tmp_path)
    assert refused.why == "The athlete 99 is not in athletes.csv."


def test_paris_needs_both_files(tmp_path: Path) -> None:
    samples.write_paris(tmp_path)
    assert len(results("paris-2024", tmp_path / "results.csv")) == 4
    (tmp_path / "athletes.csv").unlink()
    with pytest.raises(ImportRefused, match=r"no athletes\.csv"):
        rows("paris-2024", tmp_path)


def test_tilastopaja(tmp_path: Path) -> None:
    ada, mono, relay = results("tilastopaja", samples.write_championship(tmp_path))
    assert ada.athlete is not None
    assert mono.athlete is not None
    assert ada.athlete.ids == (("world-athletics", "70"), ("tilastopaja", "7"))
    assert (ada.place, ada.wind_mps, ada.notes) == (1, "+2.4", ("SB", "q", "w"))
    assert (mono.athlete.name, mono.athlete.family, mono.athlete.ids) == (
        "Mono",
        None,
        (("tilastopaja", "8"),),
    )
    assert (mono.status, mono.mark, "ADR 32.3" in mono.notes) == (Status.DQ, None, True)
    assert (relay.team, relay.race.category, relay.race.discipline) == ("KEN", Category.MIXED, "4x400m-relay")


def test_nobody_has_a_name_of_many_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    header = "date,venue,discipline,category,name,place,mark,nation,spellings\n"
    row = "2024-08-25,Rome (ITA),5000m,men,Abe Long,1,13:00.00,KEN,{}\n"
    path.write_text(header + row.format("A. Long") + row.format("a-" * 12 + "b"), encoding="utf-8")
    [refused] = refusals("results-csv", path)
    assert refused.why == "The name has 13 words; at most 12 are taken."
    supplied = samples.write_championship(tmp_path)
    text = supplied.read_text(encoding="utf-8").replace('"Ada Swift-Lane"', f'"{"a " * 12}b"')
    supplied.write_text(text, encoding="utf-8")
    assert [one.why for one in refusals("tilastopaja", supplied)] == [refused.why]


def test_our_own_format_round_trips(tmp_path: Path) -> None:
    seen = [
        *results("world-athletics-toplists", write_list(tmp_path / "lists")),
        *results("paris-2024", samples.write_paris(tmp_path)),
        *results("tilastopaja", samples.write_championship(tmp_path)),
    ]
    odd = seen[0]._replace(key="odd", notes=("a; b", "c\\d", 'say "so", then'), hand_timed=True)
    seen.append(odd)
    path = tmp_path / "own" / "out.csv"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8", newline="") as out:
        assert write_results(seen, out) == len(seen)
    assert [row._replace(row="") for row in results("results-csv", path)] == [
        row._replace(row="") for row in seen
    ]


def test_the_template_is_read(tmp_path: Path) -> None:
    text = (ROOT / "docs/results-template.csv").read_text(encoding="utf-8")
    (tmp_path / "mine.csv").write_text("\ufeff" + text, encoding="utf-8", newline="\r\n")
    assert not refusals("results-csv", tmp_path)
    first, *_, last = results("results-csv", tmp_path)
    assert (first.race.city, first.race.nation, first.mark_value) == ("Springfield", "USA", 48690)
    assert last.team == "Kenya"


def test_our_own_format_says_what_is_wrong(tmp_path: Path) -> None:
    header = "date,venue,discipline,category,name,place,mark,nation,status,round\n"
    good = "2024-08-25,Rome (ITA),5000m,men,Abe Long,1,13:00.00,KEN,,\n"
    bad = {
        "2024-08,Rome (ITA),5000m,men,Abe Long,1,13:00.00,KEN,,\n": "needs a day",
        "2024-08-25,Rome (ITA),tug,men,Abe Long,1,13:00.00,KEN,,\n": "discipline tug",
        "2024-08-25,Rome (ITA),5000m,dogs,Abe Long,1,13:00.00,KEN,,\n": "category",
        "2024-08-25,Rome (ITA),5000m,men,,1,13:00.00,KEN,,\n": "names neither",
        "2024-08-25,Rome (ITA),5000m,men,Abe Long,,,KEN,,\n": "neither a place",
        "2024-08-25,Rome (ITA),5000m,men,Abe Long,one,,KEN,,\n": "whole number",
        "2024-08-25,Rome (ITA),5000m,men,Abe Long,,,KEN,lost,\n": "status is none of",
        "2024-08-25,Rome (ITA),5000m,mixed,Abe Long,1,,KEN,,\n": "needs a sex",
        f"2024-08-25,Rome (ITA),5000m,men,{'Abe ' * 12}Long,1,13:00.00,KEN,,\n": "has 13 words; at most 12",
        good: "repeats",
    }
    path = tmp_path / "mine.csv"
    path.write_text(header + good + "".join(bad), encoding="utf-8")
    found = refusals("results-csv", path)
    assert [word in row.why for word, row in zip(bad.values(), found, strict=True)] == [True] * len(bad)


def test_semicolons_are_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("date;venue;discipline\n", encoding="utf-8")
    with pytest.raises(ImportRefused, match="separated by semicolons"):
        rows("results-csv", path)

"""Our own format: every result comes in as it left, and what is wrong is named."""

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from knowledge.imports.formats import write_results
from knowledge.models.observation import Observation, SeenAthlete
from tests.knowledge.imports.archive.parts import RACE, athlete, row
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import refusals, results, write_list
from tests.paths import ROOT

words = some.text("'=+-@ ab1;\\,\"\uff1dé", max_size=8).map(lambda text: f"{text}x".strip())


def _athletes(name: str, family: str, spelling: str, number: str) -> SeenAthlete:
    ids = (("mine", number), (f"a{number}", name))
    return replace(athlete(), name=name, family=family, spellings=(spelling, family), ids=ids)


people = some.builds(_athletes, words, words, words, words.map(lambda text: text.replace(":", "")))
races = some.builds(
    lambda place, venue, name, key: RACE._replace(
        stadium=place, venue=venue, competition=name, key=key, wind_mps="-0.3"
    ),
    *(words, words, words, words),
)
written = some.builds(
    lambda race, person, key, notes: row(1, race=race, athlete=person, key=key, notes=notes, wind_mps="-1.2"),
    *(races, people, words, some.lists(words, max_size=3).map(tuple)),
)


def _out_and_in(seen: Observation) -> tuple[list[list[str]], list[Observation]]:
    out = io.StringIO(newline="")
    write_results([seen], out)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "own.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
        return list(csv.reader(io.StringIO(out.getvalue()))), results("results-csv", Path(folder))


@given(written)
def test_any_result_comes_in_as_it_left(seen: Observation) -> None:
    (header, cells), [read] = _out_and_in(seen)
    assert read._replace(row="") == seen._replace(row="")
    for column, cell in zip(header, cells, strict=True):
        assert cell[:1] not in set("=+@\uff1d"), column
        assert not cell.startswith("-") or column in {"wind", "race_wind"}


def test_a_team_comes_in_as_it_left() -> None:
    seen = row(1, athlete=None, team="@lions", team_nation="NOR")
    _, [read] = _out_and_in(seen)
    assert read.team == "@lions"


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

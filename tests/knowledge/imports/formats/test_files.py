"""Files, folders and zips: damaged or hostile ones are refused in one sentence, and no cell is a formula."""

import json
import random
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from knowledge.imports.formats import FORMATS, ImportRefused
from knowledge.imports.formats.files import MAX_UNPACKED, defused, defused_number, plain
from knowledge.imports.formats.wikidata import enrichment_files
from knowledge.models.observation import Refusal
from tests.damages import flip, truncate
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.damaged import LISTS, WHOLE, is_one_sentence, own_csv
from tests.knowledge.imports.formats.samples import LIST, rows, write_list, write_zip

texts = some.text("'=+-@\t\r ab1;\\,\"\uff1d", max_size=8)


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    for cell in (defused(text), defused_number(text)):
        assert plain(cell) == text
    assert defused(text)[:1] not in set("=+-@\t\r\uff1d")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@home", "'@home"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("''-", "'''-"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'", "'"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_only_what_would_be_a_formula_is_defused(text: str, cell: str) -> None:
    assert defused(text) == cell


@pytest.mark.parametrize(("text", "cell"), [("-0.3", "-0.3"), ("+1.3", "+1.3"), ("-0.3+A1", "'-0.3+A1")])
def test_a_negative_wind_is_a_number(text: str, cell: str) -> None:
    assert defused_number(text) == cell
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_zip_is_refused_with_one_sentence(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 -- reproducible damage, nothing secret
    path = write_zip(tmp_path / "lists.zip", {"women/100-metres.csv": LIST.encode()})
    path.write_bytes(chance.choice((truncate, flip))(path.read_bytes(), chance))
    try:
        rows(LISTS, path)
    except ImportRefused as refused:
        is_one_sentence(str(refused))


@pytest.mark.parametrize(
    "name",
    [
        "../women/100-metres.csv",
        "/women/100-metres.csv",
        "C:/women/100-metres.csv",
        "women\\..\\100-metres.csv",
    ],
)
def test_a_path_out_of_the_zip(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "lists.zip", {name: LIST.encode()})
    with pytest.raises(ImportRefused, match="outside the zip"):
        rows(LISTS, path)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("men/100-metres.csv", "w") as out,
    ):
        for _ in range(MAX_UNPACKED // 2**20 + 1):
            out.write(b"0" * 2**20)
    tracemalloc.start()
    with pytest.raises(ImportRefused, match="bytes; at most"):
        rows(LISTS, path)
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_a_smaller_bomb_is_told_by_its_ratio(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bomb.zip", {"men/100-metres.csv": b"0" * 4 * 2**20})
    with pytest.raises(ImportRefused, match="100 times its size"):
        rows(LISTS, path)


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bomb.zip", {"men/100-metres.csv": LIST.encode() + b"0" * 4 * 2**20})
    true, small = struct.pack("<I", len(LIST.encode()) + 4 * 2**20), struct.pack("<I", len(LIST.encode()))
    path.write_bytes(path.read_bytes().replace(true, small))
    with pytest.raises(ImportRefused, match="can't be read"):
        rows(LISTS, path)


def test_a_link_and_two_of_one_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        link = zipfile.ZipInfo("men/100-metres.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ImportRefused, match="is a link"):
        rows(LISTS, tmp_path / "link.zip")
    # Written under two names of one length, and then renamed: zipfile warns of writing one twice.
    path = write_zip(tmp_path / "two.zip", {"men/100-metres.csv": LIST.encode(), "men/200-metres.csv": b""})
    path.write_bytes(path.read_bytes().replace(b"men/200", b"men/100"))
    with pytest.raises(ImportRefused, match="two files of one name"):
        rows(LISTS, tmp_path / "two.zip")


@pytest.mark.parametrize("name", WHOLE)
def test_a_field_of_ten_million_characters(name: str, tmp_path: Path) -> None:
    file, content = WHOLE[name]
    samples.write_paris(tmp_path)
    text = content.replace("KEN", "K" * 10**7, 1)
    for other in tmp_path.glob("*.csv"):
        if name not in {"paris-2024"}:
            other.unlink()
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if file.endswith(".json"):
        assert any(
            "10,000,000 characters" in row.why for row in rows(name, tmp_path) if isinstance(row, Refusal)
        )
    else:
        with pytest.raises(ImportRefused, match="a line of more than 200,000 characters"):
            rows(name, tmp_path)


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize("depth", [100, 600, 900, 940, 980, 50_000])
def test_a_document_that_is_nested_deep(depth: int, tmp_path: Path) -> None:
    championship = json.dumps(samples.championship())
    assert '"rank": "1="' in championship
    for text in (
        _nested(depth),
        f'{{"events": [{_nested(depth)}]}}',
        championship.replace('"rank": "1="', f'"rank": {_nested(depth)}', 1),
        championship.replace('"eventName": ', f'"eventName": {_nested(depth)}, "was": ', 1),
    ):
        (tmp_path / "games.json").write_text(text, encoding="utf-8")
        _is_told("tilastopaja", tmp_path)
    (tmp_path / "games.json").unlink()
    for text in (
        f'{{"results": {{"bindings": [{_nested(depth)}]}}}}',
        f'{{"results": {{"bindings": [{{"athlete": {_nested(depth)}}}]}}}}',
    ):
        (tmp_path / "answer.json").write_text(text, encoding="utf-8")
        _is_told("wikidata", tmp_path)


def _is_told(name: str, folder: Path) -> None:
    try:
        parts = enrichment_files(folder) if name == "wikidata" else FORMATS[name].files(folder)
        refusals = [row for part in parts for row in part.rows() if isinstance(row, Refusal)]
    except ImportRefused as refused:
        is_one_sentence(str(refused))
        return
    assert refusals
    for row in refusals:
        is_one_sentence(row.why)
        assert len(row.value) <= 200


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 1_000_000])
def test_a_number_of_a_document_without_end(number: str, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(f'{{"events": [{number}], "results": {{"bindings": [{number}]}}}}', encoding="utf-8")
    for read in (lambda: rows("tilastopaja", path), lambda: [*next(enrichment_files(path)).rows()]):
        with pytest.raises(ImportRefused, match=r"^one\.json|/one\.json holds a number that is too large\.$"):
            read()


def test_a_field_larger_than_any(tmp_path: Path) -> None:
    for field in ("K" * 150_000, '"' + "K\n" * 70_000 + '"'):
        (tmp_path / "mine.csv").write_text(own_csv().replace("KEN", field, 1), encoding="utf-8")
        with pytest.raises(ImportRefused, match="a field has more than 131,072 characters, or a quote"):
            rows("results-csv", tmp_path)


def test_zip_folder_and_file_give_the_same_parts(tmp_path: Path) -> None:
    write_list(tmp_path / "lists")
    packed = write_zip(tmp_path / "lists.zip", {"women/100-metres.csv": LIST.encode(), "LICENSE": b"x"})
    ways = [packed, tmp_path / "lists", tmp_path / "lists/women", tmp_path / "lists/women/100-metres.csv"]
    parts = [list(FORMATS["world-athletics-toplists"].files(way)) for way in ways]
    assert {part.name for one in parts for part in one} == {"women/100-metres.csv"}
    assert {part.size for one in parts for part in one} == {len(LIST.encode())}
    assert [list(one[0].rows()) for one in parts] == [list(parts[0][0].rows())] * 4


def test_semicolons_are_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("date;venue;discipline\n", encoding="utf-8")
    with pytest.raises(ImportRefused, match="separated by semicolons"):
        rows("results-csv", path)

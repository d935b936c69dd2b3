"""Files that are damaged, hostile or something else: one sentence each, and never another exception."""

import json
import random
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from knowledge.imports.formats import FORMATS, ImportRefused
from knowledge.imports.formats.files import MAX_UNPACKED
from knowledge.imports.formats.wikidata import enrichment_files
from knowledge.models.observation import Refusal
from tests.damages import Damage, flip, insert, shuffle, truncate
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.samples import LIST, rows, write_list, write_zip
from tests.paths import ROOT

LISTS = "world-athletics-toplists"


def _reencode(encoding: str) -> Damage:
    return lambda content, _: content.decode().replace("Big", "Bîg").encode(encoding, "replace")


DAMAGES: tuple[Damage, ...] = (
    *(truncate, flip, flip, flip, shuffle),
    *(
        insert(junk)
        for junk in (b'"', b",", b"\x00", b"\n", b"\r", b"\xff", "\u2028".encode(), b"[" * 100_000)
    ),
    *(
        insert(junk)
        for junk in (b"9" * 20_000, "\ufeff".encode(), b'"\n"', b"x" * 10**6, b"NaN", b"1e999", b"{}")
    ),
    *(_reencode(encoding) for encoding in ("latin-1", "utf-16", "cp037", "utf-32", "utf-8-sig")),
)


def _own_csv() -> str:
    return (ROOT / "docs/results-template.csv").read_text(encoding="utf-8")


WHOLE: dict[str, tuple[str, str]] = {
    LISTS: ("women/100-metres.csv", LIST),
    "paris-2024": ("results.csv", samples.PARIS_RESULTS),
    "tilastopaja": ("games.json", json.dumps(samples.championship(), indent=1)),
    "results-csv": ("mine.csv", _own_csv()),
}


@pytest.mark.parametrize("name", WHOLE)
def test_random_damage_is_refused_with_one_sentence(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 -- reproducible damage, nothing secret
    file, content = WHOLE[name]
    read = 0
    for _ in range(75):
        damaged = chance.choice(DAMAGES)(content.encode(), chance)
        if name == "paris-2024":
            samples.write_paris(tmp_path)
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damaged)
        try:
            found = rows(name, tmp_path)
        except ImportRefused as refused:
            _is_one_sentence(str(refused))
        else:
            read += 1
            for row in found:
                if isinstance(row, Refusal):
                    _is_one_sentence(row.why)
                    assert len(row.value) <= 120
    assert 0 < read < 75


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_zip_is_refused_with_one_sentence(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 -- reproducible damage, nothing secret
    path = write_zip(tmp_path / "lists.zip", {"women/100-metres.csv": LIST.encode()})
    path.write_bytes(chance.choice((truncate, flip))(path.read_bytes(), chance))
    try:
        rows(LISTS, path)
    except ImportRefused as refused:
        _is_one_sentence(str(refused))


def _is_one_sentence(text: str) -> None:
    assert text.endswith((".", "?"))
    assert "\n" not in text
    assert len(text) < 500


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
    with pytest.raises(ImportRefused, match="unpacks to"):
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


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        line = "1,2,10.{0:02},,Bea R{1},1994,ESP,1h{0},Helsinki (FIN),13 JUN 2019,1294\n"
        body = "".join(line.format(n % 90 + 1, "abcdefghij"[n % 10] * (n % 1000 + 1)) for n in range(count))
        write_list(tmp_path, samples.LIST_HEADER + body)
        [part] = FORMATS[LISTS].files(tmp_path)
        tracemalloc.start()
        for _ in part.rows():
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(16_000) < 2 * peak(4_000) + 2**20


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_there_and_nothing_in_it(name: str, tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(ImportRefused):
            rows(name, path)


def test_a_damaged_answer_of_wikidata(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    for content in (
        b"",
        b"[]",
        b"{}",
        b'{"results": {"bindings": 3}}',
        b"\xff\xfe",
        b"[" * 10**5,
        b"9" * 10**4,
    ):
        path.write_bytes(content)
        with pytest.raises(ImportRefused):
            [list(part.rows()) for part in enrichment_files(path)]


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
        _is_one_sentence(str(refused))
        return
    assert refusals
    for row in refusals:
        _is_one_sentence(row.why)
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
        (tmp_path / "mine.csv").write_text(_own_csv().replace("KEN", field, 1), encoding="utf-8")
        with pytest.raises(ImportRefused, match="a field has more than 131,072 characters, or a quote"):
            rows("results-csv", tmp_path)

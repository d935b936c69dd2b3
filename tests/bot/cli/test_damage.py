"""Two hundred damaged files through the command line: a sentence each, and nothing of a broken file stays."""

import json
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest

from bot.cli import import_
from knowledge.imports import FORMAT_NAMES, revision
from tests.bot.cli.conftest import ROOT, Typed
from tests.damages import Damage, flip, insert, shuffle, truncate
from tests.knowledge.imports.formats import samples

TEMPLATE = (ROOT / "docs" / "results-template.csv").read_text(encoding="utf-8")
ANSWER = {
    "results": {
        "bindings": [
            {
                "athlete": {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{number}"},
                "waid": {"type": "literal", "value": f"14{number}"},
                "name": {"type": "literal", "xml:lang": "fr", "value": f"Ada Swift-Lane {'I' * number}"},
                "born": {"type": "literal", "value": "1996-09-12T00:00:00Z"},
            }
            for number in range(1, 9)
        ]
    }
}
WHOLE: dict[str, tuple[str, str]] = {
    "world-athletics-toplists": ("women/100-metres.csv", samples.LIST),
    "paris-2024": ("results.csv", samples.PARIS_RESULTS),
    "tilastopaja": ("games.json", json.dumps(samples.championship(), indent=1)),
    "results-csv": ("mine.csv", TEMPLATE),
    "wikidata": ("answer.json", json.dumps(ANSWER, indent=1)),
}


def test_every_format_is_damaged() -> None:
    missing = set(FORMAT_NAMES) - set(WHOLE)
    assert not missing, f"{missing}: add a whole file of the format to WHOLE above"


def _lose_a_column(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(lines[0].count(b",") + 1)
    return b"\n".join(b",".join(cell for n, cell in enumerate(line.split(b",")) if n != at) for line in lines)


def _in_another_encoding(encoding: str) -> Damage:
    return lambda content, _: content.decode().replace("a", "å").encode(encoding, "replace")


DAMAGES: tuple[Damage, ...] = (
    *(truncate, flip, flip, shuffle, _lose_a_column),
    *(_in_another_encoding(name) for name in ("latin-1", "utf-16", "utf-32", "cp037", "utf-8-sig")),
    *(
        insert(junk)
        for junk in (b'"', b'"\n', b"\x00", b"\xff", b"\r", "\ufeff".encode(), "\u2028".encode(), b";")
    ),
    *(insert(junk) for junk in (b"x" * 10**6, b"9" * 20_000, b"[" * 100_000, b"\x1b[2J", b",,,,")),
    lambda *_: b"",
)


def _pack(chance: random.Random, path: Path, inside: str, content: bytes) -> None:
    """A zip that is damaged, or that is none of ours."""
    entries: dict[str, bytes] = chance.choice(
        (
            {f"../{inside}": content},
            {f"/{inside}": content},
            {inside: b"0" * 8 * 2**20},
            {f"{inside}.zip": content},
            {"readme.txt": content},
            {inside: chance.choice(DAMAGES[:9])(content, chance)},
            {inside: content},
        )
    )
    samples.write_zip(path, entries)
    if chance.random() < 0.5:
        path.write_bytes(chance.choice((truncate, flip))(path.read_bytes(), chance))


def _damaged(number: int, folder: Path) -> tuple[str, str]:
    """Makes the damaged file of a number; its format and path."""
    chance = random.Random(number)  # noqa: S311 -- reproducible damage, nothing secret
    name = chance.choice(list(WHOLE))
    file, text = WHOLE[name]
    folder.mkdir()
    if name == "paris-2024":
        samples.write_paris(folder)
    elif chance.random() < 0.3:
        _pack(chance, folder / "packed.zip", file, text.encode())
        return name, str(folder / "packed.zip")
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(chance.choice(DAMAGES)(text.encode(), chance))
    return name, str(folder if name == "world-athletics-toplists" else path)


def _is_a_sentence(line: str) -> None:
    assert line.endswith((".", "?")), line
    assert line.isprintable()
    assert len(line) < 700
    assert "Traceback" not in line


@pytest.mark.parametrize("start", range(0, 200, 25))
def test_two_hundred_damaged_files(
    start: int, bell_lap: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Building after each would take a minute, and has tests of its own.
    about = SimpleNamespace(version="", counts=SimpleNamespace(results=0, athletes=0), merged=None)
    built = SimpleNamespace(about=lambda: about, doubt_count=lambda: 0)
    monkeypatch.setattr(import_, "_built", lambda _: built)
    url = f"sqlite:///{tmp_path / 'imports.sqlite'}"
    refused_whole = 0
    for number in range(start, start + 25):
        format_name, path = _damaged(number, tmp_path / str(number))
        before = revision(url)
        result = bell_lap("knowledge", "import", format_name, path)
        assert isinstance(result.exception, SystemExit | None), (number, result.exception)
        lines = result.stderr.splitlines()
        reasons = [line for line in lines if not line.startswith("    ")]
        for line in reasons:
            _is_a_sentence(line)
        if result.exit_code == 0:
            assert result.stdout.startswith("1 file: "), (number, result.output)
            assert (", 0 refused." in result.stdout) == (not lines)
        else:
            assert result.exit_code == 1, (number, result.output)
            assert result.stdout == "", number
            assert revision(url) == before, number
            assert len(lines) == 1, (number, lines)
            refused_whole += 1
    assert 0 < refused_whole < 25


def test_what_is_left_after_damage_can_be_built(bell_lap: Typed, tmp_path: Path) -> None:
    for number in (3, 11, 19):
        bell_lap("knowledge", "import", *_damaged(number, tmp_path / str(number)))
    assert bell_lap("knowledge", "build").exit_code == 0


@pytest.mark.parametrize("number", [2, 5, 7])
def test_a_process_of_its_own_says_it_too(
    number: int, tmp_path: Path, process: Callable[..., "CompletedProcess[bytes]"]
) -> None:
    done = process("knowledge", "import", *_damaged(number, tmp_path / "damaged"))
    assert done.returncode in {0, 1}
    for line in done.stderr.decode().splitlines():
        if not line.startswith("    "):
            _is_a_sentence(line)


_MEASURED = """
import resource, sys
from typer.testing import CliRunner
from bot.cli.app import app
def take(*arguments):
    return CliRunner().invoke(app, ["knowledge", "import", *arguments]).exit_code
assert take(*sys.argv[1:3]) == 0
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for at in range(3, len(sys.argv), 2):
    print(take(*sys.argv[at:at + 2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Of ru_maxrss, in bytes."""


def test_hostile_files_take_little_memory(
    tmp_path: Path, process: Callable[..., "CompletedProcess[bytes]"]
) -> None:
    (tmp_path / "good.csv").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "wide.csv").write_text(TEMPLATE.replace("KEN", "K" * 10**7, 1), encoding="utf-8")
    samples.write_zip(tmp_path / "bomb.zip", {"women/100-metres.csv": b"0" * 200 * 2**20})
    nested = (tmp_path / "bomb.zip").read_bytes()
    samples.write_zip(tmp_path / "nested.zip", {"women/100-metres.csv": nested}, zipfile.ZIP_STORED)
    (tmp_path / "wide.json").write_text(
        json.dumps(samples.championship()).replace("KEN", "K" * 10**7, 1), encoding="utf-8"
    )
    files = ["results-csv", "good.csv", "results-csv", "wide.csv", "world-athletics-toplists", "bomb.zip"]
    files += ["world-athletics-toplists", "nested.zip", "tilastopaja", "wide.json"]
    (tmp_path / "measured.py").write_text(_MEASURED, encoding="utf-8")
    done = process(script=f'"$PY" measured.py {" ".join(files)}')
    *codes, grown = map(int, done.stdout.split())
    assert codes == [1, 1, 1, 0], done
    assert grown * _UNIT < 96 * 2**20

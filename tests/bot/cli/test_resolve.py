"""`knowledge resolve`: whatever comes in, a JSON object a line goes out."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.cli.resolve import bounded_lines, resolve
from tests.bot.cli.conftest import ROOT, Typed

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


def _objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_a_line_in_is_an_object_out(bell_lap: Typed) -> None:
    result = bell_lap(
        "knowledge", "resolve", "--kind", "athlete", "--limit", "2", input="Ben Harrow\nokoro\nqx"
    )
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    harrow, okoro, nobody = _objects(result.stdout)
    assert harrow["candidates"][0] == {
        "kind": "athlete",
        "id": "ben-harrow",
        "name": "Ben Harrow",
        "nation": "GBR",
        "born": "1995-02-14",
        "score": harrow["candidates"][0]["score"],
        "matched": {"spelling": "Ben Harrow", "how": "exact", "recorded": False},
    }
    assert (harrow["query"], harrow["outcome"]) == ("Ben Harrow", "match")
    assert okoro["outcome"] == "ambiguous"
    assert len(okoro["candidates"]) == 2
    assert nobody == {"query": "qx", "outcome": "not_found", "candidates": []}


def test_places_and_the_rest_have_a_kind_of_their_own(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "resolve", "--kind", "city", input="Elm Stadium\n")
    [candidate, *_] = _objects(result.stdout)[0]["candidates"]
    assert (candidate["kind"], candidate["name"], candidate["born"]) == ("venue", "Elm Stadion", None)


def test_an_unknown_kind_is_one_sentence(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "resolve", "--kind", "horse", input="x\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "There is no kind 'horse' to resolve; "
        "there are athlete, competition, city, discipline, nation, tier.\n"
    )


def test_lines_stay_aligned_whatever_is_in_them(bell_lap: Typed) -> None:
    lines = [
        b"\xef\xbb\xbfBen Harrow\r",
        b"",
        b"Ben \xff\xfeHarrow",
        b"\xe2\x80\xa8Ben\x0bHarrow\r\x85",
        b"x" * 3_000_000,
        "Бен Харроу".encode(),  # noqa: RUF001 - as it is written there
        b"\x00",
        b"Ben Harrow",
    ]
    result = bell_lap("knowledge", "resolve", input=b"\n".join(lines))
    assert result.exit_code == 0, result.output
    objects = _objects(result.stdout)
    assert len(objects) == len(lines)
    assert objects[0]["query"] == "Ben Harrow"
    assert objects[2]["query"] == "Ben \ufffd\ufffdHarrow"
    assert objects[3]["query"] == "\u2028Ben\x0bHarrow\r\ufffd"
    assert len(objects[4]["query"]) == 1_000
    matches = [number for number, one in enumerate(objects) if one["outcome"] == "match"]
    assert [matches[0], matches[-1]] == [0, 7]
    assert {objects[number]["candidates"][0]["id"] for number in matches} == {"ben-harrow"}


def test_nothing_in_is_nothing_out(bell_lap: Typed) -> None:
    result = bell_lap("knowledge", "resolve", input="")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


class _Endless(io.RawIOBase):
    """A line that goes on for ever, so many bytes of it; it remembers how much was asked for at once."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.most = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self.left)
        self.most = max(self.most, len(buffer))
        self.left -= count
        buffer[:count] = b"x" * count
        return count


def test_a_line_without_end_is_read_in_pieces() -> None:
    endless = _Endless(50_000_000)
    [(line, taken)] = bounded_lines(io.BufferedReader(endless), 1_000)
    assert taken == 50_000_000
    assert 1_000 < len(line) < 5_000
    assert endless.most <= 1 << 17


def test_only_the_very_beginning_may_be_a_byte_order_mark() -> None:
    lines = bounded_lines(io.BytesIO(b"\xef\xbb\xbfone\n\xef\xbb\xbftwo\n"), 1_000)
    assert [line for line, _ in lines] == ["one", "\ufefftwo"]


def test_a_long_line_of_long_letters_keeps_more_than_enough() -> None:
    text = "𐍈" * 1_001 + "\nnext\n"
    (first, taken), (second, _) = bounded_lines(io.BytesIO(text.encode()), 1_000)
    assert (len(first), taken, second) == (1_001, 4_005, "next")


def test_a_reader_who_leaves_early_is_no_fault(process: Process) -> None:
    script = '{ "$PY" -m bot knowledge resolve; echo "code $?" >&2; } | head -n 1'
    ended = process(script=script, stdin=b"ben harrow\n" * 20_000)
    assert ended.stdout.count(b"\n") == 1
    assert ended.stderr == b"code 0\n"


def test_answers_stream_and_ctrl_c_ends_quietly() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "knowledge", "resolve"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # Started in the background, the tests ignore the signal, and so would the program.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        for name in (b"ben harrow", b"okoro"):
            running.stdin.write(name + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["query"] == name.decode()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert running.stderr.read() == b""


def test_how_far_it_is_stands_on_stderr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.output._BETWEEN_LINES", -1.0)
    names = tmp_path / "names.txt"
    names.write_text("ben harrow\n" * 250)
    with names.open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        resolve(kind="athlete", limit=1)
    said = capsys.readouterr()
    assert said.out.count("\n") == 250
    assert said.err.splitlines()[-1].startswith("names: 200 rows, ")
    assert "a second, 80%, about 0 seconds left" in said.err.splitlines()[-1]


def test_closed_streams_are_no_fault(process: Process) -> None:
    ended = process(script='"$PY" -m bot knowledge resolve <&-; echo "code $?"')
    assert (ended.stdout, ended.stderr) == (b"code 0\n", b"")

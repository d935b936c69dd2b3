"""Starts that have to build: a subprocess builds, and its messages are logged once."""

import logging
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.subprocess_build import open_with_subprocess_build
from knowledge.imports import import_files
from knowledge.models.errors import KnowledgeError
from knowledge.store.build import on_disk

ROW = "2025-01-25,Windhoek (NAM),mile,men,Fergus Quill,GBR,1,3:51.20\n"

pytestmark = pytest.mark.system


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """An empty cache folder."""
    return tmp_path / "cache"


@pytest.fixture
def imports(tmp_path: Path) -> str:
    """The URL of an archive that is not there."""
    return f"sqlite:///{tmp_path / 'archive.sqlite'}"


def test_another_process_builds(
    invented: Path, tmp_path: Path, cache: Path, imports: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("date,venue,discipline,category,name,nation,place,mark\n" + ROW, encoding="utf-8")
    list(import_files(imports, "results-csv", [rows], lambda _: None, lambda *_: None))
    monkeypatch.setattr(on_disk, "_build", None)
    knowledge = open_with_subprocess_build(invented, cache, imports)
    assert knowledge.ask("athlete", "fergus quill", date(2025, 3, 1)).answer
    assert [file.suffix for file in sorted(cache.glob("[kn]*-*"))] == [".columns", ".seal", ".index", ".seal"]


@pytest.mark.parametrize("program", ["/bin/false", "/bin/true"])
def test_where_it_fails_this_one_builds(
    invented: Path, cache: Path, imports: str, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert open_with_subprocess_build(invented, cache, imports).about().counts.athletes


def test_what_was_built_before_is_opened_without_another_process(
    invented: Path, cache: Path, imports: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = open_with_subprocess_build(invented, cache, imports)
    monkeypatch.setattr(sys, "executable", "no program")
    assert open_with_subprocess_build(invented, cache, imports).about().version == built.about().version


def test_what_the_subprocess_says_is_logged(
    invented: Path, cache: Path, imports: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho damaged >&2\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with capture_logs() as logged:
        open_with_subprocess_build(invented, cache, imports)
    assert [(entry["event"], entry["message"]) for entry in logged] == [("knowledge.building", "damaged")]


def test_what_is_amiss_is_said_once(
    invented: Path, tmp_path: Path, cache: Path, imports: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data = shutil.copytree(invented, tmp_path / "facts")
    (data / "nations" / "TUN.toml").write_text("name = 1", encoding="utf-8")
    with (
        capture_logs() as logged,
        pytest.raises(KnowledgeError, match="run `bell-lap knowledge check`"),
    ):
        open_with_subprocess_build(data, cache, imports)
    assert (capfd.readouterr(), logged) == (("", ""), [])


def test_what_stands_in_is_said_once(
    invented: Path,
    tmp_path: Path,
    cache: Path,
    imports: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, handlers in ((None, [caplog.handler]), ("knowledge", [])):
        monkeypatch.setattr(logging.getLogger(name), "handlers", handlers)
    data = shutil.copytree(invented, tmp_path / "facts")
    open_with_subprocess_build(data, cache, imports)
    (data / "nations" / "TUN.toml").write_text("name = 1", encoding="utf-8")
    with capture_logs() as logged:
        assert open_with_subprocess_build(data, cache, imports).about().behind is not None
    assert len(caplog.messages) == 1
    assert (capfd.readouterr(), logged) == (("", ""), [])

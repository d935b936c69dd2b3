"""`knowledge stats`: everything counted, also per source."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Typed


def test_stats_count_everything_and_per_source(bell_lap: Typed, invented: Path) -> None:
    counted = json.loads(bell_lap("knowledge", "stats", "--json").stdout)
    assert counted["counts"]["athletes"] == sum(
        file.read_text(encoding="utf-8").count("name = ") for file in (invented / "athletes").iterdir()
    )
    assert {source["source"] for source in counted["by_source"]} == {
        file.stem for file in (invented / "sources").iterdir()
    }
    text = bell_lap("knowledge", "stats").stdout
    assert counted["version"] in text
    for key, count in counted["counts"].items():
        assert f"{count:,}  {key}" in text
    for source in counted["by_source"]:
        assert source["publisher"] in text


def test_after_a_build_a_bot_has_only_to_read(
    bell_lap: Typed, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("BELL_LAP_CACHE", str(tmp_path / "new"))
    assert bell_lap("knowledge", "build").exit_code == 0
    built = {path.name: path.stat().st_ino for path in (tmp_path / "new").iterdir()}
    assert {Path(name).suffix for name in built} >= {".columns", ".index"}
    assert bell_lap("ask", "/athlete arvell").exit_code == 0
    assert {name: (tmp_path / "new" / name).stat().st_ino for name in built} == built

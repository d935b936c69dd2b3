"""`knowledge stats`: everything counted, also per source."""

import json
from pathlib import Path

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

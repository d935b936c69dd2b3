"""The outside results that benchmarks import, and the command that does it."""

import os
from collections.abc import Iterable
from pathlib import Path

from benchmarks.processes import ROOT, Run, measured

SHARED = ROOT.parent / "shared" / "data"
LISTS = SHARED / "world-athletics-toplists-2023.zip"
EVERYTHING = (
    ("world-athletics-toplists", LISTS),
    ("paris-2024", SHARED / "paris-2024"),
    ("tilastopaja", SHARED / "rome-2024" / "Rome2024.json"),
)
"""Formats and files."""


def archive_in(folder: Path) -> str:
    """The URL of the archive that commands with this folder use."""
    return f"sqlite:///{folder / 'archive.sqlite'}"


def environment(folder: Path) -> dict[str, str]:
    """For commands that keep everything in this folder."""
    own = {"BELL_LAP_DATABASE": archive_in(folder), "BELL_LAP_CACHE": str(folder), "DISCORD_TOKEN": ""}
    return os.environ | own


def take_in(folder: Path, wanted: Iterable[tuple[str, Path]]) -> list[Run]:
    """Import these with the command that an operator types; what each took, building included."""
    return [
        measured("-m", "bot", "knowledge", "import", name, str(path), environment=environment(folder))
        for name, path in wanted
        if path.exists()
    ]

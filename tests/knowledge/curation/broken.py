"""The invented knowledge base with one thing wrong."""

import shutil
from pathlib import Path


def spoil(invented: Path, folder: Path, name: str, old: str, new: str) -> Path:
    """Copy the invented facts and put `new` in the place of the one `old` of a file."""
    data = folder / "data"
    if not data.exists():
        shutil.copytree(invented, data)
    text = (data / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
    (data / name).write_text(text.replace(old, new), encoding="utf-8")
    return data

"""Facts that change, and what is built of them."""

from pathlib import Path

from knowledge.models.base import RaceId
from knowledge.store import KnowledgeBase

STEEPLE = RaceId("harbour-mile-2023-men-3000msc-final")


def databases(cache: Path) -> list[str]:
    others = {".lock", ".seal", ".json", ".state"}
    return sorted(path.name for path in cache.iterdir() if path.suffix not in others)


def winning_mark(kb: KnowledgeBase) -> str:
    mark = kb.race(STEEPLE).results[0].mark
    assert mark is not None
    return mark.text


def race_file(data: Path) -> Path:
    return data / "races" / "harbour-mile-2023" / f"{STEEPLE}.toml"


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")

"""Facts that change, and what is built of them."""

from pathlib import Path

from sqlalchemy import text

from knowledge.imports.archive.address import Address
from knowledge.models.base import RaceId
from knowledge.store import KnowledgeBase

NATION = 'name = "Tunisia"\n'
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


def add_nation(data: Path, content: str = NATION) -> None:
    """Add the file of a nation; other `content` makes it one with a problem."""
    (data / "nations" / "TUN.toml").write_text(content, encoding="utf-8")


def execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    """What the last of the statements says."""
    engine = Address(url).engine()
    try:
        with engine.begin() as connection:
            done = [connection.execute(text(statement)) for statement in statements]
            return [tuple(row) for row in done[-1]] if done[-1].returns_rows else []
    finally:
        engine.dispose()


def published(url: str) -> list[tuple[object, ...]]:
    """The version that the server of a URL publishes, as a row."""
    return execute(url, "SELECT version FROM knowledge_file")

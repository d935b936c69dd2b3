"""Rows on their way into an archive beside the invented facts."""

from pathlib import Path

from knowledge.imports.archive import FileReport
from knowledge.imports.intake import import_files
from knowledge.models.base import RaceId
from knowledge.store import KnowledgeBase, open_store

HEAD = "date,venue,discipline,category,round,heat,name,family,nation,born,place,mark,status,notes\n"
LIST = '"",Rank,Mark,Competitor,DOB,Nat,Pos,Venue,Date,Results Score\n'
HARBOUR = '2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,men,final,,'
ELSEWHERE = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,'
MILE = RaceId("harbour-mile-2024-men-mile-final")
NEW_RACE = RaceId("2024-07-01-fjord-park-oslovik-nor-men-mile-final")


class Imports:
    """Imports rows of CSV and opens what comes of them."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'imports.sqlite'}"
        self._data = data
        self._folder = folder

    def take(self, *rows: str, more: str = "") -> FileReport:
        """Rows of our own format; `more` names columns beside the usual ones."""
        file = self._folder / "rows.csv"
        head = HEAD.replace("\n", f"{more}\n")
        file.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return self._take("results-csv", file)

    def take_list(self, name: str, *rows: str) -> FileReport:
        """A list of the men's best marks in an event."""
        (self._folder / "rows.csv").unlink(missing_ok=True)
        file = self._folder / "men" / name
        file.parent.mkdir()
        file.write_text(LIST + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return self._take("world-athletics-toplists", self._folder)

    def _take(self, format_name: str, path: Path) -> FileReport:
        (taken,) = import_files(self.url, format_name, [path], lambda *_: None, lambda *_: None)
        assert isinstance(taken, FileReport), taken
        return taken

    def kb(self) -> KnowledgeBase:
        return open_store(self._data, self._folder / "cache", self.url)

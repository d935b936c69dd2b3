"""The invented facts with imported rows beside them."""

from pathlib import Path

import pytest

from knowledge.imports import import_files
from knowledge.store import KnowledgeBase, open_store
from tests.postgres import Server

PARK = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men'


ROWS = (
    "date,venue,discipline,category,name,nation,born,place,mark,race\n"
    f"{PARK},Olav Berg,NOR,1999-02-03,1,3:50.00,A\n"
    f"{PARK},Olav Bergh,NOR,1999-02-03,1,3:52.00,B\n"
    f"{PARK},Nils Dal,NOR,,2,3:53.00,A\n"
    f"{PARK},Nils Dal,SWE,,3,3:54.00,B\n"
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def imported(
    request: pytest.FixtureRequest, invented: Path, tmp_path_factory: pytest.TempPathFactory
) -> KnowledgeBase:
    """The invented facts with imported ones beside them, on each kind of database."""
    folder = tmp_path_factory.mktemp("leaving")
    url = f"sqlite:///{folder / 'imports.sqlite'}"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        url = server.new_database()
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    list(import_files(url, "results-csv", [folder / "rows.csv"], lambda *_: None, lambda *_: None))
    return open_store(invented, folder / "cache", url)

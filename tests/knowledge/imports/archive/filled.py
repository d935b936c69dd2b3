"""A filled archive, and one changed behind its back."""

from sqlalchemy import text

from knowledge.imports.archive import Archive
from knowledge.imports.archive.address import Address
from knowledge.imports.formats.wikidata import SOURCE
from tests.knowledge.imports.archive.parts import EVERYTHING, GAMES, LISTS, TEAM, many, part, row
from tests.knowledge.imports.archive.test_enrichments import ADA, ADA_IN_RUSSIAN, BEN, answer


def fill(archive: Archive) -> None:
    archive.import_file(LISTS, many("women.csv", 60))
    archive.import_file(LISTS, part("men.csv", row(1), row(2), row(3), EVERYTHING))
    archive.import_file(LISTS, part("men.csv", row(1), row(2, mark="2:01.40"), EVERYTHING))
    archive.import_file(GAMES, part("games.csv", row(1), TEAM))
    archive.import_enrichments(SOURCE, answer((ADA, ADA_IN_RUSSIAN, BEN)))
    archive.import_enrichments(SOURCE, answer((ADA, BEN)))


def change(url: str, statement: str) -> None:
    engine = Address(url).engine()
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()

"""What is said of people without a race: kept whole, repeated without a change, withdrawn, forgotten."""

from collections.abc import Iterator

import pytest

from knowledge.imports.archive import Archive, FileReport
from knowledge.imports.archive.schema import enrichment
from knowledge.imports.formats import Enrichment, SourceFile
from knowledge.imports.formats.wikidata import SOURCE
from knowledge.models.errors import KnowledgeError
from knowledge.models.facts import Sex
from knowledge.models.observation import Refusal

ADA = Enrichment("binding 1", "Q1", "14", "Ada Swift", "en", "1996-09-12", Sex.FEMALE, "KEN")
ADA_IN_RUSSIAN = Enrichment("binding 2", "Q1", "14", "Ада Свифт", "ru", "1996-09-12")
BEN = Enrichment("binding 3", "Q2", None, "Ben Waters", None, "2001-02-03")


def answer(
    said: tuple[Enrichment | Refusal, ...], name: str = "answer.json", *, fails: bool = False
) -> SourceFile[Enrichment]:
    def rows() -> Iterator[Enrichment | Refusal]:
        yield from said
        if fails:
            raise KnowledgeError("The file is damaged.")

    return SourceFile(name, 0, rows, lambda: 0)


def _counts(report: FileReport) -> tuple[int, int, int, int]:
    return report.new, report.same, report.withdrawn, report.refused_count


def test_what_is_said_is_kept_and_said_again_changes_nothing(archive: Archive) -> None:
    first = answer((ADA, ADA_IN_RUSSIAN, BEN, ADA))
    assert _counts(archive.import_enrichments(SOURCE, first)) == (3, 1, 0, 0)
    before = archive.revision()
    assert _counts(archive.import_enrichments(SOURCE, first)) == (0, 4, 0, 0)
    assert archive.revision() == before
    assert list(archive.enrichments()) == [ADA, ADA_IN_RUSSIAN, BEN]
    assert list(archive.observations()) == []


def test_what_is_said_no_more_goes_and_stays_with_its_revision(archive: Archive) -> None:
    archive.import_enrichments(SOURCE, answer((ADA, BEN)))
    before = archive.revision()
    changed = Enrichment("binding 1", "Q1", "14", "Ada Swift", "en", "1996-09-13", Sex.FEMALE, "KEN")
    assert _counts(archive.import_enrichments(SOURCE, answer((changed, BEN)))) == (1, 1, 1, 0)
    assert archive.revision() != before
    assert set(archive.enrichments()) == {changed, BEN}
    with archive._reading() as connection:
        rows = connection.execute(enrichment.select().where(enrichment.c.until.is_not(None))).all()
    assert [(row.born, row.until) for row in rows] == [("1996-09-12", int(archive.revision()[-1]))]
    assert _counts(archive.import_enrichments(SOURCE, answer((ADA, BEN)))) == (1, 1, 1, 0)


def test_a_damaged_file_changes_nothing(archive: Archive) -> None:
    before = archive.revision()
    with pytest.raises(KnowledgeError):
        archive.import_enrichments(SOURCE, answer((ADA,), fails=True))
    assert (archive.revision(), archive.sources()) == (before, ())
    assert list(archive.enrichments()) == []


def test_what_cannot_be_kept_is_refused(archive: Archive) -> None:
    told: list[Refusal] = []
    refusal = Refusal("binding 9", "?", "No.")
    nul = Enrichment("binding 4", "Q4", "15", "A\0da", None, None)
    report = archive.import_enrichments(SOURCE, answer((nul, refusal, ADA)), refused=told.append)
    assert _counts(report) == (1, 0, 0, 2)
    assert [one.row for one in told] == ["binding 4", "binding 9"]


def test_a_source_is_forgotten_with_all_that_it_said(archive: Archive) -> None:
    archive.import_enrichments(SOURCE, answer((ADA, BEN)))
    archive.import_enrichments(SOURCE, answer((ADA,)))
    archive.import_enrichments(SOURCE, answer((ADA,), name="other.json"))
    assert archive.forget(SOURCE.id) == 2
    assert list(archive.enrichments()) == []
    assert archive.parts() == ()

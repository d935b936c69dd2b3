"""What PostgreSQL is asked, it answers as a file does: the same words, the same order."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy.exc import DBAPIError

from knowledge.ask import Knowledge, Reply, open_knowledge, split_command
from knowledge.imports import FileReport, import_files
from knowledge.models.base import AthleteId
from knowledge.models.filter import RaceFilter
from tests.postgres import Server

TODAY = date(2025, 3, 1)
WORDS = (
    "/result brennan",
    "/result mile",
    "/result women",
    "/result nowhere",
    "/athlete okoro",
    "/athlete o",
    "/h2h arvell hadri",
    "/h2h arvell",
    "hadri v arvell",
    "/weather",
    "",
)
ROWS = """\
date,venue,discipline,category,round,heat,name,family,nation,born,place,mark,status,notes
2024-06-15,"Quayside Stadium, Port Brennan (GBR)",mile,men,final,,Zoltán Ák,Ák,NOR,1999-01-02,7,4:01.00,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Zoltán Ák,Ák,NOR,1999-01-02,1,3:59.00,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Émile de Vries,de Vries,FRA,1998,2,3:59.10,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Emil Devries,Devries,FRA,1997,3,3:59.20,,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,final,,Åke Östby,Östby,NOR,,,,DNF,
2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,heat,2,Åke Östby,Östby,NOR,,1,4:05.00,,
2024-07-02,"Fjord Park, Oslovik (NOR)",mile,women,final,,Åsa östby,östby,NOR,,1,4:25.00,,
2024-07-03,"Aa Park, Oslovik (NOR)",mile,women,final,,Åsa östby,östby,NOR,,1,4:24.00,,
2024-07-02,"Fjord Park, Oslovik (NOR)",mile,women,final,,Eva Berg,Berg,NOR,,2,4:26.00,,
2024-07-02,"Fjord Park, Oslovik (NOR)",mile,women,final,,Ann Z. Berg,Berg,NOR,,3,4:27.00,,
2024-07-02,"Fjord Park, Oslovik (NOR)",mile,women,final,,Anna Berg,Berg,NOR,,4,4:28.00,,
"""


class Both(NamedTuple):
    """The same knowledge in a file and on a server."""

    file: Knowledge
    server: Knowledge


@pytest.fixture(scope="module")
def sorting_url(server: Server) -> str:
    """A database that sorts as a language does, by letters before signs, where the server has languages."""
    language = "LOCALE_PROVIDER icu ICU_LOCALE 'en-u-ka-shifted' LOCALE 'C'"
    try:
        return server.new_database(f"TEMPLATE template0 {language}")
    except DBAPIError:
        return server.new_database()


@pytest.fixture(scope="module")
def both(invented: Path, tmp_path_factory: pytest.TempPathFactory, sorting_url: str) -> Iterator[Both]:
    """The invented facts, with imported ones beside them."""
    folder = tmp_path_factory.mktemp("imported")
    rows = folder / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    with (
        _opened(invented, folder, f"sqlite:///{folder / 'imports.sqlite'}", rows) as file,
        _opened(invented, folder, sorting_url, rows) as server,
    ):
        yield Both(file, server)


@contextmanager
def _opened(data: Path, folder: Path, url: str, rows: Path) -> Iterator[Knowledge]:
    (report,) = import_files(url, "results-csv", [rows], lambda *_: None, lambda *_: None)
    assert isinstance(report, FileReport)
    assert (report.new, report.refused_count) == (11, 0)
    knowledge = open_knowledge(data, folder, url)
    with closing(knowledge.kb):
        yield knowledge


def _same(both: Both, question: str, language: str = "en") -> Reply:
    file, server = (_unnamed(one.ask(*split_command(question), TODAY, language)) for one in both)
    assert server == file, question
    return file


def _unnamed(reply: Reply) -> Reply:
    """A reply that doesn't say by which version: no two archives have the same."""
    answer = reply.answer and reply.answer.model_copy(update={"knowledge": ""})
    return reply.model_copy(update={"answer": answer})


def test_the_names_are_the_same(both: Both) -> None:
    file, server = (sorted(one.kb.name_entries(), key=repr) for one in both)
    assert server == file
    assert {entry.text for entry in file} > {"Zoltán Ák", "Émile de Vries", "Åke Östby", "Åsa östby"}


def test_all_of_it_is_the_same_but_for_the_name_of_the_version(both: Both) -> None:
    file, server = (one.about().model_copy(update={"version": ""}) for one in both)
    assert server == file
    assert both.server.kb.coverage() == both.file.kb.coverage()
    assert both.server.kb.source_counts() == both.file.kb.source_counts()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_race_is_told_in_the_same_words(both: Both, language: str) -> None:
    races = [head.id for head in both.file.kb.races(RaceFilter())]
    assert len(races) > 14
    assert [head.id for head in both.server.kb.races(RaceFilter())] == races
    for race in races:
        assert _same(both, f"/result {race}", language).outcome == "answer"


@pytest.mark.parametrize("what", ["", " races"])
def test_every_athlete_is_told_in_the_same_words(both: Both, what: str) -> None:
    athletes = _athletes(both)
    assert len(athletes) > 20
    for athlete in athletes:
        assert _same(both, f"/athlete {athlete}{what}").outcome == "answer"
        assert both.server.kb.namesakes(athlete, 5) == both.file.kb.namesakes(athlete, 5)
        assert both.server.kb.claims_about(athlete) == both.file.kb.claims_about(athlete)


def test_all_who_met_are_compared_in_the_same_words(both: Both) -> None:
    athletes = _athletes(both)
    counts = both.file.kb.meeting_counts(athletes, athletes)
    assert both.server.kb.meeting_counts(athletes, athletes) == counts
    standing = both.file.kb.shared_races(athletes, athletes)
    assert both.server.kb.shared_races(athletes, athletes) == {
        both_of_them: pytest.approx(met) for both_of_them, met in standing.items()
    }
    met = [pair for pair in combinations(athletes, 2) if counts[pair]]
    assert len(met) > 50
    for first, second in met:
        assert _same(both, f"/h2h {first} {second}").outcome == "answer"


@pytest.mark.parametrize("question", WORDS)
def test_questions_in_words_are_understood_alike(both: Both, question: str) -> None:
    _same(both, question)


@pytest.mark.parametrize(("kind", "start"), [("result", "br"), ("athlete", "o"), ("h2h", "arvell ")])
def test_the_same_is_offered_while_typing(both: Both, kind: str, start: str) -> None:
    file, server = (one.complete(kind, start, TODAY, 25) for one in both)
    assert server == file
    assert file


def _athletes(both: Both) -> list[AthleteId]:
    return sorted({AthleteId(entry.id) for entry in both.file.kb.name_entries() if entry.kind == "athlete"})

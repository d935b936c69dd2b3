"""Pairs to decide, and decisions in the files of a data folder; the command is tested with the others."""

from pathlib import Path

import pytest

from knowledge.imports import read_decisions
from knowledge.models.base import AthleteId
from knowledge.models.errors import KnowledgeError
from knowledge.review import Reviewed, Side, check_writable, keep_decision


def _side(key: str) -> Side:
    return Side(
        key=key,
        athlete=AthleteId("ada"),
        name="Ada Quill",
        spellings=(),
        nations=("NOR",),
        born="2001-05-17",
        sex="F",
        sources=(),
        ids=(),
        results=0,
        years="",
        bests=(),
        races=(),
    )


PAIR = Reviewed(
    one=_side("curated/ada"),
    other=_side("lists/ada"),
    evidence=("both NOR", "the same name"),
    together=(),
    same_day=(),
    undecided="",
)


def test_a_decision_is_kept_with_its_evidence_in_the_file_of_the_source(tmp_path: Path) -> None:
    file = keep_decision(tmp_path, PAIR, same=True)
    assert file == tmp_path / "decisions" / "lists.toml"
    decisions, problems = read_decisions(tmp_path)
    assert problems == ()
    decision = decisions.about("lists/ada", "curated/ada")
    assert decision is not None
    assert (decision.same, decision.why) == (True, "both NOR; the same name")


def test_another_decision_about_a_pair_takes_the_place_of_the_first(tmp_path: Path) -> None:
    file = keep_decision(tmp_path, PAIR, same=True)
    assert keep_decision(tmp_path, PAIR, same=False) == file
    assert file.read_text(encoding="utf-8").count("[[people]]") == 1
    decisions, problems = read_decisions(tmp_path)
    assert problems == ()
    assert [decision.same for decision in decisions.by_pair.values()] == [False]


def test_a_file_that_holds_something_else_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "lists.toml").write_text("people = 3\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="is no file of decisions"):
        keep_decision(tmp_path, PAIR, same=True)
    assert (tmp_path / "decisions" / "lists.toml").read_text(encoding="utf-8") == "people = 3\n"


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    check_writable(tmp_path)
    (tmp_path / "decisions").touch()
    with pytest.raises(KnowledgeError, match="Decisions can't be kept in"):
        check_writable(tmp_path)

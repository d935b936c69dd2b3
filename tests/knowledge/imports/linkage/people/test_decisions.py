"""What curators decided, as files."""

from pathlib import Path

from knowledge.imports.linkage.people import Decision, index_decisions, read_decisions, write_decisions

YES = Decision(one="curated/ada-quill", other='lists/ada "the" quill', same=True, why="told us\nby letter")
NO = Decision(one="curated/ida-quill", other="lists/ada-quill", same=False)


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "people.toml").write_text(write_decisions([NO, YES]), encoding="utf-8")
    made, problems = read_decisions(tmp_path)
    assert problems == ()
    assert made.about(YES.other, YES.one) == YES
    assert made.about(NO.one, NO.other) == NO
    assert made.about(YES.one, NO.one) is None


def test_no_folder_means_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == (index_decisions([]), ())


def test_a_bad_file_is_one_problem_and_the_rest_counts(tmp_path: Path) -> None:
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "a.toml").write_text(write_decisions([YES]), encoding="utf-8")
    (folder / "b.toml").write_text("[[people]]\none = 1\n", encoding="utf-8")
    (folder / "c.toml").write_text("[[people", encoding="utf-8")
    (folder / "d.toml").write_bytes(b"\xff\xfe")
    (folder / "e.toml").write_bytes(b"#" * 1_000_001)
    made, problems = read_decisions(tmp_path)
    assert made.about(YES.one, YES.other) == YES
    assert [problem.file for problem in problems] == [f"decisions/{letter}.toml" for letter in "bcde"]


def test_a_yes_and_a_no_about_one_pair_are_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "decisions"
    folder.mkdir()
    opposite = Decision(one=NO.other, other=NO.one, same=True)
    (folder / "people.toml").write_text(write_decisions([NO, opposite]), encoding="utf-8")
    _, problems = read_decisions(tmp_path)
    assert "says yes where an earlier line says no" in problems[0].found or "says no" in problems[0].found

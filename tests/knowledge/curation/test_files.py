"""The files of a data folder: what belongs nowhere, is no file or may not be read is a problem."""

import os
import shutil
from pathlib import Path

import pytest

from knowledge.curation import read
from knowledge.models.errors import KnowledgeError

MILE = "races/harbour-mile-2024/harbour-mile-2024-men-mile-final.toml"


def test_files_that_belong_nowhere_are_problems(invented: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(invented, data)
    for name in (
        "stray.toml",
        "athletes/notes.txt",
        "athletes/deep/one.toml",
        "races/flat.toml",
        "odd/x.toml",
    ):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text("")
    os.mkfifo(data / "athletes" / "pipe.toml")
    _, problems = read(data)
    assert sorted(problem.file for problem in problems) == [
        "athletes/deep/one.toml",
        "athletes/notes.txt",
        "athletes/pipe.toml",
        "odd/x.toml",
        "races/flat.toml",
        "stray.toml",
    ]


def test_a_folder_in_the_place_of_a_file_is_a_problem(invented: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(invented, data)
    (data / MILE).unlink()
    (data / MILE).mkdir()
    (data / MILE / "inside.toml").write_text("")
    _, problems = read(data)
    assert [str(problem) for problem in problems] == [f"{MILE}: is a folder; expected a TOML file."]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="There is no data folder at"):
        read(tmp_path / "nowhere")


def test_an_empty_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="holds no facts"):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_a_problem(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("vallorne.toml"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    _, problems = read(invented)
    assert [str(problem) for problem in problems] == [
        "cities/vallorne.toml: can't be read (Permission denied); expected a file that this user may read."
    ]

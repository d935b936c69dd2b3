"""`knowledge review`: both sides shown, every answer kept at once, nothing asked twice, rebuilds survived."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from knowledge.imports import Decision, read_decisions
from tests.bot.cli.conftest import Typed

HEAD = "date,venue,discipline,category,name,family,nation,born,place,mark\n"
PARK = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men,'
HALL = '2024-08-01,"Hall, Oslovik (NOR)",mile,men,'
ROWS = HEAD + (
    f"{PARK}Olav Berg,Berg,NOR,1999-02-03,1,3:50.00\n"
    f"{HALL}Olav Bergh,Bergh,NOR,1999-02-03,2,3:52.00\n"
    f"{HALL}Nils Dahlberg,Dahlberg,NOR,2000-05-06,3,3:53.00\n"
    f"{PARK}Nils Jonas Dahlberg,Dahlberg,NOR,2000-05-06,4,3:54.00\n"
)


@pytest.fixture
def facts(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bell_lap: Typed) -> Path:
    """Facts that may be written to, and two pairs of one birthday each in a source beside them."""
    folder = Path(shutil.copytree(invented, tmp_path / "facts"))
    monkeypatch.setenv("BELL_LAP_DATA", str(folder))
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    told = bell_lap("knowledge", "import", "results-csv", str(tmp_path / "rows.csv")).stdout
    assert told.endswith("In doubt: 2 pairs of people who may be one; `bell-lap knowledge review` decides.\n")
    return folder


def _in_doubt(bell_lap: Typed, *options: str) -> list[tuple[str, str]]:
    result = bell_lap("knowledge", "review", "--json", *options)
    assert result.exit_code == 0, result.output
    return [(pair["one"]["name"], pair["other"]["name"]) for pair in json.loads(result.stdout)]


def _athletes(bell_lap: Typed) -> int:
    counted: int = json.loads(bell_lap("knowledge", "stats", "--json").stdout)["counts"]["athletes"]
    return counted


def test_both_are_shown_with_what_speaks_for_and_against(bell_lap: Typed, facts: Path) -> None:
    text = bell_lap("knowledge", "review", "--list", "--limit", "1").stdout
    for shown in (
        "Nils Jonas Dahlberg",
        "one source has them as two people",
        "both born on 2000-05-06",
        "Mile 3:53.00, 2024 (1)",
        "2024-07-01 Oslovik (NOR), Mile: 4. 3:54.00",
        "The operator",
        "results-csv/nils-jonas-dahlberg/m/2000-05-06",
    ):
        assert shown in text
    assert not (facts / "decisions").exists()


def test_a_yes_and_a_no_survive_a_rebuild(bell_lap: Typed, facts: Path) -> None:
    before = _athletes(bell_lap)
    assert len(_in_doubt(bell_lap)) == 2
    result = bell_lap("knowledge", "review", input="y\nn\n")
    assert result.exit_code == 0, result.output
    assert "2 decided (1 yes, 1 no), 0 left for later.\nBuilt: version " in result.stdout
    assert _in_doubt(bell_lap) == []
    assert _athletes(bell_lap) == before - 1
    assert bell_lap("knowledge", "check").exit_code == 0
    shutil.rmtree(facts.parent / "cache", ignore_errors=True)
    bell_lap("knowledge", "build")
    assert _in_doubt(bell_lap) == []
    answer = bell_lap("ask", "/athlete nils dahlberg")
    assert "3:54.00" in answer.stdout  # achieved as Nils Jonas Dahlberg


def test_every_answer_is_kept_at_once(bell_lap: Typed, facts: Path) -> None:
    result = bell_lap("knowledge", "review", input="y\n")  # and then nothing more comes
    assert "1 decided (1 yes, 0 no), 1 left for later." in result.stdout
    decisions, problems = read_decisions(facts)
    assert problems == ()
    [decision] = decisions.by_pair.values()
    assert decision.same
    assert decision.why is not None
    assert decision.why.startswith("both born on 2000-05-06; ")
    assert len(_in_doubt(bell_lap)) == 1


def test_later_leaves_it_and_what_is_no_answer_is_asked_again(bell_lap: Typed, facts: Path) -> None:
    result = bell_lap("knowledge", "review", input="perhaps\nl\nquit\n")
    assert result.stderr == "That is no answer. One person? y yes, n no, l later, q quit.\n"
    assert "0 decided (0 yes, 0 no), 2 left for later.\n" in result.stdout
    assert "Built" not in result.stdout
    assert not (facts / "decisions").exists()


@pytest.mark.usefixtures("facts")
def test_limit_and_source(bell_lap: Typed) -> None:
    assert len(_in_doubt(bell_lap, "--limit", "1")) == 1
    assert len(_in_doubt(bell_lap, "--source", "results-csv")) == 2
    assert _in_doubt(bell_lap, "--source", "curated") == []
    none = bell_lap("knowledge", "review", "--source", "paris-2024", input="y\n")
    assert (none.exit_code, none.stdout) == (0, "Nobody is in doubt.\n")


def test_decisions_of_a_curator_stay_beside_the_new_one(bell_lap: Typed, facts: Path) -> None:
    folder = facts / "decisions"
    folder.mkdir()
    own = '# Kept by hand.\n\n[[people]]\none = "curated/z"\nother = "curated/a"\nsame = false\n'
    (folder / "results-csv.toml").write_text(own, encoding="utf-8")
    bell_lap("knowledge", "review", "--limit", "1", input="n\n")
    text = (folder / "results-csv.toml").read_text(encoding="utf-8")
    assert text.startswith("# Kept by hand.\n")
    decisions, _ = read_decisions(facts)
    assert decisions.about("curated/z", "curated/a") == Decision(
        one="curated/z", other="curated/a", same=False
    )
    assert len(decisions.by_pair) == 2
    # A comment that rewriting would lose: another file takes the decision.
    (folder / "results-csv.toml").write_text(own + "# Not sure.\n", encoding="utf-8")
    bell_lap("knowledge", "review", "--limit", "1", input="n\n")
    assert (folder / "results-csv.toml").read_text(encoding="utf-8") == own + "# Not sure.\n"
    assert (folder / "results-csv-2.toml").is_file()


def test_where_nothing_can_be_kept_nothing_is_asked(bell_lap: Typed, facts: Path) -> None:
    (facts / "decisions").write_text("", encoding="utf-8")
    (facts / "decisions").chmod(0o444)
    result = bell_lap("knowledge", "review", input="y\n")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Decisions can't be kept in ")
    assert result.stderr.endswith("; set BELL_LAP_DATA to a copy of the facts that you may write to.\n")


@pytest.mark.usefixtures("facts")
def test_a_process_without_a_terminal_reads_lines(
    process: Callable[..., "CompletedProcess[bytes]"], bell_lap: Typed
) -> None:
    done = process("knowledge", "review", stdin=b"no\nno\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2 decided (0 yes, 2 no), 0 left for later." in done.stdout
    assert _in_doubt(bell_lap) == []

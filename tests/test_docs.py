"""The documents tell the truth: what they name exists, what they show is what comes, and their examples work.

A document that fails here names what was renamed or removed, or shows an answer that is another one now.
"""

import ast
import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.settings import Settings
from bot.terminal.render import draw
from knowledge.ask import DATA, Knowledge, open_knowledge, split_command
from knowledge.imports import FORMAT_NAMES
from knowledge.models.base import RaceId
from tests.paths import ROOT

TODAY = date(2026, 11, 28)
DOCS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "PRIVACY.md",
    "TERMS.md",
    "docs/benchmarks.md",
    "docs/export.md",
    "docs/json.md",
    "docs/results-csv.md",
    "docs/wikidata.md",
    "knowledge/data/README.md",
    ".env.example",
    "Makefile",
    "compose.yaml",
    "Dockerfile",
)
ROOMS = ("bot", "knowledge", "tests", "benchmarks", "scripts", "docs", "requirements")
EXAMPLES = {
    # Files that an example has or makes, and that are no part of the project.
    *(
        "my-results.csv",
        "results.csv",
        "athletes.csv",
        "club/my-results.csv",
        "everything.csv",
        "refused.csv",
    ),
    *("men/100-metres.csv", "women/3000-metres-steeplechase.csv"),
}


def _text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


@cache
def _files() -> tuple[str, ...]:
    """The files of the project and their folders, relative to the root, each behind a slash."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*") if "__pycache__" not in path.parts]
    paths += [path for path in ROOT.iterdir() if path.is_file()]
    paths += [ROOT / room for room in ROOMS]
    return tuple(f"/{path.relative_to(ROOT).as_posix()}{'/' if path.is_dir() else ''}" for path in paths)


@cache
def _source() -> str:
    """All the code, to look names up in."""
    paths = (path for room in ROOMS[:5] for path in (ROOT / room).rglob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path != Path(__file__))


def _code(document: str) -> list[str]:
    """What stands in backticks, outside of blocks."""
    text = re.sub(r"^```.*?^```", "", _text(document), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("document", DOCS)
def test_every_file_that_a_document_names_exists(document: str) -> None:
    named = {
        code
        for code in _code(document)
        if re.fullmatch(r"(?:[\w.-]+/)*[\w-]+\.(?:py|toml|po|txt|md|sh|yaml|csv)|(?:[\w.-]+/)+", code)
    }
    gone = [path for path in named - EXAMPLES if not any(one.endswith(f"/{path}") for one in _files())]
    assert not gone, f"{document} names {gone}, which is no file or folder here"


@pytest.mark.parametrize("document", DOCS)
def test_every_link_leads_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", _text(document)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        page = folder / path if path else ROOT / document
        assert page.exists(), f"{document} links to {target}, which is not there"
        assert not anchor or anchor in _anchors(page), f"{document} links to {target}, which is no heading"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCS)
def test_every_target_of_make_that_a_document_names_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", _text("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^ {4}|[|] )make (?:-s )?([a-z]+)", _text(document), flags=re.MULTILINE))
    assert named <= targets, f"{document}: no targets of the Makefile are {named - targets}"


@cache
def _help(*words: str) -> str:
    """The help of a command; empty where there is no such command."""
    done = CliRunner().invoke(app, [*words, "--help"])
    usage = f"Usage: {' '.join(('', *words)).strip()}" if not words else f" {' '.join(words)} ["
    return done.output if done.exit_code == 0 and usage in done.output else ""


@pytest.mark.parametrize("document", DOCS)
def test_every_command_and_option_that_a_document_names_exists(document: str) -> None:
    typed = r"(?:(?<![/\w])bell-lap|python -m bot|run --rm [^\n]*? bot) ([a-z][^`\n#;]*)"
    for line in re.findall(typed, _text(document)):
        words = re.findall(r"[a-z-]+", line.partition(" --")[0])
        command = words[:2] if words[0] == "knowledge" else words[:1]
        shown = _help(*command)
        assert shown, f"{document} names `bell-lap {line}`, and there is no such command"
        options = {option for option in re.findall(r"(?<=\s)--[a-z-]+", line) if option not in shown}
        assert not options, f"{document} names `bell-lap {line}`, and there is no {options}"


@pytest.mark.parametrize("document", DOCS)
def test_every_name_in_code_that_a_document_writes_exists(document: str) -> None:
    """Classes, functions, fields and constants: words in two cases, or with an underscore."""
    words = {code.removesuffix("()") for code in _code(document)}
    names = {word for word in words if re.fullmatch(r"[A-Za-z]+_\w+|(?:[A-Z][a-z]+){2,}", word)}
    gone = [name for name in names if not re.search(rf"\b{name.lower()}\b", _source().lower())]
    assert not gone, f"{document} names {gone}, which the code does not have"


def test_every_setting_is_explained_and_no_other() -> None:
    names = [name.upper() for name in Settings.model_fields]
    known = {name if name.startswith("DISCORD") else f"BELL_LAP_{name}" for name in names}
    for document in ("README.md", ".env.example"):
        named = set(re.findall(r"\b(?:BELL_LAP|DISCORD)_[A-Z_]+\b", _text(document)))
        assert named == known, document


def test_every_format_of_an_import_is_in_the_readme_and_in_the_help() -> None:
    for name in FORMAT_NAMES:
        assert f"import {name} " in _text("README.md"), f"README.md, Importing: say how {name} is imported"
        assert name in _help("knowledge", "import"), f"bot/cli/import_.py: the help does not name {name}"


def test_docstrings_and_comments_name_constants_that_there_are() -> None:
    defined = set(re.findall(r"\b_?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b", _without_prose()))
    for path in (path for room in ("bot", "knowledge") for path in (ROOT / room).rglob("*.py")):
        for text in _prose(path):
            named = set(re.findall(r"(?<![\w-])_?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b", text))
            assert named <= defined, f"{path.relative_to(ROOT)} names {named - defined}, which is gone"


def _prose(path: Path) -> Iterator[str]:
    """The docstrings and the comments of a module."""
    text = path.read_text(encoding="utf-8")
    yield from re.findall(r"(?:^|\s)# (.*)$", text, flags=re.MULTILINE)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


@cache
def _without_prose() -> str:
    """The code alone, of everything."""
    paths = (path for room in ROOMS[:5] for path in (ROOT / room).rglob("*.py"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    return "\n".join(_unparsed(tree) for tree in trees) + "".join(map(_text, (".env.example", "Makefile")))


def _unparsed(tree: ast.Module) -> str:
    class Bare(ast.NodeTransformer):
        def visit_Expr(self, node: ast.Expr) -> ast.AST:
            return ast.Pass() if isinstance(node.value, ast.Constant) else node

    return ast.unparse(Bare().visit(tree))


@pytest.fixture(scope="module")
def curated(curated_cache: Path) -> Knowledge:
    return open_knowledge(DATA, curated_cache)


def _blocks(text: str, language: str) -> list[str]:
    """The blocks of code in a text that are in a language, or in none."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return [block for written_in, block in blocks if written_in == language]


def _chapter(title: str) -> str:
    """A chapter of CONTRIBUTING whose heading begins so."""
    return _text("CONTRIBUTING.md").partition(f"## {title}")[2].partition("\n## ")[0]


def _shown(document: str) -> list[tuple[str, str]]:
    """Each question at a terminal in a document, with the answer that is shown below it."""
    found = []
    for block in _blocks(_text(document), ""):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE):
            line, _, answer = part.partition("\n")
            asked = re.fullmatch(r"bell-lap ask (.+)|printf '(.+)\\n' \| make -s run", line)
            if asked:
                found.append((asked[1] or asked[2], answer.rstrip("\n")))
    return found


@pytest.mark.parametrize(("asked", "shown"), _shown("README.md"), ids=lambda text: text.partition("\n")[0])
def test_the_readme_shows_what_comes(
    curated: Knowledge, asked: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if asked == "/random":
        _keep_race_of_the_day(curated, shown, monkeypatch)
    answer = _plain(draw(curated.ask(*split_command(asked), TODAY).card))
    assert re.fullmatch(_pattern(shown), answer), f"README.md shows another answer; now it is:\n{answer}"


def _keep_race_of_the_day(knowledge: Knowledge, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose the race that the README shows: each race that curators add changes the order of the days."""
    id_ = re.findall(r"/result (\S+)", shown.partition("This race\n")[2])[0]
    head = knowledge.kb.race_head(RaceId(id_))
    monkeypatch.setattr("knowledge.questions.random.answer.race_of_the_day", lambda *_: head)


def _pattern(shown: str) -> str:
    """What an answer is that may have any lines where an ellipsis stands alone, and any counts of facts."""
    lines = ("(?:.*\n)*" if line == "…" else f"{re.escape(line)}\n" for line in shown.splitlines())
    return re.sub(r"[\d,]+(?=\\ (?:athletes|races|results|sources)\b)", r"[\\d,]+", "".join(lines))


def _plain(answer: str) -> str:
    """An answer without spaces at the ends of its lines."""
    return "".join(f"{line.rstrip()}\n" for line in answer.strip("\n").splitlines())


def _write(facts: Path, block: str) -> None:
    """Write the files of a block, each below its path, or at the end of the file there."""
    for part in re.split(r"^# (?=\S+\.toml$)", block, flags=re.MULTILINE)[1:]:
        path, _, text = part.partition("\n")
        (facts / path).parent.mkdir(exist_ok=True)
        with (facts / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{text.rstrip()}\n" if file.tell() else f"{text.rstrip()}\n")


def _problems(text: str) -> list[str]:
    """Lines of `knowledge check`, joined where the document breaks them, and with its short path."""
    joined = re.sub(r"\n +", " ", text).strip().splitlines()
    return [f"{line}\n" for line in sorted(re.sub(r"^races/[^:]+\.toml:", "races/…:", one) for one in joined)]


def test_the_race_of_contributing_can_be_added_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = tmp_path / "data"
    shutil.copytree(DATA, facts)
    for name, value in (
        ("DATA", facts),
        ("CACHE", tmp_path),
        ("DATABASE", f"sqlite:///{tmp_path}/no.sqlite"),
    ):
        monkeypatch.setenv(f"BELL_LAP_{name}", str(value))
    first, results = _blocks(_chapter("Example 1"), "toml")
    says_check, says_all = _blocks(_chapter("Example 1"), "")

    def bell_lap(*words: str) -> str:
        done = CliRunner().invoke(app, list(words))
        return f"$ bell-lap {' '.join(words)}\n{done.output}"

    _write(facts, first)
    answer = "".join(_problems(bell_lap("knowledge", "check")))
    assert re.fullmatch(_pattern("".join(_problems(says_check))), answer), answer

    race = facts / "races/bislett-games-2023/bislett-games-2023-men-5000m-final.toml"
    head, _, _ = race.read_text(encoding="utf-8").partition("results = [")
    race.write_text(head + results, encoding="utf-8")
    commands = re.findall(r"^\$ bell-lap (.+)$", says_all, flags=re.MULTILINE)
    answers = _plain("".join(bell_lap(*command.split()) for command in commands))
    assert re.fullmatch(_pattern(says_all), answers), answers


def test_the_question_of_contributing_is_the_one_that_there_is() -> None:
    code = [_bare(path) for path in (ROOT / "knowledge" / "questions").rglob("*.py")]
    for block in _blocks(_chapter("Example 2"), "python"):
        stated = _bare_text(block)
        assert any(stated in one for one in code), (
            f"CONTRIBUTING.md, Example 2: this is other code now:\n{block}"
        )


def _bare(path: Path) -> str:
    return _bare_text(path.read_text(encoding="utf-8"))


def _bare_text(code: str) -> str:
    """Code without the spaces between its words, however it is broken into lines."""
    return re.sub(r"\s+", "", code)

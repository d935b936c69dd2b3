"""`bell-lap knowledge …`: the facts behind the answers, for those who curate them."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import open_store_from_settings, settle
from bot.cli.corrections import corrections
from bot.cli.export import export
from bot.cli.import_ import forget, import_
from bot.cli.output import complain, say, say_json, show
from bot.cli.resolve import resolve
from bot.cli.review import review
from bot.cli.verify import verify
from bot.settings import load_settings
from bot.terminal.text import safe
from knowledge.models.card import Card, Column, Row, Section, Table
from knowledge.models.records import About, SourceCounts

if TYPE_CHECKING:
    from knowledge.curation import Facts

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The facts behind the answers: check, import, resolve, export.",
)

app.command(name="import")(import_)
app.command()(forget)
app.command()(corrections)
app.command()(export)
app.command()(review)
app.command()(resolve)
app.command()(verify)

DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The folder of facts, in place of BELL_LAP_DATA or Bell Lap's own."
    ),
]


@app.command()
def check(data: DataFolder = None) -> None:
    """Read every fact and report all problems at once.

    Each problem is one line: file, line, value, what is wrong, what was expected and, where it can be told,
    the fix. The exit code is 1 when there is any.

    \b
    Examples:
      bell-lap knowledge check
      bell-lap knowledge check --data my-facts
    """
    from knowledge.curation import check_folder  # noqa: PLC0415 - help starts without it
    from knowledge.imports import read_decisions  # noqa: PLC0415

    folder = _folder(data)
    facts, found = check_folder(folder)
    problems = (*found, *read_decisions(folder)[1])
    _list(problems)
    if problems:
        complain(f"{_count(len(problems), 'problem')} in {_size(facts)}.")
        raise typer.Exit(1)
    say(f"No problems in {_size(facts)}.")


@app.command(name="format")
def format_(
    data: DataFolder = None,
    *,
    only_check: Annotated[
        bool, typer.Option("--check", help="Change nothing; list what would change, with exit code 1.")
    ] = False,
) -> None:
    """Put every file into its canonical form.

    There is one for every fact, so that a diff shows what changed and nothing else.

    \b
    Examples:
      bell-lap knowledge format
      bell-lap knowledge format --check
    """
    from knowledge.curation import format_folder  # noqa: PLC0415

    changed, problems = format_folder(_folder(data), write=not only_check)
    for name in changed:
        say(safe(f"{name} {'is not in canonical form' if only_check else 'was formatted'}"))
    _list(problems)
    if problems:
        complain(f"{_count(len(problems), 'file')} can't be formatted.")
    elif only_check and changed:
        complain(f"Run `bell-lap knowledge format` to put {_count(len(changed), 'file')} right.")
    else:
        say(f"{_count(len(changed), 'file')} changed." if changed else "Every file is in canonical form.")
    if problems or (only_check and changed):
        raise typer.Exit(1)


@app.command()
def build() -> None:
    """Compile the facts into the database.

    This also happens by itself whenever the facts have changed; here it can be done ahead of time.
    """
    about = open_store_from_settings(newest=True).about()
    say(f"Built: version {about.version}, with {about.counts.results:,} results, in {load_settings().cache}.")


@app.command()
def stats(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Count what is known, in all and per source.

    \b
    Examples:
      bell-lap knowledge stats
      bell-lap knowledge stats --json
    """
    kb = open_store_from_settings()
    about, sources = kb.about(), kb.source_counts()
    if as_json:
        shape = {
            **about.model_dump(mode="json"),
            "by_source": [source.model_dump(mode="json") for source in sources],
        }
        say_json(shape)
    else:
        show(_stats_card(about, sources))


def _stats_card(about: About, sources: Iterable[SourceCounts]) -> Card:
    number, text = Column(heading="", align="right"), Column(heading="")
    per_source = (
        Column(heading="Races", align="right"),
        Column(heading="Results", align="right"),
        Column(heading="Spellings", align="right"),
        Column(heading="Source"),
    )
    reach = "No races" if about.first_race is None else f"Races from {about.first_race} to {about.last_race}"
    counts = about.counts.model_dump()
    totals = Table(
        columns=(number, text), rows=tuple(Row(cells=(f"{count:,}", name)) for name, count in counts.items())
    )
    rows = tuple(
        Row(
            cells=(
                f"{one.races:,}",
                f"{one.results:,}",
                f"{one.spellings:,}",
                f"{one.publisher}: {one.title}",
            ),
        )
        for one in sources
    )
    return Card(
        tone="answer",
        title=f"Knowledge {about.version}",
        subtitle=reach,
        sections=(
            Section(heading="In all", table=totals),
            Section(heading="By source", table=Table(columns=per_source, rows=rows)),
        ),
    )


def _folder(data: Path | None) -> Path:
    settle()
    return load_settings().data if data is None else data


def _list(problems: Iterable[object]) -> None:
    for problem in problems:
        say(safe(str(problem)))


def _size(facts: "Facts") -> str:
    results = sum(len(race.results) for race in facts.races)
    return (
        f"{_count(len(facts.athletes), 'athlete')}, {_count(len(facts.races), 'race')}, "
        f"{_count(results, 'result')} and {_count(len(facts.sources), 'source')}"
    )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"

"""`bell-lap knowledge build` and `stats`: the compiled knowledge, and what it holds."""

from collections.abc import Iterable
from typing import Annotated

import typer

from bot.cli.context import build_from_settings, open_store_from_settings
from bot.cli.output import say, say_json, show
from bot.settings import load_settings
from knowledge.models.card import Card, Column, Row, Section, Table
from knowledge.models.records import About, SourceCounts


def build() -> None:
    """Compile facts and imports into the file that answers come from.

    This also happens by itself whenever the facts have changed; here it can be done ahead of time.
    """
    about = build_from_settings().about()
    say(f"Built: version {about.version}, with {about.counts.results:,} results, in {load_settings().cache}.")


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

"""`bell-lap knowledge review`: a curator decides which pairs of people are one athlete."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import build_from_settings, open_store_from_settings
from bot.cli.output import at_a_terminal, complain, say, say_json, show
from bot.settings import load_settings
from knowledge.models.card import Card, Column, Row, Section, Table

if TYPE_CHECKING:
    from knowledge.review import Reviewed, Side

_ASKED = "One person? y yes, n no, l later, q quit"
_KEYS = {"y": "yes", "n": "no", "l": "later", "q": "quit"}


def review(
    source: Annotated[
        str | None, typer.Option("--source", help="Only pairs with somebody of this source.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="So many pairs at most.")] = None,
    *,
    only_list: Annotated[bool, typer.Option("--list", help="Print the pairs and ask nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print them as one JSON array, and ask nothing.")
    ] = False,
) -> None:
    """Decide about people who may be one and may be two.

    Both are shown side by side, the likeliest pairs first, with what speaks for and against. One key
    answers: y for one person, n for two, l for later, q to stop. Every answer is written at once into the
    folder `decisions` of the facts (BELL_LAP_DATA), and what was decided is not asked again.

    \b
    Without a terminal, every line that comes in is an answer:
      printf 'y\\nn\\n' | bell-lap knowledge review --limit 2

    \b
    Examples:
      bell-lap knowledge review
      bell-lap knowledge review --source results-csv --list
    """
    from knowledge.review import check_writable, pairs_to_review  # noqa: PLC0415 - help starts without it

    kb = open_store_from_settings()
    pairs = pairs_to_review(kb, source, limit)
    if as_json:
        say_json([pair.model_dump(mode="json") for pair in pairs])
        return
    if only_list:
        _list(pairs)
        return
    check_writable(load_settings().data)
    count = min(kb.doubt_count(source), limit or sys.maxsize)
    if not count:
        say("Nobody is in doubt.")
        return
    decided = _ask(pairs, count)
    if decided["yes"] or decided["no"]:
        about = build_from_settings().about()
        say(f"Built: version {about.version}, with {about.counts.athletes:,} athletes.")


def _list(pairs: "Iterator[Reviewed]") -> None:
    number = 0
    for number, pair in enumerate(pairs, 1):
        if number > 1:
            say("")
        show(_card(pair, f"{number}"))
    if not number:
        say("Nobody is in doubt.")


def _ask(pairs: "Iterator[Reviewed]", count: int) -> dict[str, int]:
    """Ask about each pair and write the decisions; the number of answers of each kind."""
    from knowledge.review import keep_decision  # noqa: PLC0415

    data = load_settings().data
    answers = dict.fromkeys(_KEYS.values(), 0)
    read = _one_key if at_a_terminal() else _one_line
    try:
        for number, pair in enumerate(pairs, 1):
            if number > 1:
                say("")
            show(_card(pair, f"{number} of {count}"))
            say("")
            answer = _answer(read)
            answers[answer] += 1
            if answer == "quit":
                break
            if answer != "later":
                path = keep_decision(data, pair, same=answer == "yes")
                say(f"{answer.capitalize()}: kept in {path.relative_to(data)}.")
    except KeyboardInterrupt:
        say("")
    left = count - answers["yes"] - answers["no"]
    made = answers["yes"] + answers["no"]
    say(f"{made:,} decided ({answers['yes']:,} yes, {answers['no']:,} no), {left:,} left for later.")
    return answers


def _answer(read: Callable[[], str]) -> str:
    while True:
        typed = read().strip().lower()
        for key, word in _KEYS.items():
            if typed in {key, word}:
                return word
        complain(f"That is no answer. {_ASKED}.")


def _one_key() -> str:
    typer.echo(f"{_ASKED}: ", nl=False)
    try:
        key = typer.getchar()
    except EOFError:
        key = "q"
    typer.echo("")
    return key


def _one_line() -> str:
    """The next line of stdin; the end of stdin quits the review."""
    return sys.stdin.readline() or "q"


def _card(pair: "Reviewed", number: str) -> Card:
    one, other = pair.one, pair.other
    rows = [
        Row(cells=(name, *(_cell(value(side)) for side in (one, other))))
        for name, value in _SHOWN.items()
        if value(one) or value(other)
    ]
    columns = (Column(heading="", weight="faint"), Column(heading=one.name), Column(heading=other.name))
    against = [f"Both in one race: {race}." for race in pair.together]
    against += [f"On one day: {both}." for both in pair.same_day]
    return Card(
        tone="choice",
        title=f"{number}: {one.name} and {other.name}",
        subtitle=f"Not decided: {pair.undecided}.",
        sections=(
            Section(table=Table(columns=columns, rows=tuple(rows))),
            Section(
                heading="Evidence",
                lines=(*(f"- {one}" for one in pair.evidence), *(f"- {one}" for one in against)),
            ),
        ),
    )


_SHOWN: "dict[str, Callable[[Side], str | tuple[str, ...]]]" = {
    "spellings": lambda side: side.spellings,
    "nation": lambda side: side.nations,
    "born": lambda side: side.born or "",
    "sex": lambda side: side.sex,
    "results": lambda side: f"{side.results:,}, {side.years}" if side.results else "none",
    "best": lambda side: side.bests,
    "last": lambda side: side.races,
    "ids": lambda side: side.ids,
    "source": lambda side: side.sources,
    "key": lambda side: side.key,
}


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)

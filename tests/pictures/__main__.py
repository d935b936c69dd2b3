"""Draw the cards into a folder and print their heights; or measure the heights of many answers.

`python -m tests.pictures [FOLDER]` draws forty cards and a contact sheet, and fails where a card is higher
than its bound. `--docs` also writes the pictures of the documentation. `--heights` draws nothing: it measures
one answer in twenty, `--all` every one.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.async_api import Browser

from bot.logs import set_up_logs
from knowledge.ask import Knowledge, open_knowledge
from knowledge.curation import DATA
from tests.paths import ROOT
from tests.pictures.browser import (
    DESKTOP,
    PHONE,
    Theme,
    find_browser,
    heights,
    launched,
    opened,
    picture,
    wrapped,
)
from tests.pictures.heights import Measured, faults, measure, report, sampled
from tests.pictures.sheet import write_sheet, write_small
from tests.pictures.shots import SHOTS, Shot
from tests.pictures.simulation import Simulation, simulated

DOCS = ROOT / "docs" / "pictures"
IN_DOCS = ("result", "athlete", "h2h")
"""The cards that the documentation shows one by one."""
PAGES: tuple[tuple[int, Theme], ...] = (
    (PHONE, "dark"),
    (PHONE, "light"),
    (DESKTOP, "dark"),
    (DESKTOP, "light"),
)
ON_SHEET = {
    PAGES[1]: (
        "result-sprint",
        "result-relay",
        "result-both-sexes",
        "result-french",
        "athlete-bolt",
        "h2h-throws",
        "athlete-choice",
        "help",
    ),
    PAGES[2]: ("result", "athlete-bolt", "h2h"),
    PAGES[3]: ("result", "athlete-bolt", "h2h"),
}
"""The cards of the contact sheet beside all those on a phone in the dark theme."""
ONE_IN = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw or measure; 1 where a card is higher than its bound."""
    chosen = _parser().parse_args(arguments)
    browser = find_browser()
    if browser is None:
        sys.stderr.write("Pictures need the program chromium: apt-get install chromium.\n")
        return 1
    set_up_logs("error", "text")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        knowledge = open_knowledge(DATA, chosen.cache or Path(folder))
        found = asyncio.run(_look(chosen, browser, knowledge, Path(folder) / "preferences.sqlite"))
    too_high = list(faults(found))
    sys.stdout.writelines(f"{line}\n" for line in too_high)
    return 1 if too_high else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("pictures"))
    parser.add_argument("--only", metavar="WORD", default="", help="cards whose name holds WORD")
    parser.add_argument(
        "--ask", metavar="QUESTION", nargs="+", default=(), help="other cards: '/h2h serem bakkali|fr'"
    )
    parser.add_argument("--docs", action="store_true", help="write the pictures of the documentation too")
    parser.add_argument(
        "--heights", metavar="N", nargs="?", type=int, const=ONE_IN, help="measure one answer in N"
    )
    parser.add_argument("--all", dest="heights", action="store_const", const=1, help="measure every answer")
    parser.add_argument("--locale", default="en-US", help="the language of what is measured")
    parser.add_argument("--cache", metavar="FOLDER", type=Path, help="keep the compiled knowledge there")
    return parser


async def _look(
    chosen: argparse.Namespace, path: str, knowledge: Knowledge, preferences: Path
) -> list[Measured]:
    async with simulated(knowledge, preferences) as simulation, launched(path) as browser:
        if chosen.heights:
            questions = sampled(knowledge.kb, chosen.heights)
            look = await measure(
                simulation,
                browser,
                questions,
                chosen.locale,
                lambda done: _progress(done, len(questions)),
            )
            sys.stdout.writelines(f"{line}\n" for line in report(look))
            return look.heights
        shots = [_shot(text) for text in chosen.ask] or [s for s in SHOTS if chosen.only in s.name]
        return await _draw(simulation, browser, shots, chosen)


def _progress(done: int, of: int) -> None:
    sys.stderr.write(f"{done} of {of}\n")


def _shot(text: str) -> Shot:
    question, _, locale = text.partition("|")
    command, _, typed = question.removeprefix("/").partition(" ")
    return Shot("-".join(question.strip("/").split()), command, typed, locale or "en-US")


async def _draw(
    simulation: Simulation, browser: Browser, shots: Sequence[Shot], chosen: argparse.Namespace
) -> list[Measured]:
    """Draw the shots at each width in each theme, and return the heights of those with a bound."""
    channel = simulation.channel()
    replies = {
        shot.name: await simulation.ask(channel, shot.command, shot.typed, shot.locale, details=shot.details)
        for shot in shots
    }
    drawn: dict[tuple[int, Theme], dict[str, bytes]] = {}
    tall: Mapping[str, int] = {}
    for width, theme in PAGES:
        async with opened(simulation, channel, browser, width, theme) as page:
            if (width, theme) == PAGES[0]:
                tall = await heights(page)
                sys.stdout.writelines(f"wraps: {row}\n" for row in await wrapped(page))
            drawn[width, theme] = {name: await picture(page, id_) for name, id_ in replies.items()}
        for name, data in drawn[width, theme].items():
            (chosen.folder / f"{name}-{width}-{theme}.png").write_bytes(data)
    for name, id_ in replies.items():
        sys.stdout.write(f"{tall[id_]:>5} {name}\n")
    _write_sheets(drawn, chosen.folder / "cards.png", docs=chosen.docs)
    return [
        Measured(tall[replies[shot.name]], shot.command, f"{shot.typed} ({shot.locale})")
        for shot in shots
        if not shot.details
    ]


def _write_sheets(drawn: Mapping[tuple[int, Theme], Mapping[str, bytes]], path: Path, *, docs: bool) -> None:
    """Write the contact sheet, and the pictures of the documentation where they are wanted."""
    on_phone = drawn[PAGES[0]]
    others = [
        [data for name, data in drawn[page].items() if name in names] for page, names in ON_SHEET.items()
    ]
    write_sheet([list(on_phone.values()), *others], path)
    sys.stdout.write(f"{path}\n")
    if docs:
        (DOCS / path.name).write_bytes(path.read_bytes())
        for name in IN_DOCS:
            write_small(on_phone[name], DOCS / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())

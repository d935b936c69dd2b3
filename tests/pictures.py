"""Draws every kind of answer as Discord would show it: `make pictures`, or `python -m tests.pictures FOLDER`.

The real bot with the curated knowledge answers in a simulated Discord, and a browser takes the pictures, at
the width of a phone and of a desktop.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import simcord
from playwright.async_api import BrowserType
from simcord import interactions

from bot.discord.client import create_client, sync
from bot.logs import set_up_logs
from bot.settings import Settings
from knowledge.ask import Knowledge, open_knowledge
from knowledge.curation import DATA

WIDTHS = (380, 800)
# No answer is longer; the picture is cut to what there is.
TALL = 4000


class Shot(NamedTuple):
    """A picture: its file's name, the command, what is typed, and in which language Discord is set."""

    name: str
    command: str
    typed: str | None = None
    locale: str = "en-US"


OPTIONS = {"result": "race", "athlete": "name", "h2h": "athletes"}
SHOTS = (
    Shot("result", "result", "brussels steeplechase"),
    Shot("result-photo-finish", "result", "silesia 2024 steeplechase"),
    Shot("result-final", "result", "tokyo olympics 3000m sc"),
    Shot("result-5000m", "result", "bruxelles 5000m"),
    Shot("result-french", "result", "bruxelles steeple", "fr"),
    Shot("result-not-found", "result", "brussels high jump"),
    Shot("athlete", "athlete", "amos serem"),
    Shot("athlete-long", "athlete", "el bakkali"),
    Shot("athlete-races", "athlete", "soufiane-el-bakkali races"),
    Shot("athlete-choice", "athlete", "koech"),
    Shot("athlete-not-found", "athlete", "xqzzv"),
    Shot("h2h", "h2h", "serem bakkali"),
    Shot("h2h-french", "h2h", "kipruto jager", "fr"),
    Shot("h2h-never", "h2h", "edmund serem bakkali"),
    Shot("h2h-refusal", "h2h", "serem"),
    Shot("help", "help"),
    Shot("about", "about"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 0 when all are there."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("pictures"))
    parser.add_argument("--only", metavar="WORD", default="", help="those whose name holds WORD")
    chosen = parser.parse_args(arguments)
    browser = find_browser()
    if browser is None:
        sys.stderr.write("Pictures need the program chromium: apt-get install chromium.\n")
        return 1
    use_browser(browser)
    set_up_logs("error", "text")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if chosen.only in shot.name]
    with tempfile.TemporaryDirectory() as cache:
        asyncio.run(take(shots, chosen.folder, open_knowledge(DATA, Path(cache))))
    return 0


def find_browser() -> str | None:
    """Where chromium is; where it is not and may be, it is installed."""
    found = shutil.which("chromium")
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "chromium"], check=False, stdout=sys.stderr)
        found = shutil.which("chromium")
    return found


def use_browser(path: str) -> None:
    """The simulation launches a browser of its own, which nobody downloaded: launch this one."""
    launch = BrowserType.launch

    @wraps(launch)
    async def launched(self: BrowserType, **options: Any) -> Any:
        return await launch(self, **options, executable_path=path, args=["--no-sandbox"])

    BrowserType.launch = launched  # type: ignore[method-assign]  # there is no option for it


async def take(shots: Sequence[Shot], folder: Path, knowledge: Knowledge) -> None:
    """Ask each question and take its pictures."""
    client = create_client(Settings(), knowledge)
    async with simcord.run(client, shard_count=1) as env:
        await sync(client)
        env.backend.bot_user.name = env.backend.bot_user.global_name = "Bell Lap"
        guild = env.create_guild()
        reader = guild.add_member(env.create_user("reader"))
        for shot in shots:
            channel = guild.create_text_channel(shot.name)
            with in_language(shot.locale):
                options = {OPTIONS[shot.command]: shot.typed} if shot.typed else {}
                await reader.slash(channel, shot.command, **options)
            for width in WIDTHS:
                preview = env.preview(channel, viewers=[reader], width=width, display="fixed")
                async with preview:
                    path = folder / f"{shot.name}-{width}.png"
                    await preview.screenshot(str(path), viewport=(width, TALL))
                    sys.stdout.write(f"{path}\n")


class in_language:  # noqa: N801 - read as words where it is used
    """Interactions carry another locale than the simulation gives them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.made = interactions.base_payload

    def __enter__(self) -> None:
        made, locale = self.made, self.locale

        def make(*args: Any, **options: Any) -> tuple[Any, dict[str, Any]]:
            record, payload = made(*args, **options)
            return record, payload | {"locale": locale}

        interactions.base_payload = make

    def __exit__(self, *_: object) -> None:
        interactions.base_payload = self.made


if __name__ == "__main__":
    sys.exit(main())

"""Reads settings from the environment and `.env`, as no other module does, and the places they name.

It imports nothing heavy, because `bell-lap ask` looks for a running bot before it loads anything else.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bot.secret_settings import ENV_FILE, contents, named_in_files

FILE_URL = "sqlite:///"
"""Start of the URL of a database in a file."""
_PREFIXES = ("BELL_LAP_", "DISCORD_TOKEN")


class Places(NamedTuple):
    """The folder of facts, the cache folder, and the URL of the archive."""

    data: Path
    cache: Path
    database: str

    @property
    def archive_file(self) -> Path | None:
        """The file of the archive; None where a server keeps it."""
        return Path(self.database.removeprefix(FILE_URL)) if self.database.startswith(FILE_URL) else None


def values() -> dict[str, object]:
    """What is set, by name in capitals; an empty value means unset, even where `.env` has another.

    Raises OSError or UnicodeDecodeError where `.env` can't be read.
    """
    held = {**_in_file(), **{name.upper(): value for name, value in os.environ.items()}}
    return named_in_files(
        {name: value for name, value in held.items() if value and name.startswith(_PREFIXES)}
    )


def places(set_values: Mapping[str, object]) -> Places:
    """The places among `values`, each by default where it is not set. Raises ValueError for a bad one."""
    data, cache = (set_values.get(f"BELL_LAP_{name}") for name in ("DATA", "CACHE"))
    database = contents(set_values.get("BELL_LAP_DATABASE"))
    return Places(
        folder(Path(str(data))) if data else curated_data(),
        folder(Path(str(cache))) if cache else user_cache(),
        str(database) if database else user_archive(),
    )


def folder(path: Path) -> Path:
    """The path with `~` expanded. Raises ValueError, whose message continues a sentence, for a bad one."""
    if "\0" in str(path):
        raise ValueError("holds a NUL character, which no folder's name has")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"is '{path}', and there is no such home folder") from None


def curated_data() -> Path:
    """The folder of the facts that come with the package."""
    import knowledge  # noqa: PLC0415 - holds a path, and few need it

    return knowledge.DATA


def user_cache() -> Path:
    """The user's own cache folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where no folder is set

    return user_cache_path("bell-lap", appauthor=False)


def user_archive() -> str:
    """The URL of the user's own archive."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no database is set

    return f"{FILE_URL}{user_data_path('bell-lap', appauthor=False) / 'imports.sqlite'}"


def _in_file() -> dict[str, str | None]:
    if not (ENV_FILE.is_file() or ENV_FILE.is_fifo()):
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is a file

    return {name.upper(): value for name, value in dotenv_values(ENV_FILE, encoding="utf-8").items()}

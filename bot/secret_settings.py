"""Secrets in files that settings `…_FILE` name, secrets in URLs, and the permissions of `.env`."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

ENV_FILE = Path(".env")
"""The file of settings, in the working directory."""
LARGEST_FILE = 4_096
"""Maximum bytes of a secret's file. A token has about 70, a database URL a few hundred."""
IN_FILES = ("DISCORD_TOKEN", "BELL_LAP_DATABASE")
"""Settings whose value may be in a file."""
_SECRET_ALWAYS = ("DISCORD_TOKEN", "POSTGRES_PASSWORD")
_SECRET_WITH_PASSWORD = "BELL_LAP_DATABASE"  # noqa: S105 - the name of a setting
_OTHERS_READ = stat.S_IRGRP | stat.S_IROTH


class SecretFile(NamedTuple):
    """The path of a setting's value, from its `_FILE`; `twice` if the setting itself is set too."""

    setting: str
    path: str
    twice: bool


def named_in_files(values: Mapping[str, object]) -> dict[str, object]:
    """The settings, with a SecretFile as the value of each whose `_FILE` is set."""
    secrets = {
        name: SecretFile(name, str(values[f"{name}_FILE"]), twice=name in values)
        for name in IN_FILES
        if f"{name}_FILE" in values
    }
    return {**values, **secrets}


def contents(value: object) -> object:
    """The text of a SecretFile without its final line end; any other value unchanged.

    Raises ValueError, whose message continues a sentence after the setting's name and never shows the text.
    """
    if not isinstance(value, SecretFile):
        return value
    name = f"{value.setting}_FILE"
    if value.twice:
        raise ValueError(f"is set, and so is {name}; set one of them")
    try:
        if not stat.S_ISREG(os.stat(value.path).st_mode):  # noqa: PTH116 - a NUL in the name is a ValueError
            raise ValueError(f"can't be read: {name} names no plain file")
        with Path(value.path).open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ValueError(f"can't be read from the file that {name} names ({error.strerror})") from None
    return _text(content, name)


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_FILE:
        raise ValueError(f"can't be read: the file that {name} names has more than {LARGEST_FILE:,} bytes")
    try:
        text = content.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise ValueError(f"can't be read: the file that {name} names is not text in UTF-8") from None
    if not text.strip():
        raise ValueError(f"can't be read: the file that {name} names is empty")
    if not text.isprintable():
        raise ValueError(f"can't be read: the file that {name} names holds more than one line of text")
    return text


def secrets_of(token: str, database: str) -> tuple[str, ...]:
    """The secrets that logs must hide: the token, and the URL's password, percent-encoded and plain."""
    password = password_of(database)
    return tuple(dict.fromkeys(one for one in (token, password, unquote(password)) if one))


def password_of(url: str) -> str:
    """The password in a URL, still percent-encoded; empty where there is none."""
    try:
        return urlsplit(url).password or ""
    except ValueError:
        return ""


def exposed(env_file: Path) -> str | None:
    """A warning if other users can read a `.env` with a secret, else None. It shows no value."""
    try:
        mode = env_file.stat().st_mode
    except OSError:
        return None
    if os.name != "posix" or not mode & _OTHERS_READ or not _holds_secret(env_file):
        return None
    return f"Others on this machine can read {env_file}, which holds a secret: run `chmod 600 {env_file}`."


def _holds_secret(env_file: Path) -> bool:
    from dotenv import dotenv_values  # noqa: PLC0415 - few have a file to look into

    try:
        held = {
            name.upper(): value or "" for name, value in dotenv_values(env_file, encoding="utf-8").items()
        }
    except (OSError, ValueError):  # loading the settings reports it
        return False
    return any(held.get(name) for name in _SECRET_ALWAYS) or bool(
        password_of(held.get(_SECRET_WITH_PASSWORD, ""))
    )

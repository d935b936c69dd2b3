"""The names of disciplines as messages, for Babel's extraction; nothing else imports this."""

import tomllib
from collections.abc import Iterator
from typing import BinaryIO


def disciplines(
    file: BinaryIO, _keywords: object, _comments: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The name in the file of a discipline, as Babel takes the messages of a file."""
    del options
    yield 1, None, str(tomllib.load(file)["name"]), []

"""Opens the knowledge for a program that runs long: another process builds what has to be built.

A build leaves free memory between blocks in use: 150 to 200 MB, which its process never gives back.
"""

import json
import logging
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from knowledge.ask import Knowledge, open_knowledge

_STAND_IN = "knowledge.store.open"
"""The logger that says what stands in for what can't be built."""


def open_apart(data: Path, cache: Path, imports: str) -> Knowledge:
    """What `open_knowledge` opens. Raises KnowledgeError as it does.

    Where the other process fails, this one builds.
    """
    return open_knowledge(data, cache, imports, partial(_build, data, cache, imports))


def _build(data: Path, cache: Path, imports: str) -> None:
    # Its standard input is for no other user to see: the URL of an archive may hold a password.
    read = json.dumps([str(data), str(cache), imports]).encode()
    command = [sys.executable, "-m", __name__]
    subprocess.run(command, input=read, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 - this Python


def main() -> None:
    """Build what `open_knowledge` needs. What is amiss is left to the caller, which meets it again."""
    data, cache, imports = json.loads(sys.stdin.read())
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    logging.getLogger(_STAND_IN).disabled = True
    with suppress(Exception):
        open_knowledge(Path(data), Path(cache), imports)


if __name__ == "__main__":
    main()

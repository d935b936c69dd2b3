"""Opens the knowledge in a long-running program; a build that is missing runs in a subprocess.

A build fragments the heap: 150 to 200 MB stay allocated until its process ends.
"""

import json
import logging
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog

from knowledge.ask import Knowledge, open_knowledge

_STAND_INS = "knowledge.store.open"
"""The logger of files that stand in for a failed build. The parent process logs them too."""

log = structlog.get_logger(__name__)


def open_with_subprocess_build(data: Path, cache: Path, imports: str) -> Knowledge:
    """What `open_knowledge` opens. Raises KnowledgeError as it does.

    A build that the subprocess does not finish is repeated in this process.
    """
    return open_knowledge(data, cache, imports, partial(_build, data, cache, imports))


def _build(data: Path, cache: Path, imports: str) -> None:
    """Build in a subprocess. Its messages are logged."""
    # Other users can list the arguments of a process, and the URL of an archive may hold a password.
    read = json.dumps([str(data), str(cache), imports])
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, input=read, capture_output=True, text=True, check=False)  # noqa: S603 - this Python
    for line in done.stderr.splitlines():
        log.warning("knowledge.building", message=line)


def main() -> None:
    """Build what `open_knowledge` needs. Errors are ignored: the parent process gets and reports them too."""
    data, cache, imports = json.loads(sys.stdin.read())
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    logging.getLogger(_STAND_INS).disabled = True
    with suppress(Exception):
        open_knowledge(Path(data), Path(cache), imports)


if __name__ == "__main__":
    main()

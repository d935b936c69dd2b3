"""The end of a process that would not end by itself."""

import subprocess
import sys

HANGS = """
import threading
from bot.discord.supervisor import end_within

threading.Thread(target=threading.Event().wait, name="name server").start()
end_within(0.1)
"""


def test_a_process_that_hangs_is_ended_and_says_what_hung() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HANGS], capture_output=True, text=True, timeout=120, check=True
    )
    said = done.stdout + done.stderr
    assert "stop.forced" in said
    assert "name server" in said

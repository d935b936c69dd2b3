"""The first questions of a process, which build the models: as many at once as threads ask."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from knowledge.ask import Knowledge, split_command
from knowledge.store import KnowledgeBase

TODAY = date(2025, 3, 1)
TEXTS = ("/result vallorne mile", "/athlete arvell", "/h2h arvell hadri", "/athlete nobody at all", "/random")
AT_ONCE = 10
PROGRAM = """
import json, sys, threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from knowledge.ask import open_knowledge, split_command

data, cache, today, at_once, *texts = sys.argv[1:]
knowledge = open_knowledge(Path(data), Path(cache))
ready = threading.Barrier(int(at_once))

def ask(text):
    ready.wait()
    return knowledge.ask(*split_command(text), date.fromisoformat(today)).model_dump_json()

sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(int(at_once)) as threads:
    print(json.dumps(list(threads.map(ask, texts))))
"""


def test_first_questions_asked_at_once_have_the_answers_of_others(
    kb: KnowledgeBase, invented: Path, tmp_path: Path
) -> None:
    knowledge, texts = Knowledge(kb), TEXTS * (AT_ONCE // len(TEXTS))
    arguments = (str(invented), str(tmp_path), TODAY.isoformat(), str(AT_ONCE), *texts)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stderr == ""
    replies = [json.loads(reply) for reply in json.loads(ended.stdout)]
    assert replies == [
        json.loads(knowledge.ask(*split_command(text), TODAY).model_dump_json()) for text in texts
    ]

"""compose.yaml bounds what each service takes, and hands its secrets over in files."""

import re
from pathlib import Path

import pytest

from bot.secret_settings import IN_FILES

ROOT = Path(__file__).parents[1]
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")


def _block(name: str, indent: int, text: str = COMPOSE) -> str:
    """The lines below a key of a block of YAML, without comments."""
    lines = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
    found = re.search(rf"^ {{{indent}}}{name}:\n((?: {{{indent + 1}}}.*\n|\n)+)", f"{lines}\n", re.MULTILINE)
    assert found, name
    return found[1]


SERVICES = re.findall(r"^  (\w+):$", _block("services", 0), re.MULTILINE)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_bounded_and_may_not_gain_rights(service: str) -> None:
    block = _block(service, 2, _block("services", 0))
    for key in ("mem_limit", "memswap_limit", "pids_limit", "cpus"):
        assert re.search(rf"^    {key}: \d+[mg]?$", block, re.MULTILINE), key
    assert 'security_opt: ["no-new-privileges:true"]' in block


def test_every_secret_comes_from_a_file_that_git_leaves_out() -> None:
    kept = dict(re.findall(r"^  (\w+):\n    file: \./(secrets/\w+)$", _block("secrets", 0), re.MULTILINE))
    used = {
        name.strip()
        for names in re.findall(r"^    secrets: \[(.*)\]$", COMPOSE, re.MULTILINE)
        for name in names.split(",")
    }
    assert used == set(kept) == set(re.findall(r"/run/secrets/(\w+)$", COMPOSE, re.MULTILINE))
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not re.search(r"\$\{[A-Z_]*(TOKEN|PASSWORD|DATABASE)", COMPOSE)


def test_the_files_are_settings_that_the_bot_reads() -> None:
    environment = _block("environment", 4, _block("bot", 2, _block("services", 0)))
    named = re.findall(r"^      (\w+)_FILE: /run/secrets/\w+$", environment, re.MULTILINE)
    assert sorted(named) == sorted(IN_FILES)

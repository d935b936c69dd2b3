"""Logs are structured, whoever writes them, and keep secrets."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import HIDDEN, set_up_logs

SECRET = "a-secret.of.no-shape"  # noqa: S105 - invented
SHAPED = "A" * 24 + "." + "B" * 6 + "." + "C" * 38


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def written(style: str, level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    set_up_logs(level, style, (SECRET, ""), stream)
    return stream


def events(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_own_events_and_those_of_libraries_are_one_json_object_a_line() -> None:
    stream = written("json")
    structlog.get_logger("bot").info("answered", kind="h2h", outcome="answer")
    logging.getLogger("discord.gateway").warning("Shard %s is late", 3)
    own, foreign = events(stream)
    assert (own["event"], own["kind"], own["level"], own["logger"]) == ("answered", "h2h", "info", "bot")
    assert (foreign["event"], foreign["level"], foreign["logger"]) == (
        "Shard 3 is late",
        "warning",
        "discord.gateway",
    )
    assert own["timestamp"].endswith("Z")


def test_nothing_below_the_level_is_written() -> None:
    stream = written("json", "warning")
    structlog.get_logger().info("typed", text="serem")
    logging.getLogger("discord").debug("serem")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("style", ["json", "text"])
def test_the_token_comes_through_nowhere(style: str) -> None:
    stream = written(style)
    log = structlog.get_logger("bot")
    log.info(f"event {SECRET}", value=SECRET, deep={"list": [SECRET]}, shaped=SHAPED)
    logging.getLogger("aiohttp").error("Authorization: Bot %s", SECRET)
    try:
        int(SECRET)
    except ValueError:
        log.exception("failed")
        logging.getLogger("discord").exception("failed too")
    text = stream.getvalue()
    assert SECRET not in text
    assert SHAPED not in text
    assert text.count(HIDDEN) >= 7
    assert "ValueError" in text


@pytest.mark.parametrize("style", ["json", "text"])
def test_text_from_outside_cannot_forge_a_line(style: str) -> None:
    stream = written(style)
    structlog.get_logger().info("joined", guild="x\n2026 [error] forged \x1b[31mred")
    assert len(stream.getvalue().splitlines()) == 1
    assert "\x1b" not in stream.getvalue()

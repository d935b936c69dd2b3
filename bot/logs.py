"""Structured logs to stderr, of Bell Lap and of its libraries."""

import logging
import re
import sys
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

HIDDEN = "[secret]"
# The form of Discord's bot tokens, to hide a token that is not among the known secrets.
_TOKEN_SHAPE = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class HideSecrets:
    """The last processor: renders an event as a line and replaces every secret in it.

    It works on the finished line, because a secret may be anywhere in the event: in a value, in a list, in
    an exception's message, in a traceback.
    """

    def __init__(
        self, render: Callable[[WrappedLogger, str, EventDict], str | bytes], secrets: tuple[str, ...]
    ):
        self._render = render
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str:
        """The event as a line without secrets."""
        line = self._render(logger, name, event)
        line = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return _TOKEN_SHAPE.sub(HIDDEN, line)


def one_line(_logger: WrappedLogger, _name: str, event: EventDict) -> MutableMapping[str, Any]:
    """A processor that escapes control characters: outside text can't fake lines or steer a terminal."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception":
            event[key] = _CONTROL.sub(lambda match: repr(match[0])[1:-1], value)
    return event


def set_up_logs(level: str, style: str, secrets: tuple[str, ...] = (), stream: TextIO | None = None) -> None:
    """Send all logs of at least `level` to `stream` (default stderr), in `style` `text` or `json`.

    `secrets` are replaced. discord.py's debug logs contain user text, so they obey `level` too.
    """
    stream = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        one_line,
    ]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_render(style, stream, secrets),
            ],
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    # Its messages about loaded plugins are of no use to an operator.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _render(style: str, stream: TextIO, secrets: tuple[str, ...]) -> list[Processor]:
    if style == "json":
        return [
            structlog.processors.format_exc_info,
            HideSecrets(structlog.processors.JSONRenderer(ensure_ascii=False, default=str), secrets),
        ]
    console = structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=_plain_traceback)
    return [HideSecrets(console, secrets)]


def _plain_traceback(stream: TextIO, exc_info: ExcInfo) -> None:
    # Without local variables, which may contain user text or the token.
    stream.write("\n" + "".join(traceback.format_exception(*exc_info)).rstrip())

"""The warnings that opening the knowledge logs, as sentences on stderr."""

import logging

from bot.cli.output import complain


class WarningPrinter(logging.Handler):
    """A log handler that prints messages as sentences on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the message of a record."""
        from bot.terminal.text import safe  # noqa: PLC0415 - warnings are rare

        complain(safe(record.getMessage()))


def print_warnings() -> None:
    """Print the warnings of the knowledge from now on."""
    log = logging.getLogger("knowledge")
    if not log.handlers:
        log.addHandler(WarningPrinter(logging.WARNING))

"""The bot with a fault that its budgets should rule out: every question and completion runs for ever."""

from typing import Any

from bot.__main__ import main
from knowledge.ask import Knowledge


def spin(*_: Any, **__: Any) -> None:
    while True:
        pass


if __name__ == "__main__":
    Knowledge.ask = Knowledge.complete = spin  # type: ignore[method-assign, assignment]  # as the fault would
    main()

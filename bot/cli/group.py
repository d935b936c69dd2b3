"""The groups of commands: commands are imported when they are called, and errors end them in a sentence."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli.endings import ending_in_a_sentence


class LazyCommand(NamedTuple):
    """Where a command is defined, and its line in the list of commands: the first sentence of its help."""

    module: str
    function: str
    summary: str


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they are called, and not to be listed.

    A subclass sets `lazy`, its commands by name in the order of the list. typer does not export the types of
    contexts and formatters, hence `Any`.
    """

    lazy: ClassVar[Mapping[str, LazyCommand]] = {}

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        # typer looks for similar names among the keys.
        self.commands: Any = {**dict.fromkeys(self.lazy), **self.commands}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, imported now; None where there is none."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, function, _ = self.lazy[cmd_name]
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name=cmd_name)(getattr(import_module(module), function))
        return get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands for the help, without importing them."""
        rows = [(name, self._summary(ctx, name, formatter.width)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _summary(self, ctx: Any, name: str, width: int) -> str:
        if name in self.lazy:
            return self.lazy[name].summary
        summary: str = self.get_command(ctx, name).get_short_help_str(width)
        return summary


class MainGroup(LazyGroup):
    """The outermost group. An error outside Bell Lap's control ends a command in one sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command. Exits with code 1 after an error."""
        with ending_in_a_sentence():
            return super().invoke(ctx)

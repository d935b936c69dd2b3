"""A conversation: a line in, a card or a sentence out. It is independent of the terminal."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO

from bot.live_knowledge import LiveKnowledge
from bot.locale import LANGUAGES, own_name, say
from bot.terminal.render import in_brief, numbered
from knowledge.ask import COMMANDS, split_command
from knowledge.models.card import Card, Section
from knowledge.models.question import Question
from knowledge.models.records import About

LONGEST_LINE = 16_384
"""Maximum bytes of a line; the rest is ignored. Chosen by hand."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Conversation:
    """The state between two lines: the language, and the questions that numbers choose.

    `brief` shows the glance of an answer alone.
    """

    def __init__(
        self, live: LiveKnowledge, today: Callable[[], date], language: str = "en", *, brief: bool = False
    ):
        self.language = language
        self.over = False
        self._brief = brief
        self._live = live
        self._today = today
        self._choices: tuple[Question, ...] = ()
        self._own_commands: dict[str, Callable[[str], Card | str]] = {
            "/help": self._help,
            "/about": self._about,
            "/lang": self._speak,
            "/settings": self._settings,
            **dict.fromkeys(("/quit", "/exit", "/q"), self._leave),
        }

    def reply(self, line: str) -> Card | str:
        """The answer to a line: a card, or a sentence about the chat itself (empty for an empty line).

        After a line that ends the chat, `over` is true.
        """
        line = readable(line).strip()
        command, _, rest = line.partition(" ")
        if command.lower() in self._own_commands:
            return self._own_commands[command.lower()](rest.strip().lower())
        if re.fullmatch(r"[0-9]{1,3}", line):
            return self._choose(int(line))
        return self._ask(line) if line else ""

    def _leave(self, _rest: str) -> str:
        self.over = True
        return ""

    def _about(self, _rest: str) -> Card:
        return self._with_choices(self._live.newest.about_card(self.language))

    def _ask(self, text: str) -> Card:
        reply = self._live.newest.ask(*split_command(text), self._today(), self.language)
        return self._with_choices(reply.card)

    def _choose(self, number: int) -> Card | str:
        if 1 <= number <= len(self._choices):
            return self._ask(self._choices[number - 1].command)
        if self._choices:
            return say(
                self.language,
                "There is no number {number} to choose; there are 1 to {last}.",
                number=number,
                last=len(self._choices),
            )
        return say(self.language, "There is nothing numbered to choose from yet; ask a question first.")

    def _speak(self, language: str) -> str:
        if language not in LANGUAGES:
            return self._languages()
        self.language = language
        return say(self.language, "Answers are in English from now on.")

    def _settings(self, _rest: str) -> str:
        return say(
            self.language,
            "/settings is Discord's; in the terminal, /lang chooses the language, --brief the short answer.",
        )

    def _help(self, _rest: str) -> Card:
        card = self._live.newest.help_card(self.language)
        here = Section(
            heading=say(self.language, "In this chat"),
            lines=(
                say(self.language, "Type the number of a choice or of a next question to ask it."),
                self._languages(),
                say(self.language, "Type /about for the sources, /quit or Ctrl-D to leave."),
            ),
        )
        return card.model_copy(update={"sections": (*card.sections, here)})

    def _languages(self) -> str:
        names = ", ".join(f"{one} ({own_name(one)})" for one in LANGUAGES)
        return say(self.language, "Type /lang and one of: {languages}.", languages=names)

    def _with_choices(self, card: Card) -> Card:
        shown = in_brief(card) if self._brief else card
        self._choices = tuple(item.question for item in numbered(shown))
        return shown


def readable(text: str) -> str:
    """The text with surrogates (undecodable bytes) as replacement characters."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def lines_of(stream: BinaryIO) -> Iterator[str]:
    """The lines of a pipe. Undecodable bytes are replaced, and lines are cut to `LONGEST_LINE` bytes."""
    start = True
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) == LONGEST_LINE:
            rest = stream.readline(LONGEST_LINE)
        text = line.decode("utf-8-sig" if start else "utf-8", "replace")
        start = False
        yield text.rstrip("\r\n")


def banner(about: About) -> str:
    """Two lines: what this is, and what to type."""
    counts = about.counts
    examples = [words.short_example for words in COMMANDS.values() if words.short_example]
    return (
        f"Bell Lap answers athletics questions from {counts.races:,} races of {counts.athletes:,} athletes.\n"
        f"Type {', '.join(examples)}, or /help; Ctrl-D ends."
    )

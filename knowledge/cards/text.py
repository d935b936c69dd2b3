"""Text that others wrote, made fit to be shown: cut short, without control characters."""

import unicodedata

LONGEST_ECHO = 60
LONGEST_LABEL = 80


def echo(typed: str) -> str:
    """What a user typed, on one line and cut to about 60 characters."""
    return cut(_plain(typed), LONGEST_ECHO)


def label(text: str) -> str:
    """A label of at most 80 characters."""
    return cut(text, LONGEST_LABEL)


def cut(text: str, longest: int) -> str:
    """The text, or as much of it as leaves room for an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _plain(text: str) -> str:
    """Without what can't be seen: control and format characters, halves of surrogates."""
    # Far more than is ever shown, and a bound on the work for a text of megabytes.
    shown = text[: LONGEST_ECHO * 10]
    spaced = "".join(" " if char.isspace() else char for char in shown)
    kept = "".join(
        char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(kept.split())


def within(text: str, name: str) -> bool:
    """Whether every word of a text is a word of the name."""
    return set(text.casefold().split()) <= set(name.casefold().split())


def initial_capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]

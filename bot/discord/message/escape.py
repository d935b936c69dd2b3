"""Plain text that stays plain in Discord: no markdown, no mention, no link, no line of its own."""

import re
import unicodedata

# Characters that mean something wherever they stand. `<` opens mentions, timestamps, custom emoji, slash
# command mentions and autolinks; `[` opens links; `@` makes @everyone and @here.
_ANYWHERE = re.compile(r"[\\*_~`|<\[@]")
# What means something only where a line begins: headings, small text, quotes and lists.
_AT_START = re.compile(r"^(?:-?#{1,3}(?=\s|$)|-(?=[-\s]|$)|\+(?=\s|$)|>|\d+(?=[.)](?:\s|$)))")
_LINK = re.compile(r"(?<=[A-Za-z]):(?=//)")
_SPECIAL = re.compile(f"{_ANYWHERE.pattern}|{_LINK.pattern}|{_AT_START.pattern}")
# What a keyboard shortcut or a right-to-left trick leaves in a text: controls and direction overrides.
_HIDDEN = {"Cc", "Cs", "Zl", "Zp", "Co", "Cn"}
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """One line of printable text: controls become spaces, direction overrides go, runs of space shrink."""
    if not text.isprintable():
        kept = (character for character in text if character not in _OVERRIDES)
        text = "".join(" " if unicodedata.category(character) in _HIDDEN else character for character in kept)
    return " ".join(text.split())


def escape(text: str) -> str:
    """The text as markdown that Discord shows as the text itself, on one line."""
    text = clean(text)
    if not _SPECIAL.search(text):
        return text
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    return _AT_START.sub(_escape_start, _LINK.sub(r"\:", text))


def _escape_start(match: re.Match[str]) -> str:
    sign = match[0]
    # A number is not punctuation: the sign behind it takes the backslash.
    return f"{sign}\\" if sign[0].isdigit() else "".join(f"\\{character}" for character in sign)

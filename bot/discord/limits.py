"""Discord's limits, and how a text is measured and cut to them. No other module states them.

They are those of Components V2: messages have no embeds.

Discord does not document its unit of length. UTF-16 code units are the largest candidate (a flag has four of
them, and two code points), so a text that fits in these fits.
"""

COMPONENTS = 40
"""Components of a message, nested ones included."""
TEXT = 4000
"""Characters of a message's text, all components together."""
CUSTOM_ID = 100
BUTTON_LABEL = 80
BUTTONS_IN_ROW = 5
LINK = 512
"""Characters of a link button's URL."""
OPTIONS = 25
"""Options of a menu."""
OPTION = 100
"""Characters of an option's label, and of its value."""
PLACEHOLDER = 150
SUGGESTIONS = 25
"""Choices of a completion."""
SUGGESTION = 100
"""Characters of a choice's label, and of its value."""
FILE_DESCRIPTION = 1024
"""Characters of a file's description, which is the alternative text of a picture."""
FIRST_REPLY = 3.0
"""Seconds within which an interaction needs its first reply."""


def size(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit_label(label: str, short: str | None, limit: int) -> str:
    """The label when it fits into `limit`, else its short form if it has one, cut to what fits."""
    return label if size(label) <= limit else cut(short or label, limit)


def cut(text: str, limit: int) -> str:
    """The text if its size is at most `limit`, else its longest start that fits with an ellipsis."""
    if size(text) <= limit:
        return text
    kept, used = [], 0
    for character in text:
        used += size(character)
        if used > limit - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"

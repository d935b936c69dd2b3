"""Discord's limits, and how a text is measured and cut against them.

Discord does not say in which unit it counts. UTF-16 code units are the largest of the candidates (a flag is
four of them, and two code points), so what fits in these fits.
"""

COMPONENTS = 40
TEXT = 4000
CUSTOM_ID = 100
BUTTON_LABEL = 80
BUTTONS_IN_ROW = 5
OPTIONS = 25
OPTION = 100
PLACEHOLDER = 150
SUGGESTIONS = 25
SUGGESTION = 100


def size(text: str) -> int:
    """The length of a text as Discord may count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The text when it fits into `limit`, else as much of it as does, ending in an ellipsis."""
    if size(text) <= limit:
        return text
    kept, used = [], 0
    for character in text:
        used += size(character)
        if used > limit - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"

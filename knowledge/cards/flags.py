"""Flags, as emoji made from a nation's ISO code."""

from knowledge.models.facts import Nation

_REGIONAL_A = 0x1F1E6
_TAG_OFFSET = 0xE0000
_BLACK_FLAG, _CANCEL_TAG = "\U0001f3f4", "\U000e007f"


def flag(nation: Nation) -> str:
    """`🇰🇪` for KE, the flag of England for GB-ENG; nothing for a nation without a code of its own."""
    code = (nation.iso or "").upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return "".join(chr(_REGIONAL_A + ord(letter) - ord("A")) for letter in code)
    if code.startswith("GB-") and len(code) == 6:
        tags = "".join(chr(_TAG_OFFSET + ord(letter)) for letter in code.replace("-", "").lower())
        return f"{_BLACK_FLAG}{tags}{_CANCEL_TAG}"
    return ""


def with_flag(nation: Nation, text: str) -> str:
    """The text behind the nation's flag, if it has one."""
    return f"{flag(nation)} {text}".strip()

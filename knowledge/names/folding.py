"""Folding: what two spellings of one name share once case, accents and punctuation are gone."""

import re
import unicodedata

from anyascii import anyascii

# Letters that Unicode decomposition leaves as they are, with their usual transliteration, and marks that
# stand inside a word without parting it.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
        "'": None,
        "’": None,
        "‘": None,
        "ʼ": None,
        "ʻ": None,
        "`": None,
        "´": None,
    }
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# What the two bytes of an accented letter look like to who takes each for a letter.
_READ_WRONGLY = re.compile("[\u00c2-\u00c5\u00c9\u00ca\u00d0\u00d1][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]")
_INSIDE_WORDS = re.compile(r"['`]")
_WORDS_WITHOUT_SPACES = re.compile(r"(?<=[a-z])(?=[A-Z])")


def fold(text: str) -> str:
    """The words of a text in lower case, without accents or punctuation, one space apart.

    Folding what is folded changes nothing. Letters of other scripts stay, in lower case.
    """
    if text.isascii():
        return _BETWEEN_WORDS.sub(" ", _INSIDE_WORDS.sub("", text.lower())).strip()
    if _READ_WRONGLY.search(text):
        text = _mended(text)
    lowered = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    parted = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub(" ", bare.translate(_LETTERS)).strip()


def _mended(text: str) -> str:
    """The text whose UTF-8 was read as Latin-1 or Windows-1252 somewhere before, as it was."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode()
        except ValueError:
            continue
    return text


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(text).split())


def romanised(word: str) -> tuple[str, ...]:
    """A folded word in Latin letters; several words where its script writes them without spaces.

    What has no Latin form stays as it is.
    """
    if word.isascii():
        return (word,)
    # NFKD took the syllables of Korean apart.
    latin = anyascii(unicodedata.normalize("NFC", word))
    return tokens(_WORDS_WITHOUT_SPACES.sub(" ", latin)) or (word,)


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name in Latin letters: what names are compared by."""
    folded = fold(text)
    if folded.isascii():
        return tuple(folded.split())
    return tuple(latin for word in folded.split() for latin in romanised(word))


_SOUNDS = (
    ("kh", "h"),
    ("gh", "g"),
    ("jh", "j"),
    ("sh", "s"),
    ("bh", "b"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ai", "e"),
    ("y", "i"),
    ("w", "u"),
    ("q", "k"),
    ("c", "k"),
    ("j", "i"),
    ("z", "s"),
)


def skeleton(token: str) -> str:
    """What stays of a folded word when transliterations that sound alike are written alike."""
    for spelled, sounded in _SOUNDS:
        token = token.replace(spelled, sounded)
    return "".join(letter for at, letter in enumerate(token) if at == 0 or letter != token[at - 1])

"""Normalisation of names: folding, romanisation, and phonetic keys."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters that Unicode decomposition does not change, and their transliteration; marks inside words.
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
# Scripts of India and beyond whose vowels are marks on consonants. For Python these marks end words.
_MARKED = "".join(
    letter
    for letter in map(chr, (*range(0x0900, 0x1100), *range(0x1780, 0x1800)))
    if unicodedata.category(letter).startswith("M")
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_BETWEEN_MARKED_WORDS = re.compile(rf"[^\w{_MARKED}]+")
# The two UTF-8 bytes of an accented letter, each decoded as a letter.
_WRONGLY_DECODED = re.compile(
    "[\u00c2-\u00c5\u00c9\u00ca\u00d0\u00d1][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]"
)
_INSIDE_WORDS = re.compile(r"['`]")
_CONSONANTS_ONLY = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
_ARTICLE = re.compile("^\u0627\u0644(?=..)")
_VOWELS = re.compile("[aeiou]")
# The scripts of India follow one another in Unicode, each with its letters at the same offsets. A consonant
# is read with an `a` unless another vowel or the sign for none follows, or the word ends.
_INDIAN = re.compile("[\u0900-\u0d7f]")
_STARTS = range(0x0900, 0x0D80, 0x80)
_CONSONANTS = "".join(f"{chr(start + 0x15)}-{chr(start + 0x39)}{chr(start + 0x3C)}" for start in _STARTS)
_VOWEL_SIGNS = "".join(f"{chr(start + 0x3C)}{chr(start + 0x3E)}-{chr(start + 0x4D)}" for start in _STARTS)
# Compiled by its first use, which is seldom: that takes 8 ms.
_SILENT = f"(?<=[{_CONSONANTS}])(?![{_VOWEL_SIGNS}]|$)"
_INDIAN_SOUNDS = {0x02: "n", 0x1A: "ch", 0x36: "sh", 0x37: "sh"}
_INDIAN_LETTERS = {start + at: latin for start in _STARTS for at, latin in _INDIAN_SOUNDS.items()}
# Letters that anyascii transliterates unlike names: in Hebrew w, b and p, in Arabic the feminine ending.
_IRREGULAR = str.maketrans({"\u05d5": "w", "\u05d1": "b", "\u05e4": "p", "\u0629": None})
# Korean family names whose usual spelling differs from the rules of transliteration.
_KOREAN_FAMILIES = {"이": "Lee", "우": "Woo", "박": "Park", "최": "Choi", "임": "Lim", "오": "Oh"}
_KOREAN_FAMILIES |= {"노": "Noh", "안": "Ahn", "조": "Cho", "정": "Jung", "유": "Yoo"}
_KOREAN_FAMILY = re.compile(f"^[{''.join(_KOREAN_FAMILIES)}](?=[\uac00-\ud7a3]{{1,2}}$)")
_WORDS_WITHOUT_SPACES = re.compile(r"(?<=[A-Za-z])(?=[A-Z])")


def fold(text: str) -> str:
    """The words of a text in lower case, without accents or punctuation, separated by single spaces.

    Folding is idempotent. Letters of other scripts are kept, in lower case.
    """
    if text.isascii():
        if text.isalpha() and text.islower():
            return text
        return _BETWEEN_WORDS.sub(" ", _INSIDE_WORDS.sub("", text.lower())).strip()
    if _WRONGLY_DECODED.search(text):
        text = _redecoded(text)
    lowered = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter) or letter in _MARKED)
    return _BETWEEN_MARKED_WORDS.sub(" ", bare.translate(_LETTERS).replace("_", " ")).strip()


def _redecoded(text: str) -> str:
    """The text decoded as UTF-8, where it was decoded as Latin-1 or Windows-1252 before; else unchanged."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode()
        except ValueError:
            continue
    return text


MAX_WORDS = 12
"""Words that a name may have. A longer text is only looked up as a whole name."""


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(text).split())


def romanise(word: str) -> tuple[str, ...]:
    """A folded word in Latin letters; several words where its script writes them without spaces.

    Scripts that leave vowels out yield consonants only. A word without a Latin form is unchanged.
    """
    if word.isascii():
        return (word,)
    # NFKD has decomposed the syllables of Korean.
    composed = unicodedata.normalize("NFC", word)
    if _INDIAN.search(composed):
        composed = re.sub(_SILENT, "a", composed).translate(_INDIAN_LETTERS)
    composed = _KOREAN_FAMILY.sub(lambda family: _KOREAN_FAMILIES[family[0]], composed)
    consonants = bool(_CONSONANTS_ONLY.search(composed))
    latin = anyascii(_ARTICLE.sub("", composed).translate(_IRREGULAR) if consonants else composed)
    if consonants:
        latin = _VOWELS.sub("", latin)
    return tokens(_WORDS_WITHOUT_SPACES.sub(" ", latin)) or (word,)


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name in Latin letters, by which names are compared."""
    folded = fold(text)
    if folded.isascii():
        return tuple(folded.split())
    return tuple(latin for word in folded.split() for latin in romanise(word))


_SOUNDS = (  # spellings and the sound they are replaced by, in this order
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


_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def phonetic_key(token: str) -> str:
    """The phonetic key of a folded word: transliterations that sound alike have the same."""
    for spelled, sounded in _SOUNDS:
        token = token.replace(spelled, sounded)
    return _TWICE.sub(r"\1", token)


_CONSONANT_SPELLINGS = (
    *(("ce", "s"), ("ci", "s"), ("cy", "s"), ("sh", "x"), ("ch", "x")),
    *(("kh", "k"), ("gh", "k"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("dj", "j")),
)
_CONSONANTS_MERGED = str.maketrans(
    {"q": "k", "g": "k", "c": "k", "p": "b", "v": "f", **dict.fromkeys("aeiouyw")}
)
_MIN_CONSONANTS = 2


def consonant_key(token: str) -> str:
    """The consonants of a folded word, merged as scripts without vowels merge them, none repeated."""
    if "h" in token or "c" in token or "dj" in token:
        for spelled, written in _CONSONANT_SPELLINGS:
            token = token.replace(spelled, written)
    return _TWICE.sub(r"\1", token.translate(_CONSONANTS_MERGED).removesuffix("h"))


def is_vowelless(token: str) -> bool:
    """Whether a folded word has no vowels, as in whole scripts, and enough consonants to compare it by."""
    return not _VOWELS.search(token) and len(consonant_key(token)) >= _MIN_CONSONANTS

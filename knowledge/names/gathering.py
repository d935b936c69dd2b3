"""Gathering names as they pass by: of an entry nothing stays but letters and numbers."""

from array import array
from collections.abc import Sequence
from functools import lru_cache

from knowledge.models.records import NameEntry
from knowledge.names.alignment import LAST_POSITION
from knowledge.names.folding import name_words
from knowledge.names.texts import Encoded, encoded, key

_REMEMBERED = 1 << 16
"""How many parts of names are folded once for all who bear them."""
_MOST_COUNTED = 255
"""Words of a name beyond which they are not counted."""


class Gathered:
    """Names as they came.

    `kinds` and `words` number all kinds and words. Of every name there are the number of its `kind`, the id
    and weight of its thing, its text, whether it is `registered`, how many words it has (`lengths`) and the
    key of the `whole`. `spelled` has the numbers of the words that have a place, name after name, those of
    each from where it `starts`, and `in_family` whether they are of the family name, which all are where it
    isn't known.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.kind = bytearray()
        self.ids = Encoded()
        self.weights = array("q")
        self.texts = Encoded()
        self.registered = bytearray()
        self.lengths = bytearray()
        self.whole = array("I")
        self.spelled = array("i")
        self.in_family = bytearray()
        self.starts = array("i", [0])
        self._folded = lru_cache(_REMEMBERED)(name_words)

    def __len__(self) -> int:
        return len(self.kind)

    def add(self, entry: NameEntry) -> None:
        """Take one more name; a text without a word is none."""
        words = self._words(entry.text)
        if not words:
            return
        self.kind.append(self.kinds.setdefault(entry.kind, len(self.kinds)))
        self.ids.append(encoded(entry.id))
        self.weights.append(entry.weight)
        self.texts.append(encoded(entry.text))
        self.registered.append(entry.registered)
        self.lengths.append(min(len(words), _MOST_COUNTED))
        self.whole.append(key("".join(words)))
        placed = words[: LAST_POSITION + 1]
        numbers = self.words
        self.spelled.extend([numbers.setdefault(word, len(numbers)) for word in placed])
        family = self._folded(entry.family) if entry.registered and entry.family else ()
        self.in_family.extend([not family or word in family for word in placed])
        self.starts.append(len(self.spelled))

    def forget(self) -> None:
        """Begin anew."""
        vars(self).update(vars(Gathered()))

    def _words(self, text: str) -> Sequence[str]:
        if not text.isascii():
            return name_words(text)
        # The words of such a text fold each by itself, and few are new.
        return [word for part in text.split(" ") for word in self._folded(part)]

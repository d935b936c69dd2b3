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


class Things:
    """Things of one kind, numbered as they came, and how much each has done."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.weights = array("q")

    def number(self, id_: str, weight: int) -> int:
        """The number of the thing with this id, which has done so much at least."""
        number = self.numbers.setdefault(id_, len(self.numbers))
        if number == len(self.weights):
            self.weights.append(weight)
        elif weight > self.weights[number]:
            self.weights[number] = weight
        return number


class Gathered:
    """Names as they came, and the things that they name.

    `kinds` has the things of each kind, `words` the number of each word. Of every name there are `kind` and
    `thing`, the numbers of its kind among these and of its thing within that, its text, whether it is
    `registered`, how many words it has (`lengths`) and the key of the `whole`. `spelled` has the numbers of
    the words that have a place, name after name, those of each from where it `starts`, and `in_family`
    whether they are of the family name, which all are where it isn't known.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, Things] = {}
        self.words: dict[str, int] = {}
        self.kind = bytearray()
        self.thing = array("i")
        self.texts = Encoded()
        self.registered = bytearray()
        self.lengths = bytearray()
        self.whole = array("I")
        self.spelled = array("i")
        self.in_family = bytearray()
        self.starts = array("i", [0])
        self._codes: dict[str, int] = {}
        self._folded = lru_cache(_REMEMBERED)(name_words)

    def __len__(self) -> int:
        return len(self.thing)

    def add(self, entry: NameEntry) -> None:
        """Take one more name; a text without a word is none."""
        words = self._words(entry.text)
        if not words:
            return
        self.kind.append(self._codes.setdefault(entry.kind, len(self._codes)))
        things = self.kinds.setdefault(entry.kind, Things())
        self.thing.append(things.number(entry.id, entry.weight))
        self.texts.append(encoded(entry.text))
        self.registered.append(entry.registered)
        self.lengths.append(min(len(words), _MOST_COUNTED))
        self.whole.append(key("".join(words)))
        placed = words[: LAST_POSITION + 1]
        numbers = self.words
        self.spelled.extend([numbers.setdefault(word, len(numbers)) for word in placed])
        family = self._words(entry.family) if entry.registered and entry.family else ()
        self.in_family.extend([not family or word in family for word in placed])
        self.starts.append(len(self.spelled))

    def _words(self, text: str) -> Sequence[str]:
        if not text.isascii():
            return name_words(text)
        # Such words fold each by itself, and few are new.
        return [word for part in text.split(" ") for word in self._folded(part)]

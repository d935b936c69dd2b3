"""Finished replies and completions in memory, so that a repeated question is neither asked nor drawn again.

A message depends on the knowledge, the day, the language and the question, and on nothing about the asker.
"""

import json
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from discord import app_commands, ui

from bot.discord.picture import Attachment

T = TypeVar("T")

REPLY_BYTES = 8 * 2**20
"""Bytes of remembered replies: about 2,200 of 3.8 kB, 1,000 with pictures. Chosen by hand."""
COMPLETION_BYTES = 4 * 2**20
"""Bytes of remembered completions: about 500 of 25 suggestions. Chosen by hand."""
_ENTRY_BYTES = 1_900
"""Overhead of an entry in bytes, measured. It also bounds the number of entries."""
_BYTES_OF_CHARACTER = 3
"""Bytes in memory of each character of a message's JSON, measured: its objects take more than its text."""
_CHOICE_BYTES = 200
"""Approximate overhead of a suggestion in bytes."""

Choices = list[app_commands.Choice[str]]


def digest(*parts: object) -> bytes:
    """The digest of these parts as a key: the typed text can't be read from it."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class FinishedMessage(ui.LayoutView):
    """A drawn message without its items: the components as they are sent. It can be sent again and again.

    Its buttons carry their questions, so that presses need no view.
    """

    def __init__(self, drawn: ui.LayoutView) -> None:
        """Keep the components of a drawn message."""
        super().__init__(timeout=None)
        self._components = [item.to_component_dict() for item in drawn.children]
        self.stop()

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        return _BYTES_OF_CHARACTER * len(json.dumps(self._components))

    def has_components_v2(self) -> bool:
        """Whether it is a message of Components V2: always."""
        return True

    def to_components(self) -> list[dict[str, Any]]:
        """The components as Discord takes them; not to be changed."""
        return self._components


@dataclass(frozen=True)
class FinishedReply:
    """The messages of a reply, the picture of the first, and its labels in metrics and logs.

    Only a reply that `is_answer` is public. One that `is_lasting` would be the same again.
    """

    messages: tuple[FinishedMessage, ...]
    file: Attachment | None
    kind: str | None
    outcome: str
    is_answer: bool
    is_lasting: bool

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        picture = len(self.file.data) + len(self.file.alt) if self.file else 0
        return picture + sum(message.size for message in self.messages)


def size_of_choices(choices: Choices) -> int:
    """Bytes of a completion in memory, about."""
    return sum(_CHOICE_BYTES + len(choice.name) + len(choice.value) for choice in choices)


class LruCache(Generic[T]):
    """An LRU cache that holds a number of bytes. For use in the event loop only."""

    def __init__(self, most_bytes: int) -> None:
        """Hold nothing yet."""
        self._most_bytes = most_bytes
        self._entries: OrderedDict[bytes, tuple[T, int]] = OrderedDict()
        self.bytes = 0
        """Bytes of all values, as they were stated."""

    def __len__(self) -> int:
        """The number of values."""
        return len(self._entries)

    def get(self, key: bytes) -> T | None:
        """The value of a key, which becomes the most recently used; None where there is none."""
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def put(self, key: bytes, value: T, size: int) -> None:
        """Keep a value of `size` bytes; the least recently used ones are evicted where there is no room."""
        self._evict(key)
        self._entries[key] = value, size + _ENTRY_BYTES
        self.bytes += size + _ENTRY_BYTES
        while self.bytes > self._most_bytes:
            self._evict(next(iter(self._entries)))

    def _evict(self, key: bytes) -> None:
        _, size = self._entries.pop(key, (None, 0))
        self.bytes -= size


class Remembered:
    """What was made with one version of the knowledge.

    Keep the object from the arrival of a question until its reply is remembered: newer knowledge has a new
    one, so that an older reply can't get in there.
    """

    def __init__(self, version: int) -> None:
        """Remember nothing yet of this version, a number of `LiveKnowledge`."""
        self.version = version
        self.replies: LruCache[FinishedReply] = LruCache(REPLY_BYTES)
        self.completions: LruCache[Choices] = LruCache(COMPLETION_BYTES)

"""Making a message short enough: whole lines go, from the end, and what is left says how many went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.discord.limits import cut, size

# Room that notes may hold against the rows of a table, and rows that hold out against notes.
NOTES_ROOM = 1200
FEW_ROWS = 5


class Sort(Enum):
    """What the lines of a part are, which says when they go."""

    FIXED = auto()
    LINES = auto()
    ROWS = auto()
    NOTES = auto()
    SOURCES = auto()


@dataclass
class Part:
    """Lines that stand or fall one by one, from the last to the first. `gone` are those that fell."""

    lines: list[str]
    sort: Sort = Sort.FIXED
    gone: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The room that the lines take."""
        return sum(size(line) + 1 for line in self.lines)

    def drop(self) -> int:
        """Take the last line away; the room that it took comes back."""
        self.gone.insert(0, self.lines.pop())
        return size(self.gone[0]) + 1


@dataclass
class Block:
    """Parts that are shown as one text."""

    parts: list[Part]

    def text(self, more: Callable[[int], str]) -> str:
        """The lines, each part followed by what it lost."""
        lines: list[str] = []
        for part in self.parts:
            lines += part.lines
            if part.gone:
                lines.append(more(len(part.gone)))
        return "\n".join(lines)


# What goes first: the last of many notes, then rows of long tables, then whatever it takes.
STEPS: tuple[tuple[Sort, Callable[[Part], bool]], ...] = (
    (Sort.NOTES, lambda part: part.size > NOTES_ROOM),
    (Sort.ROWS, lambda part: len(part.lines) > FEW_ROWS),
    (Sort.NOTES, lambda part: len(part.lines) > 1),
    (Sort.ROWS, lambda part: bool(part.lines)),
    (Sort.LINES, lambda part: bool(part.lines)),
    (Sort.NOTES, lambda part: bool(part.lines)),
    (Sort.SOURCES, lambda part: bool(part.lines)),
)


def fit(blocks: Sequence[Block], room: int, more: Callable[[int], str]) -> list[str]:
    """A text a block, together no longer than `room`; empty where a block has nothing to show."""
    parts = [part for block in blocks for part in block.parts]
    used = sum(part.size for part in parts)
    reserve = size(more(10_000)) + 1
    for sort, may_go in STEPS:
        for part in reversed([part for part in parts if part.sort is sort]):
            while used > room and may_go(part):
                # The first line that goes makes way for the one that says so.
                used += 0 if part.gone else reserve
                used -= part.drop()
    return _squeeze([block.text(more) for block in blocks], room)


def _squeeze(texts: Sequence[str], room: int) -> list[str]:
    """What can't go whole is cut at the last resort: a title of thousands of characters."""
    squeezed: list[str] = []
    for text in texts:
        squeezed.append(cut(text, room) if room > 1 else "")
        room -= size(squeezed[-1])
    return squeezed

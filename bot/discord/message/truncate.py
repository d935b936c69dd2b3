"""Truncation of a message to Discord's length: whole lines are dropped, and their number is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.discord.limits import cut, size

NOTES_ROOM = 1200
"""Characters of notes that are kept before rows of a table are dropped. Chosen by hand."""
FEW_ROWS = 5
"""Rows of a table that are kept before more notes are dropped. Chosen by hand."""


class LineKind(Enum):
    """What lines are; it decides when they are dropped. FIXED lines never are."""

    FIXED = auto()
    LINES = auto()
    ROWS = auto()
    NOTES = auto()
    SOURCES = auto()


@dataclass
class LineGroup:
    """Lines of one kind, which are dropped one by one from the last to the first."""

    lines: list[str]
    kind: LineKind = LineKind.FIXED
    dropped: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The length of the lines with their line ends."""
        return sum(size(line) + 1 for line in self.lines)

    def drop_last(self) -> int:
        """Drop the last line and return the length that this frees."""
        self.dropped.insert(0, self.lines.pop())
        return size(self.dropped[0]) + 1


@dataclass
class Block:
    """Line groups that are shown as one text."""

    groups: list[LineGroup]

    def text(self, more: Callable[[int], str]) -> str:
        """The lines; `more` words the number of lines that a group has dropped."""
        lines: list[str] = []
        for group in self.groups:
            lines += group.lines
            if group.dropped:
                lines.append(more(len(group.dropped)))
        return "\n".join(lines)


# In the order of dropping: notes beyond their room, rows of long tables, then everything, the sources last.
STEPS: tuple[tuple[LineKind, Callable[[LineGroup], bool]], ...] = (
    (LineKind.NOTES, lambda group: group.size > NOTES_ROOM),
    (LineKind.ROWS, lambda group: len(group.lines) > FEW_ROWS),
    (LineKind.NOTES, lambda group: len(group.lines) > 1),
    (LineKind.ROWS, lambda group: bool(group.lines)),
    (LineKind.LINES, lambda group: bool(group.lines)),
    (LineKind.NOTES, lambda group: bool(group.lines)),
    (LineKind.SOURCES, lambda group: bool(group.lines)),
)


def fit(blocks: Sequence[Block], room: int, more: Callable[[int], str]) -> list[str]:
    """A text for each block, together no longer than `room`; empty where nothing of a block is left.

    The blocks are changed: their groups record what they dropped. `more` words the number of dropped lines.
    """
    groups = [group for block in blocks for group in block.groups]
    excess = sum(group.size for group in groups) - room
    count_line = size(more(10_000)) + 1
    for kind, may_drop in STEPS:
        for group in reversed([group for group in groups if group.kind is kind]):
            excess = _drop(group, excess, may_drop, count_line)
    return _squeeze([block.text(more) for block in blocks], room)


def _drop(group: LineGroup, excess: int, may_drop: Callable[[LineGroup], bool], count_line: int) -> int:
    """Drop lines of the group until there is no excess or no more may go; the excess that is left."""
    while excess > 0 and may_drop(group):
        if not group.dropped:
            # The first dropped line makes room for the line with the count.
            excess += count_line
        excess -= group.drop_last()
    return excess


def _squeeze(texts: Sequence[str], room: int) -> list[str]:
    """Cut the texts to `room` where fixed lines alone exceed it, such as a title of 5,000 characters."""
    squeezed: list[str] = []
    for text in texts:
        squeezed.append(cut(text, room) if room > 1 else "")
        room -= size(squeezed[-1])
    return squeezed

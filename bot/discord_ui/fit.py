"""Making a message short enough: whole lines go, from the end, and what is left says how many went."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.discord_ui.limits import cut, size


class Keep(IntEnum):
    """How long a part holds out when there is no room. Rows of tables go first."""

    ROWS = 0
    LINES = 1
    FOOTNOTES = 2
    ALWAYS = 3


@dataclass
class Part:
    """Lines that stand or fall one by one, from the last to the first."""

    lines: list[str]
    keep: Keep = Keep.ALWAYS
    dropped: int = 0
    sizes: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.sizes = [size(line) + 1 for line in self.lines]

    def drop(self) -> int:
        """Take the last line away; its size comes back."""
        self.lines.pop()
        self.dropped += 1
        return self.sizes.pop()


@dataclass
class Block:
    """Parts that are shown as one text."""

    parts: list[Part]

    def text(self, more: Callable[[int], str]) -> str:
        """The lines, each part followed by what it lost."""
        lines: list[str] = []
        for part in self.parts:
            lines += part.lines
            if part.dropped:
                lines.append(more(part.dropped))
        return "\n".join(lines)


def fit(blocks: Iterable[Block], room: int, more: Callable[[int], str]) -> list[str]:
    """A text a block, together no longer than `room`; empty where a block has nothing to show."""
    blocks = list(blocks)
    parts = [part for block in blocks for part in block.parts]
    used = sum(sum(part.sizes) for part in parts)
    reserve = size(more(10_000)) + 1
    for keep in (Keep.ROWS, Keep.LINES, Keep.FOOTNOTES):
        for part in reversed([part for part in parts if part.keep is keep]):
            while part.lines and used > room:
                # The first line that goes makes way for the one that says so.
                used += reserve if not part.dropped else 0
                used -= part.drop()
    return _squeeze([block.text(more) for block in blocks], room)


def _squeeze(texts: list[str], room: int) -> list[str]:
    """What can't go whole is cut at the last resort: a title of thousands of characters."""
    squeezed: list[str] = []
    for text in texts:
        squeezed.append(cut(text, room) if room > 1 else "")
        room -= size(squeezed[-1])
    return squeezed

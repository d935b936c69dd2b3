"""Ways in which a file comes to be damaged, by chance but the same every time."""

import random
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]


def insert(junk: bytes) -> Damage:
    """Put something in anywhere."""

    def damage(content: bytes, chance: random.Random) -> bytes:
        at = chance.randrange(len(content))
        return content[:at] + junk + content[at:]

    return damage


def truncate(content: bytes, chance: random.Random) -> bytes:
    """Cut the end off."""
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes."""
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 9)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def shuffle(content: bytes, chance: random.Random) -> bytes:
    """Put the lines in another order."""
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)

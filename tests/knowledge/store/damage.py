"""What disks, crashes and other versions do to a file."""

from pathlib import Path


def truncate(file: Path) -> None:
    """The end is missing."""
    file.write_bytes(file.read_bytes()[:-4096])


def empty(file: Path) -> None:
    """All is missing."""
    file.write_bytes(b"")


def scribble(file: Path) -> None:
    """Something else has its name."""
    file.write_bytes(b"this is no knowledge" * 1000)


def zero_a_page(file: Path) -> None:
    """A page is lost."""
    content = bytearray(file.read_bytes())
    content[4096 * 10 : 4096 * 11] = bytes(4096)
    file.write_bytes(content)


def unseal(file: Path) -> None:
    """It was never finished."""
    file.with_name(f"{file.name}.seal").unlink()


DAMAGES = (truncate, empty, scribble, zero_a_page, unseal)

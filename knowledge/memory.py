"""The memory of a process that builds or imports: collected rarely, and given back when it is free."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_M_MMAP_THRESHOLD = -3
"""The number of this option in glibc's malloc.h."""
_LARGE = 1 << 20
"""Bytes from which a freed block is given back at once. Fresh pages take time: less is slower. By hand."""


def give_memory_back() -> bool:
    """Let glibc give what was freed back to the system, large blocks from now on at once; whether it does.

    By default it keeps blocks of up to 32 MB, in gaps that later ones do not fit into. Other C libraries have
    no such functions.
    """
    try:
        library = ctypes.CDLL(None)
        library.malloc_trim(0)
        return bool(library.mallopt(_M_MMAP_THRESHOLD, _LARGE))
    except (AttributeError, OSError, TypeError):
        return False


_ALLOCATIONS = 1_000_000
"""Threshold of the garbage collector during bulk reads, in allocations. Chosen by hand."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Raise the garbage collector's threshold: bulk rows have no cycles, but trigger collections."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

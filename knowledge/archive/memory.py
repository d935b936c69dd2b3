"""Memory while very much is read: what lives long isn't looked through again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 100_000


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect garbage rarely. Rows make none that needs it, but each of them would count towards the next."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

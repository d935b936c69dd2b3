"""Arrays in one file that is used as it is: a line that says where each lies, then the arrays."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]

_FORMAT = "bell-lap-names-4"
"""Changes whenever what is saved does: a file of another format is made anew."""
_ALIGNED = 64
_LONGEST_HEAD = 1 << 16


def save_arrays(path: Path, parts: Sequence[Arrays]) -> None:
    """Write the arrays as one file. Raises OSError."""
    described, at = [], 0
    for arrays in parts:
        part = {}
        for name, array in arrays.items():
            part[name] = [array.dtype.str, list(array.shape), at]
            at += _padded(array.nbytes)
        described.append(part)
    head = json.dumps({"format": _FORMAT, "parts": described, "bytes": at}).encode()
    head += b" " * (_padded(len(head) + 1) - len(head) - 1) + b"\n"
    with path.open("wb") as stream:
        stream.write(head)
        for arrays in parts:
            for array in arrays.values():
                stream.write(np.ascontiguousarray(array).tobytes())
                stream.write(b"\0" * (_padded(array.nbytes) - array.nbytes))


def arrays_in(content: memoryview) -> list[Arrays]:
    """The arrays in the content of a file that `save_arrays` wrote. They are no copies.

    Raises ValueError where it is no such content, of another version or cut short.
    """
    begin = bytes(content[:_LONGEST_HEAD]).find(b"\n") + 1
    try:
        head = json.loads(bytes(content[:begin]))
        known = head["format"] == _FORMAT
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError("This is no index of names.") from error
    if not known or len(content) != begin + head["bytes"]:
        raise ValueError("This is no whole index of names of this version.")
    return [
        {
            name: np.frombuffer(content, np.dtype(kind), int(np.prod(shape)), begin + at).reshape(shape)
            for name, (kind, shape, at) in part.items()
        }
        for part in head["parts"]
    ]


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED

"""Arrays in one file that is opened without being read: a line that says where each lies, then the arrays."""

import json
import mmap
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]

_FORMAT = "bell-lap-names-4"
"""Changes whenever what is saved does: a file of another format is made anew."""
_ALIGNED = 64


def save_arrays(path: Path, parts: Sequence[Arrays]) -> None:
    """Write the arrays as one file; an older one is replaced at once. Raises OSError."""
    described, at = [], 0
    for arrays in parts:
        part = {}
        for name, array in arrays.items():
            part[name] = [array.dtype.str, list(array.shape), at]
            at += _padded(array.nbytes)
        described.append(part)
    head = json.dumps({"format": _FORMAT, "parts": described, "bytes": at}).encode()
    head += b" " * (_padded(len(head) + 1) - len(head) - 1) + b"\n"
    # By its process, so that two that write at once don't write into one file.
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with unfinished.open("wb") as stream:
        stream.write(head)
        for arrays in parts:
            for array in arrays.values():
                stream.write(np.ascontiguousarray(array).tobytes())
                stream.write(b"\0" * (_padded(array.nbytes) - array.nbytes))
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)


def open_arrays(path: Path) -> list[Arrays]:
    """The arrays of a file that `save_arrays` wrote, mapped into memory.

    Raises OSError where there is none, and ValueError where it is no such file, of another version
    or cut short.
    """
    with path.open("rb") as stream:
        try:
            head = json.loads(stream.readline())
            known = head["format"] == _FORMAT
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{path} is no index of names.") from error
        begin = stream.tell()
        if not known or path.stat().st_size != begin + head["bytes"]:
            raise ValueError(f"{path} is no whole index of names of this version.")
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    return [
        {
            name: np.frombuffer(mapped, np.dtype(kind), int(np.prod(shape)), begin + at).reshape(shape)
            for name, (kind, shape, at) in part.items()
        }
        for part in head["parts"]
    ]


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED

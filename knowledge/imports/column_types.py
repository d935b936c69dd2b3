"""Types of numpy columns, shared by the archive (which fills them) and the linkage (which compares them)."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

MISSING = -1
"""Placeholder in a column of numbers for a value that the row does not give."""

"""Types of numpy columns, shared by the archive (which fills them) and the linkage (which compares them)."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
"""Numbers that fit into 32 bits, for columns with a value for each row. Widen them before a shift."""
Truths = NDArray[np.bool_]

MISSING = -1
"""Placeholder in a column of numbers for a value that the row does not give."""

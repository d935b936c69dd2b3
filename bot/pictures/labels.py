"""Labels that never overlap: each takes the first of its places that is free, or is left out."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from bot.pictures.canvas import Box, Canvas, Spot, Text

_STEP = 2.0
"""Points between the boxes that stand for a line."""


class Labels:
    """The labels of a canvas, and the space that is taken."""

    def __init__(self, canvas: Canvas) -> None:
        """Labels of a canvas on which nothing is taken yet."""
        self._canvas = canvas
        self._inside = Box(2, 2, canvas.width - 2, canvas.height - 1)
        self._taken = np.empty((0, 4))
        """The edges of rectangles, in the order of those of a box."""

    def take(self, box: Box) -> None:
        """Keep a rectangle free of labels."""
        self._taken = np.concatenate((self._taken, [box]))

    def take_line(self, spots: Sequence[Spot], width: float) -> None:
        """Keep a line through spots free of labels."""
        half = width / 2
        for (x0, y0), (x1, y1) in pairwise(spots):
            steps = max(int(max(abs(x1 - x0), abs(y1 - y0)) / _STEP), 1)
            parts = np.arange(steps + 1)
            x, y = x0 + (x1 - x0) * parts / steps, y0 + (y1 - y0) * parts / steps
            boxes = np.column_stack((x - half, y - half, x + half, y + half))
            self._taken = np.concatenate((self._taken, boxes))

    def place(self, *places: Text) -> bool:
        """Draw the first of these that is free and inside; whether there was one."""
        for text in places:
            box = text.box
            if self._is_free(box):
                self._canvas.text(text)
                self.take(box)
                return True
        return False

    def _is_free(self, box: Box) -> bool:
        inside = self._inside
        if box.left < inside.left or box.right > inside.right:
            return False
        if box.top < inside.top or box.bottom > inside.bottom:
            return False
        left, top, right, bottom = self._taken.T
        meets = (box.left < right) & (left < box.right) & (box.top < bottom) & (top < box.bottom)
        return not meets.any()

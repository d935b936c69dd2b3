"""Labels that never overlap: each takes the first of its places that is free, or is left out."""

from collections.abc import Sequence
from itertools import pairwise

from bot.pictures.canvas import Box, Canvas, Spot, Text

_STEP = 2.0
"""Points between the boxes that stand for a line."""


class Labels:
    """The labels of a canvas, and the space that is taken."""

    def __init__(self, canvas: Canvas) -> None:
        """Labels of a canvas on which nothing is taken yet."""
        self._canvas = canvas
        self._inside = Box(2, 2, canvas.width - 2, canvas.height - 1)
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Keep a rectangle free of labels."""
        self._taken.append(box)

    def take_line(self, spots: Sequence[Spot], width: float) -> None:
        """Keep a line through spots free of labels."""
        half = width / 2
        for (x0, y0), (x1, y1) in pairwise(spots):
            steps = max(int(max(abs(x1 - x0), abs(y1 - y0)) / _STEP), 1)
            for n in range(steps + 1):
                x, y = x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps
                self.take(Box(x, y, x, y).grown(half))

    def place(self, *places: Text) -> bool:
        """Draw the first of these that is free and inside; whether there was one."""
        for text in places:
            if self._is_free(text.box):
                self._canvas.text(text)
                self.take(text.box)
                return True
        return False

    def _is_free(self, box: Box) -> bool:
        inside = self._inside
        if box.left < inside.left or box.right > inside.right:
            return False
        if box.top < inside.top or box.bottom > inside.bottom:
            return False
        return not any(box.meets(taken) for taken in self._taken)

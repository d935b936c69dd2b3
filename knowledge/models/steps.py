"""How much work reading a question may be: steps are counted, so that the same text always ends alike."""


class TooManyStepsError(Exception):
    """The steps that a question may take are used up."""


class Steps:
    """The steps that one question may take, each about 10 µs of processor time on one core.

    Made for a question and passed on with it; no two threads share one.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0

    def take(self, steps: int) -> None:
        """Count steps. Raises TooManyStepsError where these are more than are left."""
        self.taken += steps
        if self.taken > self.most:
            raise TooManyStepsError

"""The step budget: all of it may be spent, and no step more."""

import pytest

from knowledge.models.base import Steps
from knowledge.models.errors import TooManyStepsError


def test_the_last_step_may_be_spent_and_no_more() -> None:
    steps = Steps(5)
    steps.spend(2)
    steps.spend(3)
    with pytest.raises(TooManyStepsError):
        steps.spend(1)

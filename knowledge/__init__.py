"""The domain of Bell Lap: facts, names, questions, answers and their words. It knows no front."""

from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent / "data"
"""The curated facts that come with the package."""

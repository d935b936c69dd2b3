"""The page of measurements, a section for each benchmark between `<!-- name -->` and `<!-- /name -->`."""

import re
import textwrap
from collections.abc import Mapping, Sequence

_SECTION = re.compile(r"<!-- ([a-z]+) -->\n(.*?)\n<!-- /\1 -->", re.DOTALL)
_WIDTH = 120


def sections(page: str) -> dict[str, str]:
    """The sections of a page by name, in their order; what stands outside of them is not among them."""
    return {name: text.strip("\n") for name, text in _SECTION.findall(page)}


def written(head: str, found: Mapping[str, str], order: Sequence[str]) -> str:
    """The page of a head and the sections that there are, in this order; others are left out."""
    parts = [head.strip("\n")]
    parts += [f"<!-- {name} -->\n{found[name]}\n<!-- /{name} -->" for name in order if name in found]
    return "\n\n".join(parts) + "\n"


def paragraph(text: str) -> str:
    """The text as a paragraph of the page, its lines broken anew, and an empty line behind it."""
    return (
        textwrap.fill(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"
    )


def is_section(printed: str) -> bool:
    """Whether a benchmark printed a section; else it printed why it was skipped."""
    return printed.startswith("## ")

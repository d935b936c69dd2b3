"""Whether every package that Bell Lap runs on has a permissive licence: `python scripts/licences.py`."""

import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PERMISSIVE = frozenset(
    (
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Zlib",
    )
)
SPELLED = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "python software foundation license": "PSF-2.0",
}
"""Licences as older packages write them, in lower case."""
EXCEPTIONS: Mapping[str, str] = {
    "fontpkg-roboto": "OFL-1.1: a font that pictures are drawn with, neither changed nor sold by itself",
}
"""Packages of another licence (LGPL, MPL, OFL) that are taken all the same, each with the reason."""
ELSEWHERE = {"audioop-lts": "PSF-2.0", "colorama": "BSD-3-Clause"}
"""Packages that only other systems install, with the licence that they state."""
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_WORD = re.compile(r"\s+(?:AND|OR)\s+|[()]")


def faults(requirements: str) -> list[str]:
    """A sentence for each pinned package whose licence isn't permissive, or isn't known."""
    found = []
    for name in dict.fromkeys(_PIN.findall(requirements)):
        if name in EXCEPTIONS:
            continue
        licence = licence_of(name)
        if licence is None:
            found.append(f"{name}: not checked, as it is not installed.")
        elif not is_permissive(licence):
            found.append(f"{name}: {licence or 'no licence'} is not among the permissive ones.")
    return found


def licence_of(name: str) -> str | None:
    """What a package states, in the words of SPDX where they are known; None where it isn't installed."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name)
    if "License-Expression" in said:
        return said["License-Expression"]
    classified = [
        value.rpartition(" :: ")[2]
        for value in said.get_all("Classifier", [])
        if value.startswith("License :: ") and value != "License :: OSI Approved"
    ]
    written = [one.strip().partition("\n")[0] for one in said.get_all("License", [])]
    return _spdx(classified) or _spdx(written)


def is_permissive(licence: str) -> bool:
    """Whether each licence of an expression is permissive. Of a choice each counts too: none is made here."""
    words = [word for word in _WORD.split(licence) if word and word.strip()]
    return bool(words) and all(word.strip() in PERMISSIVE for word in words)


def _spdx(stated: Iterable[str]) -> str:
    return " AND ".join(SPELLED.get(one.lower(), one) for one in stated if one)


def main() -> int:
    """Say what is wrong; 1 where anything is."""
    requirements = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    found = faults(requirements)
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    count = len(set(_PIN.findall(requirements)))
    sys.stdout.write(f"Licences: {count - len(found)} of {count} packages have a permissive one.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

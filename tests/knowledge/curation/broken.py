"""The invented knowledge base with one thing wrong."""

import shutil
from pathlib import Path

from knowledge.curation import check_folder

MILE = "races/harbour-mile-2024/harbour-mile-2024-men-mile-final.toml"
LAST_YEAR = "races/harbour-mile-2023/harbour-mile-2023-men-mile-final.toml"
FIRST_YEAR = "races/harbour-mile-2022/harbour-mile-2022-men-mile-final.toml"
HIGH = "races/harbour-mile-2024/harbour-mile-2024-women-high-jump-final.toml"
LONG = "races/northern-games-2020/northern-games-2020-women-long-jump-final.toml"
WOMEN = "races/harbour-mile-2024/harbour-mile-2024-women-5000m-final.toml"
U20 = "races/northern-games-2020/northern-games-2020-men-u20-800m-final.toml"
RELAY = "races/fjord-championships-2022/fjord-championships-2022-women-4x100m-relay-final.toml"
HEPTATHLON = "races/fjord-championships-2022/fjord-championships-2022-women-heptathlon-final.toml"
NORWAY = "athletes/NOR.toml"
BRITAIN = "athletes/GBR.toml"
FRANCE = "athletes/FRA.toml"
CZECHS = "athletes/TCH.toml"
OLD_800 = "races/lantern-games-1936/lantern-games-1936-men-800m-final.toml"
OLD_RELAY = "races/lantern-games-1948/lantern-games-1948-men-4x400m-relay-final.toml"
EDITION = "editions/harbour-mile-2024.toml"
BEN = """name = "Ben Harrow"
family = "Harrow"
sex = "M"
born = "1995-02-14"
"""


def spoil(invented: Path, folder: Path, name: str, old: str, new: str) -> Path:
    """Copy the invented facts and put `new` in the place of the one `old` of a file."""
    data = folder / "data"
    if not data.exists():
        shutil.copytree(invented, data)
    text = (data / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
    (data / name).write_text(text.replace(old, new), encoding="utf-8")
    return data


def problems_of(invented: Path, folder: Path, name: str, old: str, new: str) -> list[str]:
    """The problems of the invented facts with `new` in the place of the one `old` of a file."""
    _, problems = check_folder(spoil(invented, folder, name, old, new))
    return [str(problem) for problem in problems]

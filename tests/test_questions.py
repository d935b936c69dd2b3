"""Questions as people type them, with what a good answer must show, asked of the curated knowledge.

The list is not part of the project; where it is absent these tests are skipped by name.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.discord.client import create_client
from bot.discord.message.components import ALL
from bot.settings import Settings
from bot.terminal.render import draw
from knowledge.ask import DATA, Knowledge, open_knowledge, split_command
from tests.wire.running import point_at, running
from tests.wire.server import TOKEN, FakeDiscord

QUESTIONS = Path(__file__).parents[2] / "shared" / "questions" / "dev.tsv"
TODAY = date(2026, 11, 22)


# Rows of the list that newer facts have overtaken: the outcome, what the answer shows and what it never says.
# Women ran these events there too, or there is a newer edition, whose answer names the winners before.
OVERTAKEN = {
    "/result brussels steeplechase": ("ambiguous", r"2026 ;; 2024 Amos Serem 8:06\.90", ""),
    "/result silesia steeple": ("answer", r"2026 ;; 2024 Soufiane El Bakkali 8:04\.29", ""),
    "/result tokyo olympics 3000m sc": (
        "ambiguous",
        r"2020 Soufiane El Bakkali 8:08\.90 ;; 2020 Peruth Chemutai 9:01\.45",
        "",
    ),
    "/result bruxelles 5000m": ("ambiguous", r"2026 ;; 2024 Berihu Aregawi 12:43\.66", ""),
    "/result budapest chase": ("ambiguous", r"Budapest 2023 \S men's 3000 m steeplechase", ""),
    "/result eugene 2023 steeplechase": ("ambiguous", r"2023 Simon Kiprop Koech 8:06\.26", r"8:25\.13"),
    "/result eugene 2022 steeplechase": ("ambiguous", r"2022 Soufiane El Bakkali 8:25\.13", r"8:06\.26"),
    "/result brussels high jump": ("ambiguous", r"2026 ;; 2024 Gianmarco Tamberi 2\.34", "8:06"),
}
# The same with the year or the sex: what the first three articles tell stays in reach.
IN_REACH = {
    "/result brussels steeplechase 2024 men": (
        "answer",
        r"8:06\.90 ;; Amos Serem[\s\S]*El Bakkali[\s\S]*Jhinaoui[\s\S]*Kibiwot ;; 2024 ;; Van Damme",
        "",
    ),
    "/result brussels steeplechase men": ("answer", r"2026 ;; 2024 Amos Serem 8:06\.90", ""),
    "/result silesia 2024 steeple": (
        "answer",
        r"8:04\.29[\s\S]*8:04\.29 ;; El Bakkali[\s\S]*Serem[\s\S]*Firewu ;; photo",
        "",
    ),
    "/result tokyo olympics 3000m sc men": ("answer", r"8:08\.90 ;; 8:10\.38 ;; Kigen", ""),
    "/result bruxelles 5000m 2024 men": (
        "answer",
        r"12:43\.66 ;; Aregawi[\s\S]*Gebrhiwet ;; Kipkorir|Kimeli",
        "",
    ),
    "/result budapest steeplechase 2023 men": ("answer", r"8:03\.53", ""),
    "/result eugene 2023 steeplechase men": ("answer", r"8:06\.26 ;; Koech", r"8:25\.13"),
    "/result eugene 2022 steeplechase men": ("answer", r"8:25\.13", r"8:06\.26"),
    "/h2h serem bakkali until 2024": ("answer", r"10.1 in 11 races ;; Amos Serem ;; Edmund", ""),
}
# What fits both sexes shows both podiums at once in Discord, where the terminal lists the winners.
BOTH_PODIUMS = {
    "/result tokyo olympics 3000m sc": r"Women[^*]*\*\*\n\S+ `9:01\.45` \S+ Peruth Chemutai ;; "
    r"Men[^*]*\*\*\n\S+ `8:08\.90` \S+ .*El Bakkali",
    "/result eugene 2023 steeplechase": r"Men[^*]*2023\*\*\n\S+ `8:06\.26` \S+ .*Koech ;; "
    r"Women[^*]*2023\*\*",
    "/result eugene 2022 steeplechase": r"Men[^*]*2022\*\*\n\S+ `8:25\.13` \S+ .*El Bakkali ;; "
    r"Women[^*]*2022\*\*",
}


def _row(question: str, outcome: str, says: str, never: str) -> dict[str, str]:
    return {"question": question, "outcome": outcome, "says": says, "never": never}


def _rows() -> list[dict[str, str]]:
    if not QUESTIONS.is_file():
        return []
    with QUESTIONS.open(encoding="utf-8", newline="") as lines:
        listed = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [
        _row(question, *OVERTAKEN.get(question, (outcome, says, *(never or [""]))))
        for question, outcome, says, *never in listed
    ]


ABSENT = pytest.mark.skipif(not QUESTIONS.is_file(), reason=f"the questions are not here: {QUESTIONS.name}")
EACH = pytest.mark.parametrize("row", _rows(), ids=lambda row: row["question"])
OPTIONS = {"result": "race", "athlete": "name", "h2h": "athletes"}


@pytest.fixture(scope="module")
def curated(curated_cache: Path) -> Knowledge:
    return open_knowledge(DATA, curated_cache)


def _shows(text: str, row: dict[str, str]) -> None:
    for said in row["says"].split(" ;; "):
        assert re.search(said, text, re.IGNORECASE), said
    if row["never"]:
        assert not re.search(row["never"], text, re.IGNORECASE)


@ABSENT
@EACH
def test_a_question_is_answered_as_it_should(curated: Knowledge, row: dict[str, str]) -> None:
    reply = curated.ask(*split_command(row["question"]), TODAY)
    assert reply.outcome in row["outcome"].split("|")
    _shows(draw(reply.card), row)


@pytest.mark.parametrize(
    "row", [_row(question, *want) for question, want in IN_REACH.items()], ids=lambda row: row["question"]
)
def test_what_the_articles_tell_stays_in_reach(curated: Knowledge, row: dict[str, str]) -> None:
    reply = curated.ask(*split_command(row["question"]), TODAY)
    assert reply.outcome == row["outcome"]
    _shows(draw(reply.card), row)


@ABSENT
@EACH
async def test_a_question_is_answered_so_in_discord(
    curated: Knowledge, row: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command, _, typed = row["question"].removeprefix("/").partition(" ")
    async with FakeDiscord() as fake:
        point_at(fake, monkeypatch)
        client = create_client(Settings(discord_token=SecretStr(TOKEN)), curated)
        async with running(client, fake):
            glance = await fake.slash(command, {OPTIONS[command]: typed})
            carried = [one.get("custom_id", "") for one in glance.components]
            pressed = [await fake.press(glance.message, id_) for id_ in carried if id_.startswith(ALL)]
    says = BOTH_PODIUMS.get(row["question"], row["says"])
    _shows("\n".join(reply.text for reply in (glance, *pressed)), row | {"says": says})

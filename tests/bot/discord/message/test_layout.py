"""Whatever a card holds, its message stays within Discord's limits, and says what it left out."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.limits import size
from bot.discord.message.layout import draw, draw_rest
from knowledge.models.base import AthleteId, DisciplineId, RaceId
from knowledge.models.card import Card, Column, Next, NextGroup, Row, Section, SourceLine, Table
from knowledge.models.filter import RaceFilter
from knowledge.models.question import Question
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.bot.discord.fakes import race_card
from tests.bot.discord.message.parts import components, parts
from tests.bot.discord.seen import BUTTON, SELECT, TEXT_DISPLAY, walk

SLUGS = st.from_regex(r"[a-z]{1,12}(-[a-z0-9]{1,12}){0,8}", fullmatch=True)
WORDS = st.text(max_size=60) | st.sampled_from(["", " ", "**", "\U0001f1f0\U0001f1ea" * 40, "word " * 200])
QUESTIONS: st.SearchStrategy[Question] = st.one_of(
    SLUGS.map(lambda slug: ResultQuestion(race=RaceId(slug))),
    SLUGS.map(lambda slug: AthleteQuestion(athlete=AthleteId(slug))),
    st.builds(
        lambda first, second, discipline: HeadToHeadQuestion(
            first=AthleteId(first),
            second=AthleteId(second),
            where=RaceFilter(disciplines=(DisciplineId(discipline),)),
        ),
        SLUGS,
        SLUGS,
        SLUGS,
    ),
)
COLUMN = st.builds(Column, heading=WORDS, weight=st.sampled_from(["strong", "normal", "faint"]))
ROW = st.builds(
    Row, cells=st.lists(WORDS, max_size=5).map(tuple), note=st.none() | WORDS, marked=st.booleans()
)
TABLE = st.builds(
    Table,
    columns=st.lists(COLUMN, max_size=5).map(tuple),
    rows=st.lists(ROW, max_size=8).flatmap(
        lambda rows: st.integers(1, 12).map(lambda times: tuple(rows) * times)
    ),
)
SECTION = st.builds(
    Section,
    heading=st.none() | WORDS,
    lines=st.lists(WORDS, max_size=4).map(tuple),
    table=st.none() | TABLE,
)
GROUP = st.builds(
    NextGroup,
    heading=WORDS,
    items=st.lists(st.builds(Next, label=WORDS, question=QUESTIONS), max_size=9).flatmap(
        lambda items: st.integers(1, 4).map(lambda times: tuple(items) * times)
    ),
    changes=st.booleans(),
)
CARD = st.builds(
    Card,
    tone=st.sampled_from(["answer", "choice", "miss", "refusal"]),
    title=WORDS,
    subtitle=st.none() | WORDS,
    headline=st.none() | WORDS,
    assumed=st.lists(WORDS, max_size=3).map(tuple),
    sections=st.lists(SECTION, max_size=20).map(tuple),
    notes=st.lists(WORDS, max_size=10).map(tuple),
    sources=st.lists(st.builds(SourceLine, text=WORDS, url=st.none()), max_size=10).map(tuple),
    footer=st.none() | WORDS,
    next=st.lists(GROUP, max_size=20).map(tuple),
)


@given(CARD)
@settings(max_examples=60, deadline=None)
def test_any_card_fits_into_a_message(card: Card) -> None:
    drawn = parts(card)

    assert 2 <= len(drawn) <= 40
    shown = [part["content"] for part in drawn if part["type"] == TEXT_DISPLAY]
    assert all(text.strip() for text in shown)
    assert sum(len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in shown) <= 4000
    ids = [part["custom_id"] for part in drawn if "custom_id" in part]
    assert len(ids) == len(set(ids))
    assert all(0 < size(custom_id) <= 100 for custom_id in ids)
    assert all(0 < size(part["label"]) <= 80 for part in drawn if part["type"] == BUTTON)
    for select in (part for part in drawn if part["type"] == SELECT):
        values = [option["value"] for option in select["options"]]
        assert 0 < len(values) == len(set(values)) <= 25
        assert all(0 < size(option[key]) <= 100 for option in select["options"] for key in ("label", "value"))
        assert size(select.get("placeholder") or "") <= 150


def test_what_found_no_room_is_behind_a_button() -> None:
    card = race_card(rows=90)
    question = "/result harbour-games-2024-women-mile"
    cut_off = list(walk(components(draw(card, "en", question))))
    rest = "\n".join(part["content"] for part in walk(components(draw_rest(card, "en"))) if "content" in part)

    assert [part["custom_id"] for part in cut_off if part.get("label") == "Show the rest"] == [
        f"more:{question}"
    ]
    shown = "\n".join(part["content"] for part in cut_off if "content" in part)
    runners = re.findall(r"Runner Number(\d+)", shown + rest)
    assert runners == [str(number) for number in range(1, 91)]
    assert "Harbour Games 2024" in rest

    whole = race_card(rows=3)
    assert not [part for part in parts(whole) if part.get("label") == "Show the rest"]
    assert components(draw_rest(whole, "en")) == components(draw(whole, "en"))

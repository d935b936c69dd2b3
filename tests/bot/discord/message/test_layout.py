"""Whatever a card holds, its message stays within Discord's limits, and says what it left out."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.limits import size
from bot.discord.message.layout import draw, draw_details, draw_rest
from knowledge.models.base import AthleteId, DisciplineId, RaceId
from knowledge.models.card import Card, Column, Next, NextGroup, Row, Section, SourceLine, Table
from knowledge.models.filter import RaceFilter
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow
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
SOURCE = st.builds(
    SourceLine,
    text=WORDS,
    url=st.sampled_from([None, "https://a.example/x(y)", "https://b.example/" + "z" * 400, "ftp://c", ""]),
)
GLANCE_ROW = st.builds(
    GlanceRow,
    sign=st.sampled_from(["", "🥇", "7", "12", "–"]) | WORDS,
    mark=st.sampled_from(["", "4:20.01", "+1.70"]) | WORDS,
    text=WORDS,
    short=WORDS,
    aside=st.sampled_from(["", "WR"]) | WORDS,
    strong=st.booleans(),
)
GLANCE_PART = st.builds(
    GlancePart,
    heading=st.none() | WORDS,
    rows=st.lists(GLANCE_ROW, max_size=12).map(tuple),
    lines=st.lists(WORDS, max_size=5).map(tuple),
    small=st.lists(WORDS, max_size=3).map(tuple),
)
GLANCE = st.builds(
    Glance,
    title=WORDS,
    size=st.sampled_from(["large", "normal"]),
    subtitle=st.none() | WORDS,
    parts=st.lists(GLANCE_PART, max_size=6).map(tuple),
    insight=st.none() | WORDS,
    small=st.lists(WORDS, max_size=6).map(tuple),
    details=st.none() | WORDS,
    buttons=st.lists(
        st.builds(GlanceButton, label=WORDS, question=QUESTIONS, changes=st.booleans()), max_size=8
    ).map(tuple),
)
CARD = st.builds(
    Card,
    tone=st.sampled_from(["answer", "choice", "miss", "refusal"]),
    glance=st.none() | GLANCE,
    title=WORDS,
    subtitle=st.none() | WORDS,
    headline=st.none() | WORDS,
    assumed=st.lists(WORDS, max_size=3).map(tuple),
    sections=st.lists(SECTION, max_size=20).map(tuple),
    notes=st.lists(WORDS, max_size=10).map(tuple),
    sources=st.lists(SOURCE, max_size=10).map(tuple),
    footer=st.none() | WORDS,
    next=st.lists(GROUP, max_size=20).map(tuple),
)


@given(CARD)
@settings(max_examples=60, deadline=None)
def test_any_card_fits_into_a_message(card: Card) -> None:
    for view in (
        draw(card, "en", "/result a-race"),
        draw(card, "en", "/result a-race", full=True),
        draw(card, "en", "/result a-race", full=True, picture="attachment://a.png"),
        draw_details(card, "en", "/result a-race"),
        draw_details(card, "en", "/result a-race", picture="attachment://a.png"),
        *draw_rest(card, "en", "/result a-race"),
    ):
        fits(list(walk(components(view))))


def fits(drawn: list[dict[str, Any]]) -> None:
    """The components of a message are within Discord's limits."""
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


def content(*views: Any) -> str:
    """The texts of messages."""
    return "\n".join(
        part["content"] for view in views for part in walk(components(view)) if "content" in part
    )


@pytest.mark.parametrize("rows", [90, 400])
def test_what_found_no_room_is_behind_a_button(rows: int) -> None:
    card = race_card(rows=rows)
    question = "/result harbour-games-2024-women-mile"
    whole = draw(card, "en", question)
    rest = draw_rest(card, "en")

    assert [
        part["custom_id"] for part in walk(components(whole)) if part.get("label") == "Show the rest"
    ] == [f"more:{question}"]
    runners = re.findall(r"Runner Number(\d+)", content(whole, *rest))
    assert runners == [str(number) for number in range(1, rows + 1)]
    assert "more" not in content(rest[-1]), "the last message drops nothing"
    assert all("Harbour Games 2024" in content(view) for view in rest)
    assert (len(rest) > 1) is (rows == 400)


def test_a_card_that_fits_has_no_rest() -> None:
    whole = race_card(rows=3)
    assert not [part for part in parts(whole) if part.get("label") == "Show the rest"]
    assert [components(view) for view in draw_rest(whole, "en")] == [components(draw(whole, "en"))]


def test_a_line_that_no_message_has_room_for_ends_the_rest() -> None:
    note = "much " * 900
    card = race_card().model_copy(update={"notes": ("short", note)})
    (only,) = draw_rest(card, "en")
    assert "1 more" in content(only)

"""Whatever a card holds, its message stays within Discord's limits, and says what it left out."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.limits import size
from bot.discord.message.layout import draw, draw_rest
from bot.discord.message.markdown import table_lines
from knowledge.models.base import AthleteId, DisciplineId, RaceId
from knowledge.models.card import Card, Column, Next, NextGroup, Row, Section, Table
from knowledge.models.filter import RaceFilter
from knowledge.models.question import Question
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.bot.discord.fakes import race_card
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
    sources=st.lists(WORDS, max_size=10).map(tuple),
    footer=st.none() | WORDS,
    next=st.lists(GROUP, max_size=20).map(tuple),
)


def components(view: Any) -> list[dict[str, Any]]:
    """Those that Discord is sent; discord.py gives them no type."""
    found: list[dict[str, Any]] = view.to_components()
    return found


def parts(card: Card, language: str = "en") -> list[dict[str, Any]]:
    # With a question, so that the button for the rest is counted too.
    return list(walk(components(draw(card, language, "/result a-race"))))


def texts(card: Card, language: str = "en") -> list[str]:
    return [part["content"] for part in parts(card, language) if part["type"] == TEXT_DISPLAY]


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


@pytest.mark.parametrize("rows", [1, 15, 40, 200, 2000])
def test_rows_are_cut_from_the_end_whole_and_counted(rows: int) -> None:
    card = race_card(rows=rows)
    table = card.sections[0].table
    assert table is not None
    whole = list(table_lines(table))

    text = "\n".join(texts(card))

    kept = text.count("Runner")
    assert "\n".join(whole[:kept]) in text
    left = [int(found) for found in re.findall(r"^-# … and (\d+) more$", text, re.MULTILINE)]
    assert left == ([rows - kept] if rows > kept else [])
    assert kept >= min(rows, 60)
    # What the rows made way for is all there.
    for fact in (
        "Harbour Games 2024",
        "Mira Vale won",
        "2024 is the latest",
        "Harbour Gazette",
        "Until 2024",
    ):
        assert fact in text


def test_the_count_is_in_the_readers_language() -> None:
    assert any("de plus" in text for text in texts(race_card(rows=300), "fr"))


def test_the_last_table_makes_way_first() -> None:
    table = race_card(rows=45).sections[0].table
    card = Card(tone="answer", title="Two tables", sections=(Section(table=table), Section(table=table)))

    _, first, second = texts(card)

    assert "more" not in first
    assert "more" in second


def test_many_notes_make_way_before_the_rows_but_not_all_of_them() -> None:
    notes = tuple(f"Note {number}: {'word ' * 60}" for number in range(12))
    card = race_card(rows=30).model_copy(update={"notes": notes})

    body, small_print = texts(card)[1:3]

    assert body.count("Runner") == 30
    assert small_print.startswith("-# • Note 0")
    assert re.search(r"\n-# … and \d+ more$", small_print)


def test_sources_are_numbered_as_they_are_cited() -> None:
    card = Card(tone="answer", title="T", sources=("Gazette", "", "Herald"), footer="Until 2024")

    assert texts(card)[-1] == "-# \\[1] Gazette\n-# \\[3] Herald\n-# Until 2024"


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


def test_a_title_that_can_only_be_cut_is_cut() -> None:
    [title] = texts(Card(tone="miss", title="x" * 9000))

    assert size(title) <= 4000
    assert title.endswith("…")


def test_long_groups_are_menus_and_the_rest_of_many_groups_too() -> None:
    def group(number: int, items: int) -> NextGroup:
        questions = [ResultQuestion(race=RaceId(f"race-{number}-{item}")) for item in range(items)]
        return NextGroup(
            heading=f"Group {number}",
            items=tuple(Next(label=question.race, question=question) for question in questions),
        )

    long = parts(Card(tone="answer", title="T", next=(group(0, 6),)))
    many = parts(Card(tone="answer", title="T", next=tuple(group(number, 5) for number in range(6))))

    assert [part["placeholder"] for part in long if part["type"] == SELECT] == ["Group 0"]
    assert len([part for part in many if part["type"] == SELECT]) == 4
    assert len([part for part in many if part["type"] == BUTTON]) == 10


def test_a_question_too_long_to_carry_is_left_out() -> None:
    long = ResultQuestion(race=RaceId("x" * 95))

    card = Card(
        tone="answer", title="T", next=(NextGroup(heading="H", items=(Next(label="L", question=long),)),)
    )

    assert not [part for part in parts(card) if part["type"] in (BUTTON, SELECT)]

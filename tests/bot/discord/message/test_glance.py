"""A glance as a message: lines of a phone's width, few buttons, nothing that a text could break."""

from typing import Any

import pytest

from bot.discord.limits import size
from bot.discord.message.glance import MOST_BUTTONS, buttons, part_lines, text_of
from bot.discord.message.layout import draw
from bot.discord.message.widths import LINE, SPACE, code_width, width
from knowledge.models.base import AthleteId, DisciplineId, RaceId
from knowledge.models.card import Card
from knowledge.models.filter import RaceFilter
from knowledge.models.glance import Glance, GlanceButton, GlancePart, GlanceRow
from knowledge.questions.athlete.model import AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadQuestion
from knowledge.questions.result.model import ResultQuestion
from tests.bot.discord.fakes import RACE_2024
from tests.bot.discord.message.parts import components
from tests.bot.discord.seen import BUTTON, TEXT_DISPLAY, walk

ROWS = (
    GlanceRow(sign="🥇", mark="4:20.01", text="🇳🇴 Mira Vale", short="M. Vale", strong=True),
    GlanceRow(sign="🥈", mark="4:20.02", text="Tove Lind"),
    GlanceRow(sign="4", mark="+2.50", text="Ann Able", aside="AR"),
    GlanceRow(sign="12", mark="", text="Zoe Zell"),
)


def lines(*rows: GlanceRow) -> list[str]:
    return list(part_lines(GlancePart(rows=rows)))


def glanced(glance: Glance, question: str | None = RACE_2024.command) -> list[dict[str, Any]]:
    """The components of the message for a card with this glance."""
    return list(walk(components(draw(Card(tone="answer", title="Whole", glance=glance), "en", question))))


def shown(drawn: list[dict[str, Any]]) -> str:
    return "\n".join(part["content"] for part in drawn if part["type"] == TEXT_DISPLAY)


def test_marks_stand_in_code_of_one_width() -> None:
    assert lines(*ROWS) == [
        "🥇 `4:20.01` **🇳🇴 Mira Vale**",
        "🥈 `4:20.02` Tove Lind",
        "`\N{NO-BREAK SPACE}4\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}+2.50` Ann Able AR",
        f"`12{chr(0xA0) * 8}` Zoe Zell",
    ]


def test_rows_without_marks_and_signs_are_texts() -> None:
    assert lines(GlanceRow(text="Mira Vale"), GlanceRow(sign="🟦", text="Oslo ’24")) == [
        "Mira Vale",
        "🟦 Oslo ’24",
    ]


def test_an_aside_says_why_a_row_has_no_mark() -> None:
    _, row = lines(ROWS[0], GlanceRow(sign="–", text="Noah Keller", aside="took part"))
    assert row == "– Noah Keller took part"


def test_a_place_and_its_mark_are_as_wide_as_a_medal_and_its_mark() -> None:
    medal, place = lines(
        GlanceRow(sign="🥉", mark="8:11.15", text="Koech"), GlanceRow(sign="4", mark="+3.30", text="Arce")
    )
    assert place == "`\u00a04\u00a0\u00a0\u00a0+3.30` Arce"
    before_name = width("🥉") + SPACE + code_width(len("8:11.15"))
    assert medal.endswith("`8:11.15` Koech")
    assert code_width(len(place.split("`")[1])) == pytest.approx(before_name, abs=2)


@pytest.mark.parametrize(
    ("text", "short", "shown"),
    [
        ("Abraham Kibiwot", "A. Kibiwot", "Abraham Kibiwot"),
        ("Mohamed Amin Jhinaoui", "M. A. Jhinaoui", "M. A. Jhinaoui"),
        ("Katarina Johnson-Thompson-Ro", "K. Johnson-Thompson-Ro", "Johnson-Thompson-Ro"),
        ("🇺🇸 Mary Ann Harrelson-Reeves-Ron", "🇺🇸 M. A. Harrelson-Reeves-Ron", "Harrelson-Reeves-Ron"),
        ("GDR Renate Meissner-Stecher-Ro", "GDR R. Meissner-Stecher-Ro", "Meissner-Stecher-Ro"),
        ("🇺🇸 Jo Harrelson-Thompson-Reeves", "🇺🇸 J. Harrelson-Thompson-Reeves", "Harrelson-Thompson-…"),
    ],
)
def test_a_name_that_would_wrap_loses_given_names_and_keeps_the_family_name(
    text: str, short: str, shown: str
) -> None:
    (line,) = lines(GlanceRow(sign="🥈", mark="6844", text=text, short=short))
    assert line == f"🥈 `6844` {shown}"


def test_bold_rows_have_less_room() -> None:
    name = "Mohamed Amin Jahinaoui"
    assert width(name) < LINE - width("🥈") - SPACE - code_width(2) - SPACE < width(name, strong=True)
    row = GlanceRow(sign="🥈", mark="88", text=name, short="Short")
    assert lines(row, row.model_copy(update={"strong": True})) == [f"🥈 `88` {name}", "🥈 `88` **Short**"]


def test_what_is_still_too_wide_is_cut_and_the_aside_stays_whole() -> None:
    marks = "3:52.80–3:52.80"
    (row,) = lines(
        GlanceRow(sign="🟦", text="’22 " + "Wide Town " * 4, short="’22 Wide Towns Far", aside=marks)
    )
    assert row.startswith("🟦 ’22 Wide")
    assert row.endswith(f"… {marks}")


@pytest.mark.parametrize("strong", [True, False])
@pytest.mark.parametrize("sign", ["🥉", "7", "12", "🟦"])
def test_a_row_is_not_wider_than_a_line(sign: str, strong: bool) -> None:
    for name in ("Wilhelmina Wagner-Wolkenstein", "i" * 90, "漢字" * 20, "M" * 40, "Q. " * 30):
        row = GlanceRow(sign=sign, mark="+1:02.30", text=f"🇳🇴 {name}", short=name, strong=strong)
        for marked in (row, row.model_copy(update={"aside": "WR"})):
            (line,) = lines(marked)
            before, code, after = line.partition("`")[0], line.split("`")[1], line.split("`")[2]
            drawn = width(before) + code_width(len(code)) + width(after.replace("*", ""), strong=strong)
            assert drawn <= LINE + 2


def test_the_title_is_large_where_it_is_the_answer() -> None:
    assert text_of(Glance(title="Vale 2–1 Lind", size="large")) == "## Vale 2–1 Lind"
    assert text_of(Glance(title="Mile · Oslo")) == "### Mile · Oslo"


def test_the_parts_stand_in_order_and_small_print_is_small() -> None:
    glance = Glance(
        title="Title",
        subtitle="Below",
        parts=(GlancePart(heading="Men", rows=ROWS[1:2], lines=("A line",), small=("Before",)),),
        insight="First ever.",
        small=("Assumed.", ""),
    )
    assert text_of(glance).split("\n") == [
        "### Title",
        "-# Below",
        "**Men**",
        "🥈 `4:20.02` Tove Lind",
        "A line",
        "-# Before",
        "First ever.",
        "-# Assumed.",
    ]


HOSTILE = "@everyone <@1> **b** [x](https://e.example) `c` ||s|| # h \u202e\n> q"


def test_a_hostile_text_is_shown_as_it_is() -> None:
    glance = Glance(
        title=HOSTILE,
        subtitle=HOSTILE,
        parts=(
            GlancePart(
                heading=HOSTILE,
                rows=(GlanceRow(sign="*", mark="1`2`", text=HOSTILE, short=HOSTILE, aside="**|"),),
                lines=(HOSTILE,),
                small=(HOSTILE,),
            ),
        ),
        insight=HOSTILE,
        small=(HOSTILE,),
    )
    drawn = text_of(glance)
    for raw in ("@everyone", "<@1>", "**b**", "[x]", "||s||", "https://", "\u202e"):
        bare = [index for index in range(len(drawn)) if drawn.startswith(raw, index)]
        assert all(drawn[index - 1] == "\\" for index in bare), raw
    assert "\n>" not in drawn
    row = next(line for line in drawn.split("\n") if line.startswith("\\*"))
    assert row.count("`") - row.count("\\`") == 2, "a mark can't close its code"


def question(number: int) -> ResultQuestion:
    return ResultQuestion(race=RaceId(f"race-{number}"))


def test_never_more_than_four_buttons_with_that_for_the_details() -> None:
    offered = tuple(GlanceButton(label=f"B{number}", question=question(number)) for number in range(9))
    drawn = buttons(Glance(title="T", details="All 9", buttons=offered), "/result a").to_component_dict()
    assert [part["custom_id"] for part in drawn["components"]] == [
        "all:/result a",
        "ask:/result race-0",
        "ask:/result race-1",
        "ask:/result race-2",
    ]
    assert len(drawn["components"]) == MOST_BUTTONS


def test_a_button_changes_the_answer_or_asks_anew_each_once() -> None:
    offered = (
        GlanceButton(label="2023", question=question(1), changes=True),
        GlanceButton(label="2023", question=question(1), changes=True),
        GlanceButton(label="Lind", question=AthleteQuestion(athlete=AthleteId("lind"))),
    )
    drawn = glanced(Glance(title="T", buttons=offered))
    ids = [part["custom_id"] for part in drawn if part["type"] == BUTTON]
    assert ids == ["set:/result race-1", "ask:/athlete lind"]


def test_a_question_that_no_button_carries_is_left_out() -> None:
    long = HeadToHeadQuestion(
        first=AthleteId("a" * 40),
        second=AthleteId("b" * 40),
        where=RaceFilter(disciplines=(DisciplineId("c" * 30),)),
    )
    drawn = glanced(Glance(title="T", buttons=(GlanceButton(label="Long", question=long),)))
    assert not [part for part in drawn if part["type"] == BUTTON]


def test_a_button_without_a_label_shows_its_question() -> None:
    drawn = glanced(Glance(title="T", buttons=(GlanceButton(label=" ", question=question(1)),)))
    assert [part["label"] for part in drawn if part["type"] == BUTTON] == ["/result race-1"]


@pytest.mark.parametrize("asked", [None, "/h2h " + "a" * 91])
def test_where_no_button_carries_the_question_the_whole_card_is_drawn(asked: str | None) -> None:
    drawn = glanced(Glance(title="Glance", details="Details"), asked)
    assert "Whole" in shown(drawn)
    assert "Glance" not in shown(drawn)
    assert all(size(part["custom_id"]) <= 100 for part in drawn if "custom_id" in part)


def test_the_longest_question_that_a_button_carries_has_a_glance() -> None:
    drawn = glanced(Glance(title="Glance", details="Details"), "/h2h " + "a" * 90)
    assert "Glance" in shown(drawn)
    assert "Whole" not in shown(drawn)


def test_a_glance_that_leaves_nothing_out_needs_no_question() -> None:
    drawn = glanced(Glance(title="Glance"), None)
    assert shown(drawn) == "### Glance"

"""Rows of a glance: a line each, marks below each other, family names whole."""

import pytest

from bot.discord.message.glance import part_lines
from bot.discord.message.widths import LINE, SPACE, code_width, width
from knowledge.models.glance import GlancePart, GlanceRow


def lines(*rows: GlanceRow) -> list[str]:
    return list(part_lines(GlancePart(rows=rows)))


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

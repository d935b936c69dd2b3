"""Rows as lines: on one where they are short, else with the lesser cells below in small print."""

from bot.discord.message.markdown import table_lines
from knowledge.models.card import Column, Row, Table
from tests.bot.discord.fakes import COLUMNS

SHORT = (
    Column(heading="Season"),
    Column(heading="Mark", weight="strong"),
    Column(heading="When", weight="faint"),
)
DUEL = (
    Column(heading="Ahead", weight="strong"),
    Column(heading="Race"),
    Column(heading="Date", weight="faint"),
    Column(heading="Vale"),
    Column(heading="Lind"),
)


def line(columns: tuple[Column, ...], *cells: str, note: str | None = None, marked: bool = False) -> str:
    row = Row(cells=cells, note=note, marked=marked)
    [text] = table_lines(Table(columns=columns, rows=(row,)))
    return text


def test_a_short_row_is_one_line_and_its_date_does_not_break() -> None:
    assert line(SHORT, "2024", "4:20.01", "4 Aug 2024") == "2024 **4:20.01** · 4\u00a0Aug\u00a02024"


def test_a_long_row_has_its_faint_cells_and_its_note_below() -> None:
    text = line(
        COLUMNS, "1", "🇳🇴", "Mira Margarethe Vale-Nordahl", "4:20.01", "+0.52", note="printed as “Vale”"
    )

    assert text == "1 🇳🇴 **Mira Margarethe Vale-Nordahl** **4:20.01**\n-# +0.52 · printed as “Vale”"


def test_what_moves_below_says_what_it_is() -> None:
    text = line(DUEL, "Vale by 1.70 s", "Harbour Games", "4 Aug 2024", "1st 4:20.01", "2nd 4:21.71")

    assert (
        text
        == "**Vale by 1.70 s** · Harbour Games\n-# 4\u00a0Aug\u00a02024 · Vale 1st 4:20.01 · Lind 2nd 4:21.71"
    )


def test_a_row_without_its_mark_reads_like_the_others() -> None:
    assert line(COLUMNS, "10", "🇳🇴", "Tove Lind", "", "") == "10 🇳🇴 **Tove Lind**"


def test_equal_cells_are_all_shown() -> None:
    text = line(DUEL, "dead heat", "Harbour Games, the mile race", "", "1st 4:20.01", "1st 4:20.01")

    assert text.endswith("Vale 1st 4:20.01 · Lind 1st 4:20.01")


def test_a_marked_row_and_an_empty_one() -> None:
    assert line(SHORT, "2024", "4:20.01", "", marked=True) == "▸ 2024 **4:20.01**"
    assert table_lines(Table(columns=SHORT, rows=(Row(cells=("", " ", "")),))) == ()

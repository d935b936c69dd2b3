"""Cards as text: aligned, wrapped where asked, harmless; and tables that fit their width."""

import pytest

from bot.terminal.render import NARROWEST_COLUMN, draw, numbered, table_lines
from bot.terminal.text import display_width, paint
from knowledge.models.card import Card, Column, NextGroup, Row, Section, Table
from tests.bot.terminal.cards import CZECHIA, KENYA, ask_for, race


def test_a_card_reads_from_title_to_next_questions() -> None:
    assert draw(race()) == "\n".join(
        [
            "Mile, Invented Games 2021",
            "1 Aug 2021",
            "",
            "Ann Able won in 4:30.00.",
            "The latest of 3 editions.",
            "",
            "Finish",
            f"   1  {KENYA} Ann Able  4:30.00",
            f"  10  {CZECHIA} Zoë        4:31.5",
            "      lost a shoe",
            ">     Three",
            "",
            "* Podium only.",
            "",
            "Sources",
            "[1] First Paper, 2021",
            "[2] Second Paper, 2022",
            "",
            "Known until 2 Aug 2021.",
            "",
            "Other editions",
            "1  Ann-Able  /athlete ann-able",
            "Profiles",
            "2  Zoe       /athlete zoe",
        ]
    )
    assert "\nQuellen\n[1] First Paper" in draw(race(), language="de")


def test_numbers_name_the_questions_in_order() -> None:
    assert [item.question.command for item in numbered(race())] == ["/athlete ann-able", "/athlete zoe"]


def test_of_many_next_questions_the_first_are_shown_and_numbered() -> None:
    items = tuple(ask_for(f"athlete-{number}") for number in range(8))
    card = Card(tone="answer", title="T", next=(NextGroup(heading="Rivals", items=items), *race().next))
    lines = draw(card).splitlines()
    assert [line[:9].rstrip() for line in lines[2:]] == [
        "Rivals",
        *(f"{number}  Athlet" for number in range(1, 6)),
        "   … +3",
        *("Other edi", "6  Ann-Ab", "Profiles", "7  Zoe"),
    ]
    assert [item.label for item in numbered(card)][-2:] == ["Ann-Able", "Zoe"]


def test_where_numbers_are_typed_next_questions_take_little_space() -> None:
    items = tuple(ask_for(f"athlete-{number}") for number in range(8))
    groups = (NextGroup(heading="Rivals", items=items), *race().next)
    card = Card(tone="answer", title="T", next=groups)
    assert draw(card, 60, commands=False).splitlines()[2:] == [
        "Rivals:  1) Athlete-0  2) Athlete-1  3) Athlete-2",
        "  4) Athlete-3  5) Athlete-4  … +3",
        "Other editions:  6) Ann-Able",
        "Profiles:  7) Zoe",
    ]
    choice = card.model_copy(update={"tone": "choice", "next": race().next})
    assert draw(choice, 60, commands=False).splitlines()[2:] == [
        *("Other editions", "1  Ann-Able"),
        *("Profiles", "2  Zoe"),
    ]


def test_the_column_that_needs_fewest_lines_is_wrapped() -> None:
    columns = tuple(Column(heading="") for _ in range(3))
    rows = tuple(Row(cells=("twenty letters wide!", "short", "8:06.90")) for _ in range(3))
    odd = Row(cells=("", "one cell of twenty-six wide", ""))
    card = Card(
        tone="answer", title="T", sections=(Section(table=Table(columns=columns, rows=(*rows, odd))),)
    )
    assert draw(card, 50).splitlines()[2:] == [
        *["twenty letters wide!  short                8:06.90"] * 3,
        "                      one cell of",
        "                      twenty-six wide",
    ]


def test_headings_stand_over_their_columns() -> None:
    table = Table(
        columns=(Column(heading="Event"), Column(heading="Best", align="right")),
        rows=(Row(cells=("800 m", "1:44.1")), Row(cells=("Steeplechase", "8:06.90"))),
    )
    assert draw(Card(tone="answer", title="T", sections=(Section(table=table),))).splitlines()[2:] == [
        "Event            Best",
        "800 m          1:44.1",
        "Steeplechase  8:06.90",
    ]


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    long = "Memorial with a rather long name " * 3
    table = Table(
        columns=(
            Column(heading="", align="right"),
            Column(heading=""),
            Column(heading=""),
            Column(heading=""),
        ),
        rows=(Row(cells=("1", f"{KENYA} Somebody Longnamed-Verylong", long, "8:06.90"), note=long),),
    )
    card = race().model_copy(
        update={"headline": long * 3, "sections": (Section(lines=(long,), table=table),)}
    )
    text = draw(card, width)
    assert max(map(display_width, text.splitlines())) <= width
    assert text.replace("\n", " ").count("8:06.90") == 1


def test_pipes_are_not_wrapped() -> None:
    assert "word " * 99 + "end" in draw(Card(tone="answer", title="word " * 99 + "end"))


WORD = "Longworded"


def drawn(table: Table, width: int | None) -> list[str]:
    return [paint(line, colour=False) for line in table_lines(table, width)]


def of(*cells: str, marked: bool = False, note: str | None = None) -> Table:
    columns = tuple(Column(heading="") for _ in cells)
    return Table(columns=columns, rows=(Row(cells=cells, marked=marked, note=note),))


def test_no_column_is_narrower_than_eight() -> None:
    assert NARROWEST_COLUMN == 8
    assert drawn(of("abcdefghijkl", "mnopqrstuvwx"), 4) == ["abcdefgh  mnopqrst", "ijkl      uvwx"]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (18, ["abcdefghi  8:06.90", "j"]),
        (17, ["abcdefgh  8:06.90", "ij"]),
        (16, ["abcdefgh  8:06.90", "ij"]),
        (19, ["abcdefghij  8:06.90"]),
    ],
)
def test_the_narrowest_column_is_kept_where_the_table_then_is_too_wide(width: int, lines: list[str]) -> None:
    table = Table(
        columns=(Column(heading=""), Column(heading="", align="right")),
        rows=(Row(cells=("abcdefghij", "8:06.90")),),
    )
    assert drawn(table, width) == lines


def test_two_long_columns_are_shrunk_the_widest_first_until_one_can_make_up_the_rest() -> None:
    assert drawn(of("a" * 20, "b" * 12), 20) == ["a" * 10 + "  " + "b" * 8, "a" * 10 + "  bbbb"]


def test_a_note_is_indented_by_the_first_column_and_six_at_most() -> None:
    assert drawn(of("1", "Ann", note="lost a shoe"), None) == ["1  Ann", "   lost a shoe"]
    assert drawn(of(WORD, "Ann", note="lost a shoe"), None) == ["Longworded  Ann", "      lost a shoe"]
    assert drawn(of("1", "Ann", note="x", marked=True), None) == ["> 1  Ann", "     x"]


def test_a_note_has_eight_columns_however_narrow_the_terminal() -> None:
    assert drawn(of("1", note="lost a shoe"), 4) == ["1", "   lost a", "   shoe"]


def test_an_empty_table_has_no_lines() -> None:
    assert drawn(of("", ""), 40) == []

"""What the words of a question are read as, whatever they are about."""

from datetime import date

import pytest

from knowledge.models.base import Steps
from knowledge.models.facts import Round
from knowledge.names import NameIndex
from knowledge.questions.query.constraints import Constraints
from knowledge.questions.query.segment_reader import RunReader
from knowledge.questions.query.segmenter import force_people, segment_runs, segment_words
from knowledge.questions.query.segments import Segmentation, SegmentType, tokenize

TODAY = date(2025, 3, 1)


def _parts(index: NameIndex, text: str, *, people: int = 0) -> Segmentation:
    prefer = SegmentType.ATHLETE if people else SegmentType.WHERE
    segmentation = segment_words(
        tokenize(text), index, prefer=prefer, this_year=TODAY.year, people=max(people, 1)
    )
    return force_people(segmentation, index, people)


def _read(index: NameIndex, text: str, *, people: int = 0) -> list[tuple[SegmentType, str]]:
    segmentation = _parts(index, text, people=people)
    return [
        (segment.type, segment.typed)
        for segment in segmentation.segments
        if segment.type is not SegmentType.NOTHING
    ]


@pytest.mark.parametrize(
    ("said", "young", "sexes"),
    [
        ("u20", True, 3),
        ("u 20", True, 3),
        ("U-20", True, 3),
        ("under 20", True, 3),
        ("under-20s", True, 3),
        ("junior men", True, 1),
        ("ladies'", False, 1),
        ("dames", False, 1),
        ("w", False, 1),
    ],
)
def test_categories(index: NameIndex, said: str, young: bool, sexes: int) -> None:
    categories = Constraints(_parts(index, f"brennan mile {said}")).categories
    assert all(category.endswith("u20") for category in categories) is young
    assert len({category.split("-")[0] for category in categories}) == sexes


@pytest.mark.parametrize(
    ("said", "round_", "heat"),
    [
        ("semi-final 2", Round.SEMI_FINAL, 2),
        ("second heat", Round.HEAT, 2),
        ("first round", Round.HEAT, None),
        ("qualifs", Round.QUALIFICATION, None),
        ("demi-finales", Round.SEMI_FINAL, None),
    ],
)
def test_rounds(index: NameIndex, said: str, round_: Round, heat: int | None) -> None:
    constraints = Constraints(_parts(index, f"brennan mile {said}"))
    assert (constraints.round, constraints.heat) == (round_, heat)


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("last year", (2024, 2024)),
        ("2023/24", (2023, 2024)),
        ("between 2019 and 2021", (2019, 2021)),
        ("24", (2024, 2024)),
    ],
)
def test_years_beside_names(index: NameIndex, said: str, years: tuple[int, int]) -> None:
    constraints = Constraints(_parts(index, f"arvell, el hadri mile {said}", people=2))
    assert (constraints.first_year, constraints.last_year) == years


def test_a_number_that_is_an_event_is_no_year(index: NameIndex) -> None:
    assert _read(index, "brennan 5000") == [(SegmentType.WHERE, "brennan"), (SegmentType.DISCIPLINE, "5000")]


def test_metres_belong_to_a_number_only(index: NameIndex) -> None:
    assert _read(index, "steeple m") == [(SegmentType.DISCIPLINE, "steeple"), (SegmentType.SEX, "m")]
    assert _read(index, "5000 m") == [(SegmentType.DISCIPLINE, "5000 m")]
    assert _read(index, "brennan 2019 m mile")[1:3] == [(SegmentType.YEAR, "2019"), (SegmentType.SEX, "m")]


def test_a_letter_with_a_dot_is_an_initial(index: NameIndex) -> None:
    assert _read(index, "mile m. sornes") == [
        (SegmentType.DISCIPLINE, "mile"),
        (SegmentType.ATHLETE, "m. sornes"),
    ]
    assert _read(index, "m mile", people=1) == [(SegmentType.SEX, "m"), (SegmentType.DISCIPLINE, "mile")]


def test_what_was_done_is_nobody(index: NameIndex) -> None:
    assert _read(index, "what did arvell run in brennan") == [
        (SegmentType.ATHLETE, "arvell"),
        (SegmentType.WHERE, "brennan"),
    ]


def test_whose_time_it_was(index: NameIndex) -> None:
    segmentation = _parts(index, "what was arvell's time in brennan")
    (person,) = segmentation.of(SegmentType.ATHLETE)
    assert (person.candidates[0].id, person.candidates[0].cost < 1) == ("tomas-arvell", True)


def test_thousands_and_seasons_are_no_sides() -> None:
    assert {word.side for word in tokenize("arvell 10,000 m 2023/24")} == {0}
    assert {word.side for word in tokenize("between 2019 and 2021")} == {0}
    assert {word.side for word in tokenize("Outdoor T&F Track")} == {0}
    assert [word.side for word in tokenize("arvell and hadri")] == [0, 1]


def test_two_people_stay_two_where_two_are_asked_about(index: NameIndex) -> None:
    assert _read(index, "arvell lomoro", people=2) == [
        (SegmentType.ATHLETE, "arvell"),
        (SegmentType.ATHLETE, "lomoro"),
    ]


def test_a_slip_in_the_first_letter_of_a_long_name_is_forgiven(index: NameIndex) -> None:
    assert _read(index, "ballorne mile") == [
        (SegmentType.WHERE, "ballorne"),
        (SegmentType.DISCIPLINE, "mile"),
    ]


def test_what_most_stadiums_are_called_names_none(index: NameIndex) -> None:
    assert _read(index, "stadium mile") == [
        (SegmentType.UNKNOWN, "stadium"),
        (SegmentType.DISCIPLINE, "mile"),
    ]
    assert _read(index, "quayside stadium") == [(SegmentType.WHERE, "quayside stadium")]


def test_what_is_not_understood_is_unknown(index: NameIndex) -> None:
    assert (SegmentType.UNKNOWN, "u18") in _read(index, "brennan mile u18")


@pytest.mark.parametrize(
    "text", ["brennan mile w", "arvell gjerde sankt elm 1500 2020", "northern-games-2020 ar"]
)
def test_words_segmented_again_are_looked_up_once_and_read_as_the_first_time(
    index: NameIndex, text: str
) -> None:
    words, types = tokenize(text), (SegmentType.WHERE, SegmentType.ATHLETE)
    steps = Steps(10_000)
    runs = RunReader(words, index.counted(steps), TODAY.year)
    spent = []
    for _ in range(2):
        for type_ in types:
            segment_runs(runs, prefer=type_, typing=True, last=type_)
            assert segment_runs(runs, prefer=type_) == segment_words(
                words, index, prefer=type_, this_year=TODAY.year
            )
        spent.append(steps.spent)
    assert spent[0] == spent[1] > 0


def test_what_may_go_on_is_not_what_is_whole(index: NameIndex) -> None:
    runs = RunReader(tokenize("bren"), index, TODAY.year)
    begun = segment_runs(runs, prefer=SegmentType.WHERE, typing=True, last=SegmentType.WHERE)
    whole = segment_runs(runs, prefer=SegmentType.WHERE)
    assert begun.of(SegmentType.WHERE)
    assert whole == segment_words(tokenize("bren"), index, prefer=SegmentType.WHERE, this_year=TODAY.year)
    assert whole != begun

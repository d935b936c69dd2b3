"""Citations, claims with their verdicts, and coverage."""

from knowledge.cards.citations import (
    Citations,
    claim_line,
    claim_lines,
    coverage_line,
    published_on,
    usual_sources,
)
from knowledge.cards.wording import Wording
from knowledge.models.base import SourceId
from knowledge.models.facts import Claim, ClaimStatus, Coverage, CoverageKind, Saying, Source
from tests.knowledge.questions.made import ANNA, line

EN, FR = Wording(), Wording("fr")


LISTS, PAPER, RADIO = SourceId("lists"), SourceId("paper"), SourceId("radio")


SOURCES = tuple(Source(id=id_, publisher=id_.title(), title="Results") for id_ in (LISTS, PAPER, RADIO))


def claim(status: ClaimStatus, *says: tuple[SourceId, str]) -> Claim:
    return Claim(
        about="The last lap",
        status=status,
        sayings=tuple(Saying(source=source, says=what) for source, what in says),
        stands="Aas led",
        why="Counted here",
        rests_on=(LISTS,),
    )


def test_a_limit_has_no_sign_of_hand_timing() -> None:
    cut_off = Coverage(kind=CoverageKind.CUT_OFF, limit="13:30.0h")
    assert "Only marks of 13:30.0 or better" in coverage_line(cut_off, Wording())


def test_only_cited_sources_are_listed_in_the_order_of_citation() -> None:
    citations = Citations(SOURCES, EN, [PAPER])
    assert citations.cite_row([PAPER]) == ""
    assert citations.cite_row([LISTS, PAPER]) == "[1, 2]"
    assert citations.lines() == ("Paper: Results", "Lists: Results")


def test_rows_without_a_number_are_explained_only_where_others_have_one() -> None:
    mixed = Citations(SOURCES, EN, [LISTS])
    mixed.cite_row([PAPER])
    assert mixed.usual_sentence() == "Rows without a number rest on [1]."
    assert Citations(SOURCES, EN, [LISTS]).usual_sentence() == "The results rest on [1]."
    assert Citations(SOURCES[:1], EN, [LISTS]).usual_sentence() == ""


def test_the_usual_sources_are_those_of_most_results() -> None:
    lines = [
        line(ANNA, 1).model_copy(update={"sources": sources}) for sources in ((PAPER,), (LISTS,), (LISTS,))
    ]
    assert usual_sources(lines) == (LISTS,)
    assert usual_sources([]) == ()


def test_a_claim_is_a_sentence_with_its_verdict() -> None:
    def sentence_of(status: ClaimStatus) -> str:
        return claim_line(claim(status, (PAPER, "Berg led")), Citations(SOURCES, EN), EN)

    assert sentence_of(ClaimStatus.REFUTED) == (
        "Paper [1] on the last lap: Berg led. That is wrong: Aas led. Counted here. [2]"
    )
    assert sentence_of(ClaimStatus.UNVERIFIED) == "Paper [1] on the last lap: Berg led. Not verified here."
    assert sentence_of(ClaimStatus.SUPPORTED) == "Paper [1] on the last lap: right. Counted here. [2]"


def test_different_accounts_are_shown_side_by_side() -> None:
    both = claim(ClaimStatus.UNRESOLVED, (PAPER, "Berg led"), (RADIO, "Aas led"))
    assert claim_line(both, Citations(SOURCES, EN), EN, where="Bergen 2024") == (
        "Bergen 2024: Sources differ on the last lap. Paper [1]: Berg led. Radio [2]: Aas led. "
        "Aas led. Counted here. [3]"
    )


def test_the_day_of_a_publication_in_words() -> None:
    assert published_on("2024-09-13", EN) == "13 Sep 2024"
    assert published_on("2024-09-01/2024-09-13", EN) == "between 1 Sep 2024 and 13 Sep 2024"
    assert published_on("autumn 2024", EN) == "autumn 2024"


def test_three_consecutive_numbers_are_a_range() -> None:
    many = [SourceId(f"s{number}") for number in range(1, 7)]
    citations = Citations([Source(id=id_, publisher=id_, title="Results") for id_ in many], EN, many)
    assert citations.cite([many[0], many[1], many[2], many[4], many[5]]) == "[1–3, 5, 6]"
    assert citations.cite([SourceId("unknown")]) == ""


def test_what_is_wrong_comes_before_what_is_open_and_what_is_right_last() -> None:
    claims = [claim(status, (PAPER, "Berg led")) for status in reversed(ClaimStatus)]
    lines = list(claim_lines(claims, Citations(SOURCES, EN), EN))
    assert ["wrong" in line for line in lines] == [True, False, False, False]
    assert lines[1].endswith("Aas led. Counted here. [2]")
    assert lines[2].endswith("Not verified here.")
    assert "right" in lines[3]

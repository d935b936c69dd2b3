"""Citations, claims with their verdicts, and coverage."""

from dataclasses import replace

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
from knowledge.models.claim import Claim, ClaimStatus, Saying
from knowledge.models.facts import Coverage, CoverageKind, Source
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
    assert "The list ends at 13:30.0:" in coverage_line(cut_off, Wording())


def test_a_limit_has_the_decimal_sign_of_the_language() -> None:
    cut_off = Coverage(kind=CoverageKind.CUT_OFF, limit="10.00")
    assert "10,00" in coverage_line(cut_off, Wording("fr"))
    assert "10,00" in coverage_line(cut_off, Wording("de"))


def test_sources_are_listed_in_the_order_of_citation_and_those_never_cited_last() -> None:
    citations = Citations(SOURCES, EN, [PAPER])
    assert citations.cite_row([PAPER]) == ""
    assert citations.cite_row([LISTS, PAPER]) == "[1, 2]"
    assert [line.text for line in citations.lines()] == ["Paper: Results", "Lists: Results", "Radio: Results"]


def test_rows_without_a_number_are_explained_only_where_others_have_one() -> None:
    mixed = Citations(SOURCES, EN, [LISTS])
    mixed.cite_row([PAPER])
    assert mixed.usual_sentence() == "Rows without a number: [1]."
    assert Citations(SOURCES, EN, [LISTS]).usual_sentence() == "Source: [1]."
    assert Citations(SOURCES[:1], EN, [LISTS]).usual_sentence() == ""


def test_the_usual_sources_are_those_of_most_results() -> None:
    lines = [replace(line(ANNA, 1), sources=sources) for sources in ((PAPER,), (LISTS,), (LISTS,))]
    assert usual_sources(lines) == (LISTS,)
    assert usual_sources([]) == ()


def test_a_claim_is_a_sentence_with_its_verdict() -> None:
    def sentence_of(status: ClaimStatus) -> str:
        return claim_line(claim(status, (PAPER, "Berg led")), Citations(SOURCES, EN), EN)

    assert sentence_of(ClaimStatus.REFUTED) == (
        "The last lap: Aas led. Counted here. [2] Paper [1]: Berg led."
    )
    assert sentence_of(ClaimStatus.UNVERIFIED) == (
        "The last lap. Paper [1]: Berg led. Not confirmed. Aas led. Counted here. [2]"
    )
    assert sentence_of(ClaimStatus.SUPPORTED) == (
        "The last lap. Paper [1]: Berg led. Right. Aas led. Counted here. [2]"
    )


def test_a_saying_that_begins_with_a_verb_continues_its_source() -> None:
    wrong = claim(ClaimStatus.REFUTED, (PAPER, "calls Berg the winner"))
    assert claim_line(wrong, Citations(SOURCES, EN), EN) == (
        "Paper [1] calls Berg the winner. Not so. Aas led. Counted here. [2]"
    )
    assert claim_line(wrong, Citations(SOURCES, FR), FR) == (
        "Paper [1] calls Berg the winner. C'est faux. Aas led. Counted here. [2]"
    )


def test_sources_that_say_the_same_are_named_together() -> None:
    says = ((PAPER, "4:20.00"), (RADIO, "4:21.00"), (LISTS, "4:20.00"))
    assert claim_line(claim(ClaimStatus.REFUTED, *says), Citations(SOURCES, EN), EN).endswith(
        "Paper [1] and Lists [3]: 4:20.00. Radio [2]: 4:21.00."
    )


def test_different_accounts_are_shown_side_by_side() -> None:
    both = claim(ClaimStatus.UNRESOLVED, (PAPER, "Berg led"), (RADIO, "Aas led"))
    assert claim_line(both, Citations(SOURCES, EN), EN, where="Bergen 2024") == (
        "Bergen 2024. The last lap: accounts differ. Paper [1]: Berg led. Radio [2]: Aas led. "
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
    assert lines[0].startswith("The last lap: Aas led.")
    assert "accounts differ" in lines[1]
    assert "Not confirmed." in lines[2]
    assert "Right." in lines[3]

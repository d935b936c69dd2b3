"""The words of questions that are not names come from one file a language."""

from pathlib import Path

import pytest

from knowledge.models.facts import Round, Tier
from knowledge.questions.query import lexicon
from knowledge.questions.query.lexicon import read_keywords


def _file(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_lists_of_languages_are_joined_in_their_order(tmp_path: Path) -> None:
    first = _file(tmp_path, "en.toml", '[tiers]\nother = ["World Cup"]\n[words]\nstop = "the a"\n')
    second = _file(tmp_path, "fr.toml", '[tiers]\nother = ["Coupe du monde"]\n[words]\nstop = "le"\n')
    joined = read_keywords([first, second])
    assert joined["tiers"]["other"] == ("World Cup", "Coupe du monde")
    assert joined["words"]["stop"] == ("the", "a", "le")


@pytest.mark.parametrize("text", ['words = "the"', "[words]\nstop = 1", "[words]\nstop = [1]"])
def test_a_list_that_is_no_text_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"en\.toml"):
        read_keywords([_file(tmp_path, "en.toml", text)])


def test_each_language_has_its_words() -> None:
    assert lexicon.SEXES["women"] == lexicon.SEXES["femmes"] == "women"
    assert lexicon.ROUNDS["semi", "final"] is lexicon.ROUNDS["demi", "finale"] is Round.SEMI_FINAL
    assert lexicon.MONTHS["august"] == lexicon.MONTHS["aout"] == 8
    assert {"since", "depuis", "seit"} <= lexicon.SINCE


def test_every_word_is_folded() -> None:
    words = {*lexicon.STOP_WORDS, *lexicon.GENERIC, *lexicon.SEXES, *lexicon.MONTHS, *lexicon.BOUNDS}
    assert all(word.isascii() and word == word.lower() for word in words)


def test_a_tier_is_shown_by_its_first_english_name() -> None:
    shown = {entry.id: entry.text for entry in lexicon.tier_entries() if entry.registered}
    assert shown[Tier.OLYMPIC_GAMES] == "Olympic Games"


@pytest.mark.parametrize(
    ("tier", "typed"),
    [
        (Tier.WORLD_INDOOR_CHAMPIONSHIPS, {"World Indoors", "Mondiaux en salle"}),
        (Tier.ULTIMATE_CHAMPIONSHIP, {"Ultimate Championship", "Ultimates"}),
        (Tier.MARATHON_MAJOR, {"World Marathon Majors", "Majors"}),
        (Tier.CONTINENTAL_INDOOR_CHAMPIONSHIPS, {"Continental Indoor Championships"}),
        (Tier.WORLD_ROAD_CHAMPIONSHIPS, {"World Road Championships"}),
    ],
)
def test_indoor_road_and_new_championships_have_words(tier: Tier, typed: set[str]) -> None:
    assert typed <= {entry.text for entry in lexicon.tier_entries() if entry.id == tier}


def test_names_that_languages_add_are_by_kind_and_name() -> None:
    assert lexicon.added_names()["city", "Munich"] == ("München",)
    assert "EM" in lexicon.added_names()["competition", "European Athletics Championships"]

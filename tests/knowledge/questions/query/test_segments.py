"""Tokens and segments of a text."""

from knowledge.questions.query.segments import clean, tokenize


def test_what_nobody_types_is_not_read() -> None:
    assert clean("se\u200brem <@123> \x00ba\u202ekk") == "serem   bakk"
    assert [word.typed for word in tokenize("El-Bakkali")] == ["El", "Bakkali"]
    assert {word.whole for word in tokenize("El-Bakkali")} == {"El-Bakkali"}

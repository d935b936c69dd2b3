"""Whose choice counts: the person's, else Discord's language, else the server's."""

import pytest

from bot.preferences import NOTHING, Chosen, Preferences
from bot.preferences.model import resolve


def test_without_choices_details_are_private_behind_a_compact_answer() -> None:
    assert resolve(NOTHING, NOTHING, "en-US", "") == Preferences("en", compact=True, private_details=True)


@pytest.mark.parametrize(
    ("person", "locale", "server", "server_locale", "spoken"),
    [
        ("fr", "en-GB", "en", "en-US", "fr"),
        ("en", "fr", "fr", "fr", "en"),
        (None, "fr", "en", "en-US", "fr"),
        (None, "en-US", "fr", "fr", "en"),
        (None, "xx", "fr", "en-US", "fr"),
        (None, "xx", None, "fr", "fr"),
        (None, "xx", None, "xx", "en"),
        (None, "", None, "", "en"),
        # Chosen with a version that has more languages.
        ("xx", "fr", None, "", "fr"),
    ],
)
def test_the_language(
    person: str | None, locale: str, server: str | None, server_locale: str, spoken: str
) -> None:
    found = resolve(Chosen(language=person), Chosen(language=server), locale, server_locale)
    assert found.language == spoken


@pytest.mark.parametrize(
    ("person", "server", "result"),
    [
        (None, None, True),
        (None, False, False),
        (True, False, True),
        (False, True, False),
        (False, None, False),
    ],
)
def test_a_person_counts_before_the_server(person: bool | None, server: bool | None, result: bool) -> None:
    assert resolve(Chosen(compact=person), Chosen(compact=server), "en", "").compact is result
    details = resolve(Chosen(private_details=person), Chosen(private_details=server), "en", "")
    assert details.private_details is result

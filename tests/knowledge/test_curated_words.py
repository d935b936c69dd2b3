"""What people call the events of the championships, asked of the curated facts."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.ask import DATA
from knowledge.models.base import Steps
from knowledge.models.outcome import Ambiguous, RaceChoice, Understood
from knowledge.names import NameIndex
from knowledge.questions.parse import MOST_STEPS, complete, name_index, split_command, understand
from knowledge.questions.query.lexicon import added_names, discipline_entries
from knowledge.questions.result.model import ResultQuestion
from knowledge.store import KnowledgeBase, open_store

TODAY = date(2026, 11, 22)
PARIS, ROME = "olympic-games-2024", "european-championships-2024"
EVENTS = {
    "men-100m": ("100 men", "100m dash men", "100 metres men", "cent mètres hommes"),
    "women-100m": ("100 women", "women's 100m", "hundred women", "100 m dames"),
    "men-200m": ("200 men", "two hundred men", "half lap men"),
    "women-400m": ("400 women", "one lap women", "four hundred women"),
    "men-800m": ("800 men", "two laps men", "eight hundred men"),
    "women-1500m": ("metric mile women", "1500 women", "1,500 women", "fifteen hundred women"),
    "men-5000m": ("5000 men", "5k men", "5 000 m hommes", "5,000 men"),
    "women-10000m": ("10k women", "10,000 women", "10000 femmes", "10 000 m femmes"),
    "men-marathon": ("marathon men", "42k men"),
    "women-3000msc": (
        "3k steeple women",
        "steeple femmes",
        "3000 obstacles femmes",
        "sc women",
    ),
    "women-100m-hurdles": (
        "sprint hurdles women",
        "100h",
        "100 haies",
        "100 mètres haies",
        "short hurdles w",
    ),
    "men-110m-hurdles": (
        "110 hurdles",
        "110h",
        "high hurdles",
        "sprint hurdles men",
        "110 haies",
        "hurdle 110",
    ),
    "women-400m-hurdles": ("long hurdles women", "400h women", "400 m haies femmes"),
    "men-high-jump": ("hj men", "high men", "hauteur hommes", "saut en hauteur hommes"),
    "women-pole-vault": ("pole women", "pv women", "perche femmes", "saut à la perche dames", "vault women"),
    "men-long-jump": ("lj men", "long men", "longueur hommes"),
    "women-triple-jump": ("tj women", "triple women", "triple saut femmes"),
    "men-shot-put": ("shot men", "sp men", "poids hommes", "lancer du poids hommes"),
    "women-discus-throw": ("disc women", "discus women", "disque femmes", "lancer du disque femmes"),
    "men-hammer-throw": ("hammer men", "ht men", "marteau hommes", "lancer du marteau hommes"),
    "women-javelin-throw": ("jav women", "javelin women", "javelot femmes", "lancer de javelot femmes"),
    "men-decathlon": ("dec", "deca", "decathlon", "décathlon", "combined men"),
    "women-heptathlon": ("hept", "hep", "heptathlon", "épreuves combinées femmes"),
    "men-20km-walk": ("20 walk men", "20k walk men", "race walk men", "marche hommes", "20 km marche hommes"),
    "mixed-walk-relay": ("walk relay", "mixed race walk relay", "race walk mixed relay", "relais marche"),
    "men-4x100m-relay": ("4x100 men", "4x1 men", "sprint relay men", "4 x 100 m hommes", "4 × 100 m men"),
    "women-4x400m-relay": ("4x4 women", "mile relay women", "relais 4 x 400 m femmes", "4 by 4 women"),
    "mixed-4x400m-relay": ("4x4 mixed", "4x400 mixed relay", "mixed 4 x 400m relay", "4 × 400 m mixte"),
}
ASKED_BACK = {
    "sprint hurdles": {"men-110m-hurdles", "women-100m-hurdles"},
    "hurdles women": {"women-100m-hurdles", "women-400m-hurdles"},
    "relay women": {"women-4x100m-relay", "women-4x400m-relay"},
    "mixed relay": {"mixed-4x400m-relay", "mixed-walk-relay"},
    "horizontal jumps men": {"men-long-jump", "men-triple-jump"},
    "20 walk": {"men-20km-walk", "women-20km-walk"},
    "pole vault": {"men-pole-vault", "women-pole-vault"},
}
IN_GERMAN = {
    "/result paris olympische spiele hindernis frauen": f"{PARIS}-women-3000msc-final",
    "/result olympia 2024 100 m männer": f"{PARIS}-men-100m-final",
    "/result olympia 2024 110 m hürden": f"{PARIS}-men-110m-hurdles-final",
    "/result olympia 2024 stabhochsprung herren": f"{PARIS}-men-pole-vault-final",
    "/result olympia 2024 siebenkampf": f"{PARIS}-women-heptathlon-final",
    "/result olympia 2024 hochsprung maenner": f"{PARIS}-men-high-jump-final",
    "/result rom 2024 speerwurf damen": f"{ROME}-women-javelin-throw-final",
    "/result em 2024 kugelstoßen frauen finale": f"{ROME}-women-shot-put-final",
    "/result europameisterschaften 2024 diskus männer": f"{ROME}-men-discus-throw-final",
}
HELD_IN_ROME = {"half marathon women": "women-half-marathon", "semi marathon hommes": "men-half-marathon"}


@pytest.fixture(scope="module")
def kb(curated_cache: Path) -> KnowledgeBase:
    return open_store(DATA, curated_cache)


@pytest.fixture(scope="module")
def index(kb: KnowledgeBase) -> NameIndex:
    return name_index(kb)


def _race(kb: KnowledgeBase, index: NameIndex, text: str) -> str:
    outcome = understand(kb, index, *split_command(text), TODAY)
    assert isinstance(outcome, Understood), outcome
    assert isinstance(outcome.question, ResultQuestion)
    return outcome.question.race


@pytest.mark.parametrize(
    ("words", "event"), [(words, event) for event, known_as in EVENTS.items() for words in known_as]
)
def test_events_are_known_by_what_people_call_them(
    kb: KnowledgeBase, index: NameIndex, words: str, event: str
) -> None:
    assert _race(kb, index, f"/result paris olympics {words}") == f"{PARIS}-{event}-final"


@pytest.mark.parametrize(("typed", "race"), IN_GERMAN.items())
def test_questions_in_german(kb: KnowledgeBase, index: NameIndex, typed: str, race: str) -> None:
    assert _race(kb, index, typed) == race


def test_languages_name_only_what_is_on_file(kb: KnowledgeBase) -> None:
    known = {(entry.kind, entry.text) for entry in kb.name_entries() if entry.registered}
    assert set(added_names()) <= known
    assert {one.id for one in discipline_entries()} <= {one.id for one in kb.name_entries()}


@pytest.mark.parametrize(("words", "event"), HELD_IN_ROME.items())
def test_events_of_rome_alone(kb: KnowledgeBase, index: NameIndex, words: str, event: str) -> None:
    assert _race(kb, index, f"/result rome {words}") == f"{ROME}-{event}-final"


@pytest.mark.parametrize(("words", "events"), ASKED_BACK.items())
def test_words_for_several_events_are_asked_back(
    kb: KnowledgeBase, index: NameIndex, words: str, events: set[str]
) -> None:
    outcome = understand(kb, index, *split_command(f"/result paris olympics 2024 {words}"), TODAY)
    assert isinstance(outcome, Ambiguous), outcome
    races = {choice.race.id for choice in outcome.choices if isinstance(choice, RaceChoice)}
    assert races == {f"{PARIS}-{event}-final" for event in events}


def test_a_word_for_an_event_that_is_a_name_too_is_asked_back(kb: KnowledgeBase, index: NameIndex) -> None:
    outcome = understand(kb, index, *split_command("/result paris olympics chase women"), TODAY)
    assert isinstance(outcome, Ambiguous), outcome
    races = {choice.race.id for choice in outcome.choices if isinstance(choice, RaceChoice)}
    assert f"{PARIS}-women-3000msc-final" in races
    assert len(outcome.choices) > 1, "Chase Jackson put the shot there"


@pytest.mark.parametrize(
    "text", ["monaco worlds " * 12, "paris olympics london worlds rome europeans eugene " * 3]
)
def test_places_said_again_and_again_are_completed_within_the_steps(
    kb: KnowledgeBase, index: NameIndex, text: str
) -> None:
    steps = Steps(10 * MOST_STEPS)
    complete(kb, index, "result", text, TODAY, 25, steps)
    assert steps.spent < 4 * MOST_STEPS, "it goes on long after what it may take"
    assert complete(kb, index, "result", text, TODAY, 25) == ()
    assert not isinstance(understand(kb, index, *split_command(f"/result {text}"), TODAY), Understood)

"""The glance of any answer: one line a row, eight rows, few plain buttons; podium, marks and score."""

import random
import re
from collections.abc import Iterator, Sequence

import pytest
from discord import ButtonStyle

from bot.discord.limits import BUTTON_LABEL, CUSTOM_ID, size
from bot.discord.message.glance import MOST_BUTTONS, buttons, part_lines, text_of
from bot.discord.message.widths import LINE, code_width, width
from knowledge.ask import answer, draw_answer
from knowledge.cards.wording import Wording
from knowledge.models.filter import RaceFilter
from knowledge.models.glance import Glance, GlancePart
from knowledge.models.question import Answer, Question
from knowledge.models.records import ResultLine
from knowledge.questions.athlete.model import AthleteAnswer, AthleteQuestion
from knowledge.questions.h2h.model import HeadToHeadAnswer, HeadToHeadQuestion
from knowledge.questions.result.headline import lines_of
from knowledge.questions.result.model import ResultAnswer, ResultQuestion
from knowledge.store import KnowledgeBase
from tests.bot.discord.message.facts import TODAY, plain
from tests.bot.discord.openapi.curated import athletes, frequent_pairs

RACES, PEOPLE, PAIRS = 200, 150, 40
MOST_ROWS = 8
LETTERS = 16
"""Letters of a family name that a line has room for in any case."""
WORDS = 2.0
"""Pixels by which the spaces between the parts of a row may be wider than was reckoned."""


def asked(kb: KnowledgeBase) -> Iterator[Question]:
    """Some questions of each kind, the same ones each time; all of a small knowledge base."""
    drawn = random.Random(12)  # noqa: S311 - a sample
    races, people = [race.id for race in kb.races(RaceFilter())], athletes(kb)
    yield from (ResultQuestion(race=one) for one in drawn.sample(races, min(RACES, len(races))))
    for one in drawn.sample(people, min(PEOPLE, len(people))):
        yield AthleteQuestion(athlete=one)
        yield AthleteQuestion(athlete=one, races=True)
    for first, second in frequent_pairs(kb, PAIRS):
        yield HeadToHeadQuestion(first=first, second=second)


def faults(kb: KnowledgeBase, language: str) -> list[str]:
    """What is wrong with the glances, beside the questions."""
    wrong = []
    for question in asked(kb):
        found = answer(kb, question, TODAY)
        glance = draw_answer(question, found, (), Wording(language), details=False).glance
        assert glance is not None
        told = [*drawn(glance, question.command), *says(found, glance, language)]
        wrong += [f"{question.command}: {one}" for one in told]
    return wrong


def drawn(glance: Glance, command: str) -> Iterator[str]:
    """What is wrong with the rows and the buttons."""
    for part in glance.parts:
        yield from (f"wraps: {line}" for line in rows_of(part) if pixels(line) > LINE + WORDS)
        if len(part.rows) > MOST_ROWS:
            yield f"{len(part.rows)} rows"
    row = buttons(glance, command)
    if len(row.children) > MOST_BUTTONS:
        yield "too many buttons"
    for button in row.children:
        label, carried = str(getattr(button, "label", "")), str(getattr(button, "custom_id", ""))
        if getattr(button, "style", None) is not ButtonStyle.secondary:
            yield f"{label} has a colour"
        if not 0 < size(label) <= BUTTON_LABEL or not 0 < size(carried) <= CUSTOM_ID:
            yield f"{label} is too long"
        if re.search(r"(?<!\d)0(?!\d)", label):
            yield f"{label} offers nothing"
    if not any(str(getattr(one, "custom_id", "")) == f"all:{command}" for one in row.children):
        yield "no button for the details"


def rows_of(part: GlancePart) -> Sequence[str]:
    return list(part_lines(GlancePart(rows=part.rows)))


def pixels(line: str) -> float:
    """The width of a row as it is drawn: `code` has letters of one width, **bold** ones are wider."""
    text = re.sub(r"\\(.)", r"\1", line)
    total = 0.0
    for piece in re.findall(r"`[^`]*`|\*\*.*?\*\*|[^`*]+", text):
        if piece.startswith("`"):
            total += code_width(len(piece) - 2)
        else:
            total += width(piece.strip("*"), strong=piece.startswith("**"))
    return total


def says(found: Answer, glance: Glance, language: str) -> Iterator[str]:
    """What the glance must say and does not."""
    text = plain(text_of(glance))
    must: list[str] = []
    if isinstance(found, ResultAnswer):
        must += podium(found)
        entered = len(lines_of(found))
        shown = sum(len(part.rows) for part in glance.parts)
        if entered > shown:
            must_say = str(entered)
            if must_say not in (glance.details or ""):
                yield f"{must_say} are in the details, which the button does not say"
    if isinstance(found, HeadToHeadAnswer) and found.bouts:
        score = found.finals if found.finals.races else found.all_rounds
        must.append(f"{score.first}–{score.second}")
        must += [str(found.bouts[0].head.edition.year % 100)]
        for line in (found.bouts[0].first, found.bouts[0].second):
            must += [line.mark.text] if line.mark and line.place else []
    if isinstance(found, AthleteAnswer):
        must += [found.athlete.name, Wording(language).nation(found.athlete.nation)]
        must += [one.best.result.mark.text for one in found.events[:1] if one.best and one.best.result.mark]
    yield from (f"does not say {one}" for one in must if plain(one) not in text)


def podium(found: ResultAnswer) -> Iterator[str]:
    """The family names of the first three, or their nations, and their marks."""
    for one in found.finishers[:3]:
        line = one.result
        if isinstance(line, ResultLine):
            yield line.athlete.family[:LETTERS]
        if line.mark:
            yield line.mark.text


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_every_glance_of_the_invented_answers(kb: KnowledgeBase, language: str) -> None:
    assert faults(kb, language) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_glances_of_many_curated_answers(curated: KnowledgeBase, language: str) -> None:
    assert faults(curated, language) == []

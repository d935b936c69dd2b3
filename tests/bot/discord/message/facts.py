"""What an answer knows, as texts that its messages must show."""

import re
from collections.abc import Iterator
from datetime import date

from bot.discord.message.layout import draw, draw_details, draw_rest
from knowledge.ask import answer, draw_answer
from knowledge.cards.citations import source_line
from knowledge.cards.labels import city_label
from knowledge.cards.wording import Wording
from knowledge.models.card import Card
from knowledge.models.claim import Claim, ClaimStatus
from knowledge.models.question import Answer, Question
from knowledge.models.records import AnyLine, ResultLine
from knowledge.questions.athlete.card import MOST_WITH_SEASONS
from knowledge.questions.athlete.model import AthleteAnswer, RacesAnswer
from knowledge.questions.h2h.glance import entered
from knowledge.questions.h2h.model import HeadToHeadAnswer
from knowledge.questions.result.headline import lines_of
from knowledge.questions.result.model import ResultAnswer
from knowledge.store import KnowledgeBase
from tests.bot.discord.message.parts import components
from tests.bot.discord.seen import walk

TODAY = date(2026, 11, 29)
OF_PROFILES = ("short", "nickname")
"""Kinds of names that the profile of an athlete tells, and no result."""


def lost(kb: KnowledgeBase, question: Question, language: str = "en") -> list[str]:
    """The facts of the answer that are neither in its glance nor in its details, and unreachable sources."""
    found = answer(kb, question, TODAY)
    wording = Wording(language)
    card = draw_answer(question, found, (), wording)
    shown = messages(card, question.command, language)
    text = plain(shown)
    facts = [*facts_of(found, wording), *texts_of(card)]
    missing = [fact for fact in facts if plain(fact) not in text]
    return [f"{question.command}: {one}" for one in [*missing, *unreachable(found, shown, wording)]]


def messages(card: Card, asked: str, language: str) -> str:
    """The texts of the messages that show the answer: the glance, the details and the rest of these."""
    views = [draw(card, language, asked), draw_details(card, language, asked)]
    views += draw_rest(card, language, asked)
    return "\n".join(
        part["content"] for view in views for part in walk(components(view)) if "content" in part
    )


def plain(text: str) -> str:
    """The text without markdown and thousands separators, with one kind of space, bracket and point."""
    text = re.sub(r"\\(.)", r"\1", re.sub(r"\*\*|`|^-# ", "", text, flags=re.MULTILINE))
    text = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def unreachable(found: Answer, shown: str, wording: Wording) -> Iterator[str]:
    """The sources of an answer that its messages do not link, or name where they have no address."""
    links = len(re.findall(r"\]\(<https?://", shown))
    text = plain(shown)
    for source in found.sources:
        if plain(source_line(source, wording)) not in text:
            yield f"no line for {source.id}"
    if links < sum(source.url is not None for source in found.sources):
        yield "a source has no link"


def texts_of(card: Card) -> Iterator[str]:
    """Every text of a card but its labels."""
    yield from (text for text in (card.title, card.subtitle, card.headline, card.footer) if text)
    yield from (*card.assumed, *card.notes, *(source.text for source in card.sources))
    for section in card.sections:
        yield from (section.heading or "", *section.lines)
        for row in section.table.rows if section.table else ():
            yield from (*row.cells, row.note or "")
    if card.glance:
        yield from (card.glance.title, card.glance.subtitle or "", card.glance.insight or "")
        yield from card.glance.small
        for part in card.glance.parts:
            yield from (part.heading or "", *part.lines, *part.small)
            yield from (text for row in part.rows for text in (row.sign, row.mark, row.aside))


def facts_of(found: Answer, wording: Wording) -> Iterator[str]:
    """Names, marks and claims of an answer."""
    if isinstance(found, ResultAnswer):
        yield from (fact for line in lines_of(found) for fact in _line(line, wording))
        yield from (fact for claim in found.claims for fact in _claim(claim))
    if isinstance(found, HeadToHeadAnswer):
        yield from (found.first.name, found.second.name)
        for one in entered(found):
            yield from (city_label(one.head, wording), str(one.head.edition.year))
            yield from (line.mark.text for line in (one.first, one.second) if line.mark)
    if isinstance(found, RacesAnswer):
        yield from (one.result.mark.text for one in found.races if one.result.mark)
        yield from (city_label(one.head, wording) for one in found.races)
    if isinstance(found, AthleteAnswer):
        yield from _profile(found, wording)


def _profile(found: AthleteAnswer, wording: Wording) -> Iterator[str]:
    yield from (
        found.athlete.name,
        wording.nation(found.athlete.nation),
        *(name.text for name in found.spellings),
    )
    shown = [*(honour.performance for honour in found.honours), *found.last_races]
    shown += [event.best for event in found.events if event.best]
    for event in found.events[:MOST_WITH_SEASONS]:
        shown += [season.performance for season in event.seasons]
    yield from (one.result.mark.text for one in shown if one.result.mark)
    yield from (one.athlete.name for one in found.kin)
    for one in found.claims:
        if one.head is None or one.claim.status is ClaimStatus.REFUTED:
            yield from _claim(one.claim)


def _line(line: AnyLine, wording: Wording) -> Iterator[str]:
    if line.mark:
        yield line.mark.text
    if line.superseded:
        yield line.superseded
    if isinstance(line, ResultLine):
        yield from (line.athlete.name, *(name.text for name in line.printed if name.kind not in OF_PROFILES))
    else:
        yield from (
            line.team or wording.nation(line.nation),
            *(one.name for one in (*line.members, *line.reserves)),
        )


def _claim(claim: Claim) -> Iterator[str]:
    """What it is about is in these words, where it is no heading of its own."""
    yield from (saying.says for saying in claim.sayings)
    # Their first letters may become capitals.
    yield from (text[1:] for text in (claim.stands, claim.why) if text)

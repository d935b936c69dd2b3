"""The cards of `/about` and `/help`."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.cards.glances import short_tier
from knowledge.cards.labels import edition_label
from knowledge.cards.wording import Wording, initial_capital
from knowledge.models.card import Card, Column, Row, Section, Table
from knowledge.models.glance import Glance, GlancePart
from knowledge.models.question import CommandWords
from knowledge.models.records import About, Covered, FamilyReach, Fullest, SourceCounts

# Limits of `/about`, all chosen by hand.
MOST_FAMILIES = 12  # rows
MOST_SOURCES = 12  # rows
MOST_PUBLISHERS = 30  # of one licence
MOST_TITLES = 2  # sources of one licence that are named with their titles
MIN_COMPLETE_FINALS = 3  # complete finals that an edition needs to be listed
MOST_DISCIPLINES = 10  # rows
VERSION_DIGITS = 12  # characters of the fingerprint
MOST_AT_A_GLANCE = 5  # families


def about_card(
    about: About,
    families: Sequence[FamilyReach],
    fullest: Sequence[Fullest],
    covered: Sequence[Covered],
    sources: Sequence[SourceCounts],
    wording: Wording,
) -> Card:
    """The size of the knowledge base, its first and last race, its competitions, events and sources.

    `families`, `fullest` and `covered` are ordered: most finals, the fullest edition and the most frequent
    discipline first. Sources under a licence are named with it.
    """
    counts = about.counts
    sizes = [
        wording.plural("{n} result", "{n} results", counts.results),
        wording.plural("{n} race", "{n} races", counts.races),
        wording.plural("{n} athlete", "{n} athletes", counts.athletes),
        wording.plural("{n} edition of a competition", "{n} editions of competitions", counts.editions),
    ]
    other_sizes = [
        wording.plural("{n} source", "{n} sources", counts.sources),
        wording.plural("{n} other spelling of a name", "{n} other spellings of names", counts.spellings),
    ]
    lines = [wording.say("Plus {what}.", what=wording.list(other_sizes)), *_reach(about, wording)]
    headline = wording.list(sizes) + "."
    return Card(
        tone="answer",
        title="Bell Lap",
        glance=_glance(about, headline, families, wording),
        subtitle=wording.say("Athletics results, with their sources"),
        headline=headline,
        sections=(
            Section(lines=tuple(lines)),
            *_families(families, wording),
            *_editions(fullest, wording),
            *_events(covered, wording),
            *_sources(sources, wording),
            *_licences(sources, wording),
        ),
        notes=(
            *_behind(about, wording),
            wording.say("Only some races are on file; each answer says how much of a race it has."),
            wording.say("Where sources disagree, the details show both, what stands and why."),
        ),
        footer=wording.say("Knowledge {version}", version=about.version[:VERSION_DIGITS]),
    )


def _glance(about: About, headline: str, families: Sequence[FamilyReach], wording: Wording) -> Glance:
    """What Bell Lap is, how much is on file, the largest championships; the sources are the details."""
    # One text, which may wrap: names are too long for rows.
    largest = " · ".join(_with_years(one, wording) for one in families[:MOST_AT_A_GLANCE])
    heading = wording.say("Championships and meetings")
    return Glance(
        title="Bell Lap",
        size="large",
        subtitle=wording.say("Athletics results, with their sources"),
        parts=(
            GlancePart(lines=(headline, *_reach(about, wording))),
            *([GlancePart(heading=heading, lines=(largest,))] if largest else []),
        ),
        small=(
            *_behind(about, wording),
            wording.say("Only some races are on file; each answer says how much of a race it has."),
        ),
        details=wording.say("Sources and licences"),
    )


def _with_years(family: FamilyReach, wording: Wording) -> str:
    """`Olympics 1896–2024`."""
    name = wording.term(family.competition.name) if family.competition else wording.tier(family.tier)
    short = short_tier(family.tier, wording) if family.competition else ""
    return f"{initial_capital(short or name)} {_years(family)}"


def _years(family: FamilyReach) -> str:
    return str(family.first) if family.first == family.last else f"{family.first}–{family.last}"


def _reach(about: About, wording: Wording) -> Iterator[str]:
    """A sentence with the days of the first and of the last race; none where there is no race."""
    if about.first_race and about.last_race:
        yield wording.say(
            "Races from {first} to {last}.",
            first=wording.date(about.first_race),
            last=wording.date(about.last_race),
        )


def _behind(about: About, wording: Wording) -> Iterator[str]:
    """A note that newer facts could not be used, with the day of these."""
    if about.behind is None:
        return
    if about.behind.built is None:
        yield wording.say("The newest results can't be read just now; these are older ones.")
    else:
        yield wording.say(
            "The newest results can't be read just now; these are as of {date}.",
            date=wording.date(about.behind.built),
        )


def _families(families: Sequence[FamilyReach], wording: Wording) -> Iterator[Section]:
    """Each championship and each tier of meetings: its years, editions and finals."""
    columns = (
        Column(heading="", weight="strong"),
        Column(heading=""),
        Column(heading="", align="right"),
        Column(heading="", align="right", weight="faint"),
    )
    rows = tuple(
        Row(
            cells=(
                wording.term(one.competition.name) if one.competition else wording.tier(one.tier),
                _years(one),
                wording.plural("{n} edition", "{n} editions", one.editions),
                wording.plural("{n} final", "{n} finals", one.finals),
            )
        )
        for one in families[:MOST_FAMILIES]
    )
    if rows:
        yield Section(
            heading=wording.say("Championships and meetings"), table=Table(columns=columns, rows=rows)
        )
        yield from _more(len(families) - len(rows), wording)


def _editions(fullest: Sequence[Fullest], wording: Wording) -> Iterator[Section]:
    """The editions with the most complete finals."""
    rows = tuple(
        Row(
            cells=(
                edition_label(one.head, wording),
                wording.plural("{n} final complete", "{n} finals complete", one.finals),
            )
        )
        for one in fullest
        if one.finals >= MIN_COMPLETE_FINALS
    )
    if rows:
        columns = (Column(heading="", weight="strong"), Column(heading="", align="right"))
        yield Section(heading=wording.say("Competitions"), table=Table(columns=columns, rows=rows))


def _events(covered: Sequence[Covered], wording: Wording) -> Iterator[Section]:
    """The disciplines with the most races, and how many of these are complete."""
    columns = (
        Column(heading="", weight="strong"),
        Column(heading="", align="right"),
        Column(heading="", weight="faint"),
    )
    rows = tuple(
        Row(
            cells=(
                wording.discipline(one.discipline),
                wording.plural("{n} race", "{n} races", one.races),
                wording.say("{n} of them complete", n=one.complete) if one.complete else "",
            )
        )
        for one in covered[:MOST_DISCIPLINES]
    )
    yield Section(heading=wording.say("Events"), table=Table(columns=columns, rows=rows))
    yield from _more(len(covered) - len(rows), wording)


def _more(rest: int, wording: Wording) -> Iterator[Section]:
    if rest > 0:
        yield Section(lines=(wording.plural("and {n} more", "and {n} more", rest),))


def _sources(sources: Sequence[SourceCounts], wording: Wording) -> Iterator[Section]:
    """The sources with the most results, and the number of other sources."""
    ordered = sorted(sources, key=lambda source: (-source.results, -source.races, source.publisher))
    columns = (
        Column(heading="", weight="strong"),
        Column(heading=""),
        Column(heading="", align="right", weight="faint"),
    )
    rows = tuple(
        Row(
            cells=(
                source.publisher,
                source.title,
                wording.plural("{n} result", "{n} results", source.results) if source.results else "",
            )
        )
        for source in ordered[:MOST_SOURCES]
    )
    yield Section(heading=wording.say("Sources"), table=Table(columns=columns, rows=rows))
    yield from _more(len(ordered) - len(rows), wording)


def _licences(sources: Sequence[SourceCounts], wording: Wording) -> Iterator[Section]:
    """The licences of sources, each with its publishers on one line, the most used first.

    A licence of few sources lists their titles too: a publisher may have other sources without it.
    """
    licensed: dict[str, list[SourceCounts]] = {}
    for source in sorted(sources, key=lambda source: (-source.results, source.publisher)):
        if source.licence:
            licensed.setdefault(source.licence, []).append(source)
    if not licensed:
        return
    lines = [f"{licence}: {_credit(some, wording)}" for licence, some in licensed.items()]
    rest = wording.say("All others: single facts only, never sentences; each answer names its sources.")
    yield Section(heading=wording.say("Licences of the sources"), lines=(*lines, rest))


def _credit(sources: Sequence[SourceCounts], wording: Wording) -> str:
    """Publishers and titles of up to `MOST_TITLES` sources; of more, the first publishers and a count."""
    if len(sources) <= MOST_TITLES:
        return "; ".join(f"{source.publisher}, {source.title}" for source in sources)
    publishers = tuple(dict.fromkeys(source.publisher for source in sources))
    more = len(publishers) - MOST_PUBLISHERS
    rest = [wording.plural("{n} more", "{n} more", more)] if more > 0 else []
    return wording.list([*publishers[:MOST_PUBLISHERS], *rest])


def help_card(commands: Iterable[CommandWords], wording: Wording) -> Card:
    """What can be asked, with examples to type."""
    rows = tuple(
        Row(cells=(wording.term(typed), wording.say(asks)))
        for words in commands
        for typed, asks in words.help
    )
    columns = (Column(heading="", weight="strong"), Column(heading=""))
    return Card(
        tone="answer",
        title=wording.say("What you can ask"),
        sections=(
            Section(table=Table(columns=columns, rows=rows)),
            Section(
                lines=(
                    wording.say("Part of a name is enough, and slips of spelling are understood."),
                    wording.say("What you leave out is filled in; a button below the answer changes it."),
                )
            ),
        ),
    )

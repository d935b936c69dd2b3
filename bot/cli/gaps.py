"""`bell-lap knowledge gaps`: what is missing from the curated facts, and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.check import DataFolder, folder_of
from bot.cli.output import complain, counted, say_json, show
from knowledge.models.card import Card, Column, Row, Section, Table

if TYPE_CHECKING:
    from knowledge.curation import EditionGaps, Facts, Family, OpenEvent

LACKS = {
    "final": "no race here",
    "podium": "podium incomplete",
    "marks": "marks of the podium missing",
    "places": "known in part",
}
"""What an event lacks, in words, worst first."""
NO_REASON = "No reason is given."


def gaps(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="A competition, a tier or an edition, by its id."),
    ] = None,
    data: DataFolder = None,
    *,
    table: Annotated[
        bool, typer.Option("--table", help="Count what is complete, a line a family of championships.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Name what is missing from the curated facts, and why.

    Listed are the events that were held and have no final here, podiums of fewer than three, podiums without
    a mark, and finals of which only some places are known: each event once, under the worst of these.

    \b
    Examples:
      bell-lap knowledge gaps
      bell-lap knowledge gaps olympic-games
      bell-lap knowledge gaps --table
    """
    from knowledge.curation import count_families, find_gaps, read  # noqa: PLC0415 - help starts without it

    facts, problems = read(folder_of(data))
    if problems:
        complain(f"{counted(len(problems), 'problem')} in the files; `bell-lap knowledge check` lists them.")
    if table:
        families = count_families(facts, name)
        if as_json:
            say_json({"families": [family.model_dump(mode="json") for family in families]})
        else:
            show(_table_card(families, _Words(facts)))
        return
    found = find_gaps(facts, name)
    totals = _totals(found)
    if as_json:
        editions = [one.model_dump(mode="json") for one in found if one.open_events]
        say_json({"editions": editions, "totals": totals})
    else:
        show(_gaps_card(found, totals, _Words(facts)))


class _Words:
    """The names of families, editions and events. An event of an unknown discipline keeps its id."""

    def __init__(self, facts: "Facts") -> None:
        from knowledge.cards.wording import TIERS, Wording  # noqa: PLC0415

        self._wording = Wording()
        self._families = {str(one.id): one.name for one in facts.competitions}
        self._disciplines = {one.id: one for one in facts.disciplines}
        cities = {one.id: one.name for one in facts.cities}
        self._editions = {one.id: f"{cities.get(one.city, one.city)} {one.year}" for one in facts.editions}
        self._tiers = {str(tier): words for tier, words in TIERS.items()}

    def family(self, family: str) -> str:
        return self._tiers.get(family) or self._families.get(family, family)

    def edition(self, one: "EditionGaps") -> str:
        """`World Athletics Championships, Rome 1987`."""
        return f"{self._families.get(one.competition, one.competition)}, {self._editions[one.edition]}"

    def event(self, one: "OpenEvent") -> str:
        from knowledge.models.identifiers import event_parts  # noqa: PLC0415

        category, discipline = event_parts(one.event) or (None, None)
        known = self._disciplines.get(discipline) if discipline else None
        return self._wording.event(known, category) if known else one.event


def _gaps_card(found: "Sequence[EditionGaps]", totals: Mapping[str, int], words: _Words) -> Card:
    sections = [
        Section(heading=_heading(one, words), lines=tuple(_lines(one, words)))
        for one in found
        if one.open_events
    ]
    return Card(
        tone="answer",
        title="What is missing from the curated facts",
        sections=(*sections, Section(heading="In all", lines=tuple(_in_all(totals)))),
    )


def _heading(one: "EditionGaps", words: _Words) -> str:
    listed = "" if one.listed else ", the list of events is not here"
    return f"{words.edition(one)}: {len(one.open_events)} of {counted(one.events, 'event')}{listed}"


def _lines(one: "EditionGaps", words: _Words) -> Iterator[str]:
    """A line for each lack and reason: its events, then the reason."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in one.open_events:
        groups[event.lack, event.why or NO_REASON].append(words.event(event))
    order = list(LACKS)
    for (lack, why), events in sorted(groups.items(), key=lambda group: order.index(group[0][0])):
        yield f"- {LACKS[lack]}: {'; '.join(events)}. {why}"


def _totals(found: "Sequence[EditionGaps]") -> dict[str, int]:
    events = [event for one in found for event in one.open_events]
    return {
        "editions": len(found),
        "listed_editions": sum(one.listed for one in found),
        "events": sum(one.events for one in found),
        **{lack: sum(event.lack == lack for event in events) for lack in LACKS},
        "without_reason": sum(event.why is None for event in events),
    }


def _in_all(totals: Mapping[str, int]) -> Iterator[str]:
    events, open_events = totals["events"], sum(totals[lack] for lack in LACKS)
    listed = f"{totals['listed_editions']:,} of which list the events held"
    complete = f"{counted(events, 'event')}, {events - open_events:,} of them complete"
    yield f"{counted(totals['editions'], 'edition')}, {listed}; {complete}."
    yield "; ".join(f"{words}: {totals[lack]:,}" for lack, words in LACKS.items()) + "."
    yield f"Without a reason: {totals['without_reason']:,}."


_COLUMNS = (
    "Family",
    "Years",
    "Editions",
    "Listed",
    "Events held",
    "Finals",
    "Podiums",
    "With marks",
    "First eights",
    "Relay teams named",
    "Sources",
)


def _table_card(families: "Sequence[Family]", words: _Words) -> Card:
    columns = tuple(
        Column(heading=heading, align="left" if number < 2 else "right")
        for number, heading in enumerate(_COLUMNS)
    )
    rows = tuple(Row(cells=_cells(family, words)) for family in families)
    lines = (
        "Listed: editions that list the events held; of the others those with a final here are counted.",
        "With marks: complete podiums of which every mark is known. Relay teams: those on podiums.",
    )
    return Card(
        tone="answer",
        title="What is complete, by family",
        sections=(Section(table=Table(columns=columns, rows=rows)), Section(lines=lines)),
    )


def _cells(family: "Family", words: _Words) -> tuple[str, ...]:
    years = str(family.first) if family.first == family.last else f"{family.first}–{family.last}"
    counts = (
        family.editions,
        family.listed,
        family.events,
        family.finals,
        family.podiums,
        family.marked_podiums,
        family.first_eights,
    )
    return (
        words.family(family.family),
        years,
        *(f"{count:,}" for count in counts),
        f"{family.named_teams:,} of {family.teams:,}" if family.teams else "",
        f"{family.sources:,}",
    )

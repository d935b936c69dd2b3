"""The finals of an event through the editions, and the earlier races of two, in short."""

from knowledge.models.base import AthleteId, RaceId
from knowledge.models.facts import Round, Status
from knowledge.models.history import ShortMark, ShortOutcome
from knowledge.store import KnowledgeBase, Tables


def test_an_event_has_the_podium_of_each_edition(kb: KnowledgeBase) -> None:
    history = kb.event_history(kb.race_head(RaceId("harbour-mile-2024-men-mile-final")))
    assert history.complete is None
    assert [(one.year, one.held, [line.place for line in one.podium]) for one in history.stagings] == [
        (2022, True, [1, 2, 2]),
        (2023, True, [1, 2, 3]),
        (2024, True, [1, 2, 3]),
    ]
    first = history.stagings[1].podium[0]
    assert (first.entrant, first.superseded) == ("daniel-okoro", False)
    assert first.mark == ShortMark("3:50.48", 23048, hand_timed=False)


def test_an_edition_without_the_event_is_open_where_its_events_are_not_listed(kb: KnowledgeBase) -> None:
    history = kb.event_history(kb.race_head(RaceId("harbour-mile-2023-men-3000msc-final")))
    assert [(one.year, one.held) for one in history.stagings] == [(2022, None), (2023, True), (2024, None)]


def test_encounters_have_how_both_ended(kb: KnowledgeBase) -> None:
    hadri, harrow = AthleteId("youssef-el-hadri"), AthleteId("ben-harrow")
    found = sorted(kb.encounters(hadri, [harrow]), key=lambda one: one.date)
    assert [(str(one.date), one.others.status) for one in found] == [
        ("2022-06-18", Status.DNS),
        ("2023-06-17", Status.FINISHED),
        ("2024-06-15", Status.PACEMAKER),
    ]
    assert found[1].own == ShortOutcome(2, Status.FINISHED)
    assert {(one.other, one.round) for one in found} == {(harrow, Round.FINAL)}


def test_editions_and_races_of_imported_lists_are_no_history(kb: KnowledgeBase) -> None:
    arrays, head = kb.tables.arrays, kb.race_head(RaceId("harbour-mile-2024-men-mile-final"))
    editions, races = (arrays[f"{table}.recovered"].copy() for table in ("edition", "race"))
    editions[kb.tables.edition.row("harbour-mile-2022")] = 1
    races[kb.tables.race.row("harbour-mile-2023-men-mile-final")] = 1
    listed = KnowledgeBase(Tables({**arrays, "edition.recovered": editions, "race.recovered": races}))
    history = listed.event_history(head)
    assert [(one.year, one.held, len(one.podium)) for one in history.stagings] == [
        (2023, None, 0),
        (2024, True, 3),
    ]

"""Results leave as observations that identify themselves."""

from datetime import date

from knowledge.export.results import all_results
from knowledge.store import KnowledgeBase


def test_results_say_who_and_where_without_our_ids(imported: KnowledgeBase) -> None:
    results = [seen for seen in all_results(imported) if seen.race.city == "Oslovik"]
    assert len({seen.key for seen in all_results(imported)}) == imported.about().counts.results
    # Two finals of one mile on one day, told apart by nothing but a key of their own.
    assert len({seen.race.key for seen in results} - {None}) == 2
    # Namesakes without a birth date are told apart by the id that leaves with them.
    dals = [seen.athlete for seen in results if seen.athlete and seen.athlete.name == "Nils Dal"]
    assert len({athlete.ids for athlete in dals}) == 2


def test_a_race_of_which_the_first_eight_are_known_does_not_leave_as_whole(imported: KnowledgeBase) -> None:
    whole = {(str(seen.race.discipline), seen.race.date): seen.race.whole for seen in all_results(imported)}
    assert not whole["800m", date(1936, 2, 16)]
    assert whole["mile", date(2024, 6, 15)]

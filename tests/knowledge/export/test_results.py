"""Results leave as observations that identify themselves."""

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

"""Write the pairs of people that no curator has decided about."""

from collections.abc import Iterable, Mapping

from knowledge.imports.linkage.people import ComparedPair
from knowledge.store.build.rows import Rows
from knowledge.store.schema import doubt, doubt_evidence


def write_doubts(
    rows: Rows, doubtful: Iterable[ComparedPair], now: Mapping[str, str], athletes: Mapping[str, int]
) -> None:
    """Write the pairs, most likely one person first.

    `now` maps every person key to the final one after merging, `athletes` that to the row key of an athlete.
    Pairs that were merged by other evidence are left out.
    """
    for pair in sorted(doubtful, key=_likeliest_first):
        one, other = (athletes.get(now.get(key, key)) for key in (pair.left, pair.right))
        if one is None or other is None or one == other:
            continue
        key = rows.add_keyed(doubt, one_id=one, other_id=other, one_key=pair.left, other_key=pair.right)
        rows.add_texts(doubt_evidence, key, pair.evidence)


def _likeliest_first(pair: ComparedPair) -> tuple[bool, int, str, str]:
    return not pair.same_birth, -pair.strength, pair.left, pair.right

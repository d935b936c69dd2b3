"""Write the pairs of people that no curator has decided about."""

from collections.abc import Iterable, Mapping

from knowledge.imports.linkage.people import ComparedPair
from knowledge.store.build.rows import Rows
from knowledge.store.schema import doubt, doubt_evidence


def write_doubts(
    rows: Rows, doubtful: Iterable[ComparedPair], now: Mapping[str, str], athletes: Mapping[str, int]
) -> None:
    """Write the pairs, the likeliest to be one person first.

    `now` leads from every key of a person to the one that he or she has in the end, `athletes` from that to
    the key of the athlete here. Who became one in the end in another way is no doubt any more.
    """
    for pair in sorted(doubtful, key=_likeliest_first):
        one, other = (athletes.get(now.get(key, key)) for key in (pair.left, pair.right))
        if one is None or other is None or one == other:
            continue
        key = rows.add_keyed(doubt, one_id=one, other_id=other, one_key=pair.left, other_key=pair.right)
        rows.add_texts(doubt_evidence, key, pair.evidence)


def _likeliest_first(pair: ComparedPair) -> tuple[bool, int, str, str]:
    return not pair.same_birth, -pair.strength, pair.left, pair.right

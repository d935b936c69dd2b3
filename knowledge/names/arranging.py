"""Arranging gathered names: each of a thing once, those of the busiest things first."""

import numpy as np
import numpy.typing as npt

from knowledge.names.building import Names, shelf_arrays
from knowledge.names.gathering import Gathered
from knowledge.names.grouping import Numbers, changes, grouped, several
from knowledge.names.saved import Arrays
from knowledge.names.texts import Encoded, key, packed

Order = npt.NDArray[np.int64]


def section_arrays(gathered: Gathered) -> Arrays | None:
    """The arrays of a section with these names; None where there are none. What was gathered is used up.

    Equal names of a thing count once. In which order names were gathered changes nothing.
    """
    if not len(gathered):
        return None
    things, owners = _things(gathered)
    gathered.kinds.clear()
    order = _order(gathered, owners, things["thing_weight"])
    owners = owners[order]
    return {
        **things,
        "thing": owners,
        "registered": np.frombuffer(gathered.registered, np.uint8)[order],
        **Encoded(map(gathered.texts.__getitem__, order.data)).arrays("texts"),
        **shelf_arrays(_names(gathered, order, things["thing_weight"][owners])),
    }


def _things(gathered: Gathered) -> tuple[Arrays, Numbers]:
    """The arrays of the things, numbered in the order of their ids; and the thing of each name."""
    kinds = sorted(gathered.kinds)
    ids = [id_ for kind in kinds for id_ in gathered.kinds[kind].numbers]
    counts = np.array([len(gathered.kinds[kind].numbers) for kind in kinds])
    weights = np.concatenate([gathered.kinds[kind].weights for kind in kinds])
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int32)
    numbers = np.empty_like(order)
    numbers[order] = np.arange(len(order), dtype=np.int32)
    firsts = dict(zip(kinds, np.cumsum(counts) - counts, strict=True))
    first = np.array([firsts[kind] for kind in gathered.kinds])[np.frombuffer(gathered.kind, np.uint8)]
    lowered = (ids[number].lower() for number in order.data)
    id_keys, id_things = grouped(np.fromiter(map(key, lowered), np.uint32, len(ids)), np.arange(len(ids)))
    arrays = {
        **packed("ids", map(ids.__getitem__, order.data)),
        **packed("kinds", kinds),
        "thing_kind": np.arange(len(kinds), dtype=np.uint8).repeat(counts)[order],
        "thing_weight": weights[order],
        "id_keys": id_keys,
        "id_things": id_things,
    }
    return arrays, numbers[first + np.array(gathered.thing)]


def _order(gathered: Gathered, owners: Numbers, weights: npt.NDArray[np.int64]) -> Order:
    """The numbers of the names to be kept, in the order in which they are to be kept."""
    names = _distinct(gathered, owners)
    owners, registered = owners[names], np.frombuffer(gathered.registered, np.uint8)[names]
    order = np.lexsort((owners, registered == 0, -weights[owners]))
    new = changes(owners[order], registered[order])
    order = names[order]
    for first, tied in several(order, new):
        order[first : first + len(tied)] = sorted(tied, key=gathered.texts.__getitem__)
    return order


def _distinct(gathered: Gathered, owners: Numbers) -> Order:
    """The numbers of the names without those that fold to the same words as another of their thing."""
    whole = np.array(gathered.whole, np.uint32)
    order = np.lexsort((whole, owners))
    kept = np.ones(len(gathered), np.bool_)
    for _, alike in several(order, changes(owners[order], whole[order])):
        # The name that a thing is shown by rather than another.
        alike.sort(key=lambda name: (not gathered.registered[name], gathered.texts[name]))
        seen = set()
        for name in alike:
            words = gathered.spelled[gathered.starts[name] : gathered.starts[name + 1]].tobytes()
            kept[name] = words not in seen
            seen.add(words)
    return np.flatnonzero(kept)


def _names(gathered: Gathered, order: Order, weights: npt.NDArray[np.int64]) -> Names:
    starts = np.array(gathered.starts, np.int32)
    begins, counts = starts[order], np.diff(starts)[order]
    ends = counts.cumsum(dtype=np.int32)
    places = (begins - ends + counts).repeat(counts) + np.arange(ends[-1], dtype=np.int32)
    return Names(
        words=gathered.words,
        spelled=np.frombuffer(gathered.spelled, np.int32)[places],
        in_family=np.frombuffer(gathered.in_family, np.bool_)[places],
        counts=counts,
        lengths=np.frombuffer(gathered.lengths, np.uint8)[order],
        whole=np.frombuffer(gathered.whole, np.uint32)[order],
        weights=weights,
    )

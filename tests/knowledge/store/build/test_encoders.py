"""Encoders of texts: texts that occur once each need no lookup, and are ranked as others are."""

import numpy as np
import pytest

from knowledge.store import schema
from knowledge.store.build.encoders import DistinctTextEncoder, TextEncoder, encoder_of


@pytest.mark.parametrize("kind", [TextEncoder, DistinctTextEncoder])
def test_codes_lead_to_ranks_in_ascending_order(kind: type[TextEncoder]) -> None:
    encoder = kind()
    codes = np.concatenate([encoder.codes(["mile", "zeta"]), encoder.codes(["alpha"])])
    texts, ranks = encoder.sorted()
    assert list(texts) == [b"alpha", b"mile", b"zeta"]
    assert [texts[rank] for rank in ranks[codes].tolist()] == [b"mile", b"zeta", b"alpha"]


@pytest.mark.parametrize("kind", [TextEncoder, DistinctTextEncoder])
def test_texts_that_are_not_used_are_left_out(kind: type[TextEncoder]) -> None:
    encoder = kind()
    codes = encoder.codes(["mile", "zeta", "alpha"])
    texts, ranks = encoder.sorted(codes[1:])
    assert list(texts) == [b"alpha", b"zeta"]
    assert ranks[codes[1:]].tolist() == [1, 0]


def test_a_text_that_occurs_twice_after_all_has_one_rank() -> None:
    """So that the rule of the table finds it."""
    encoder = DistinctTextEncoder()
    codes = encoder.codes(["mile", "alpha", "mile"])
    texts, ranks = encoder.sorted()
    assert list(texts) == [b"alpha", b"mile"]
    assert ranks[codes].tolist() == [1, 0, 1]


def test_ids_occur_once_and_names_do_not() -> None:
    assert isinstance(encoder_of(schema.race.c.slug), DistinctTextEncoder)
    assert not isinstance(encoder_of(schema.athlete.c.name), DistinctTextEncoder)

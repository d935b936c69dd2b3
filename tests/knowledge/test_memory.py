"""The memory of a process that builds."""

import gc
import platform

import pytest

from knowledge.memory import give_memory_back, rare_collections


def test_large_blocks_are_given_back_where_the_c_library_can() -> None:
    assert give_memory_back() is (platform.libc_ver()[0] == "glibc")


def test_collections_are_rare_within_a_block_only() -> None:
    def failing() -> None:
        with rare_collections():
            assert gc.get_threshold() == (1_000_000, *before[1:])
            raise KeyError

    before = gc.get_threshold()
    with pytest.raises(KeyError):
        failing()
    assert gc.get_threshold() == before

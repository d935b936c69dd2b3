"""Arrays in a file: they come back as they were saved, and no other content is taken for them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.array_file import StringArray, load_arrays, pack_strings, save_arrays

FORMAT = "some-arrays-1"


@given(texts=st.lists(st.text(max_size=5), max_size=8))
def test_packed_strings_come_back(texts: list[str]) -> None:
    strings = StringArray("some", pack_strings("some", texts))
    assert strings.all() == texts
    assert len(strings) == len(texts)


def test_letters_of_any_width_and_lone_surrogates_come_back() -> None:
    texts = ["", "a\ud800", "é", "", "\udfff名", "😀z", ""]
    strings = StringArray("some", pack_strings("some", texts))
    assert strings.all() == texts
    assert [strings[number] for number in range(len(strings))] == texts


@pytest.mark.parametrize("letters", [255, 256, 65_535, 65_536])
def test_the_last_string_ends_where_its_place_just_fits(letters: int) -> None:
    texts = ["a" * (letters - 1), "b"]
    assert StringArray("some", pack_strings("some", texts)).all() == texts


def _saved(folder: Path) -> bytes:
    path = folder / "some.arrays"
    save_arrays(path, FORMAT, [{"even": np.array([2, 4], np.int16), "none": np.array([], np.int64)}, {}])
    return path.read_bytes()


def test_arrays_come_back(tmp_path: Path) -> None:
    first, second = load_arrays(memoryview(_saved(tmp_path)), FORMAT)
    assert {name: (array.dtype.name, array.tolist()) for name, array in first.items()} == {
        "even": ("int16", [2, 4]),
        "none": ("int64", []),
    }
    assert second == {}


@pytest.mark.parametrize("content", [b"", b"no JSON\n", b"{}\n", b"[]\n"])
def test_other_content_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no file of arrays"):
        load_arrays(memoryview(content), FORMAT)


def test_another_format_and_a_file_cut_short_are_refused(tmp_path: Path) -> None:
    content = _saved(tmp_path)
    with pytest.raises(ValueError, match="no whole file"):
        load_arrays(memoryview(content), "some-arrays-2")
    with pytest.raises(ValueError, match="no whole file"):
        load_arrays(memoryview(content[:-1]), FORMAT)

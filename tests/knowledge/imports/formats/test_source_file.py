"""Every format: damage is refused in one sentence, and memory stays bounded."""

import random
import tracemalloc
from pathlib import Path

import pytest

from knowledge.imports.formats import FORMATS, ImportRefused
from knowledge.models.observation import Refusal
from tests.damages import Damage, flip, insert, shuffle, truncate
from tests.knowledge.imports.formats import samples
from tests.knowledge.imports.formats.damaged import LISTS, WHOLE, is_one_sentence
from tests.knowledge.imports.formats.samples import rows, write_list


def _reencode(encoding: str) -> Damage:
    return lambda content, _: content.decode().replace("Big", "Bîg").encode(encoding, "replace")


DAMAGES: tuple[Damage, ...] = (
    *(truncate, flip, flip, flip, shuffle),
    *(
        insert(junk)
        for junk in (b'"', b",", b"\x00", b"\n", b"\r", b"\xff", "\u2028".encode(), b"[" * 100_000)
    ),
    *(
        insert(junk)
        for junk in (b"9" * 20_000, "\ufeff".encode(), b'"\n"', b"x" * 10**6, b"NaN", b"1e999", b"{}")
    ),
    *(_reencode(encoding) for encoding in ("latin-1", "utf-16", "cp037", "utf-32", "utf-8-sig")),
)


@pytest.mark.parametrize("name", WHOLE)
def test_random_damage_is_refused_with_one_sentence(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 -- reproducible damage, nothing secret
    file, content = WHOLE[name]
    read = 0
    for _ in range(75):
        damaged = chance.choice(DAMAGES)(content.encode(), chance)
        if name == "paris-2024":
            samples.write_paris(tmp_path)
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damaged)
        try:
            found = rows(name, tmp_path)
        except ImportRefused as refused:
            is_one_sentence(str(refused))
        else:
            read += 1
            for row in found:
                if isinstance(row, Refusal):
                    is_one_sentence(row.why)
                    assert len(row.value) <= 120
    assert 0 < read < 75


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        line = "1,2,10.{0:02},,Bea R{1},1994,ESP,1h{0},Helsinki (FIN),13 JUN 2019,1294\n"
        body = "".join(line.format(n % 90 + 1, "abcdefghij"[n % 10] * (n % 1000 + 1)) for n in range(count))
        write_list(tmp_path, samples.LIST_HEADER + body)
        [part] = FORMATS[LISTS].files(tmp_path)
        tracemalloc.start()
        for _ in part.rows():
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(8_000) < 2 * peak(2_000) + 2**20


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_there_and_nothing_in_it(name: str, tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(ImportRefused):
            rows(name, path)

"""`make audit`: what could not be checked is named and red, an advisory too, and licences are permissive."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scripts import advisories, licences

INDEX = "index/pypi"
PINS = """\
one==1.0 \\
    --hash=sha256:00
two==2.0 ; python_version >= '3.13' \\
    --hash=sha256:00
"""


@dataclass
class Answer:
    status_code: int
    page: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status_code == 200

    def json(self) -> dict[str, Any]:
        return self.page


class Index:
    """An index that has some pages and no others."""

    def __init__(self, **pages: dict[str, Any]) -> None:
        self._pages = pages
        self.asked: list[str] = []

    def get(self, url: str, timeout: int | None = None) -> Answer:
        assert timeout == 5
        self.asked.append(url)
        name = url.removeprefix(f"{INDEX}/").removesuffix("/json")
        return Answer(200, self._pages[name]) if name in self._pages else Answer(404)


def _page(version: str, advisory: str | None = None) -> dict[str, Any]:
    return {"info": {"version": version}, "vulnerabilities": [advisory] if advisory else []}


def _ask(index: Index) -> Answer:
    answer = advisories.WithProjectPages(index).get(f"{INDEX}/one/1.0/json", timeout=5)
    assert isinstance(answer, Answer)
    return answer


def test_the_page_of_a_release_is_enough() -> None:
    index = Index(**{"one/1.0": _page("1.0"), "one": _page("2.0")})
    assert _ask(index).page == _page("1.0")
    assert len(index.asked) == 1


def test_the_page_of_a_project_counts_for_its_newest_release_only() -> None:
    assert _ask(Index(one=_page("1.0", "A-1"))).page == _page("1.0", "A-1")
    assert _ask(Index(one=_page("1.1", "A-1"))).status_code == 404
    assert _ask(Index(one={"info": {"version": "1.0"}})).status_code == 404
    assert _ask(Index()).status_code == 404


@dataclass
class Found:
    id: str
    fix_versions: tuple[str, ...] = ()


@dataclass
class Answered:
    skipped: bool

    def is_skipped(self) -> bool:
        return self.skipped


class Service:
    """Answers as pip-audit's, by the name of the package."""

    def query(self, pin: tuple[str, str]) -> tuple[Answered, list[Found]]:
        if pin[0] == "broken":
            raise ConnectionError
        return Answered(skipped=pin[0] == "skipped"), [Found("A-1", ("1.1",))] if pin[0] == "bad" else []


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("good", []),
        ("bad", ["bad 1.0: A-1, fixed in 1.1."]),
        ("skipped", ["skipped 1.0: not checked (the index has no page of this release)."]),
        ("broken", ["broken 1.0: not checked (ConnectionError)."]),
    ],
)
def test_what_is_bad_and_what_is_not_checked_is_named(name: str, lines: list[str]) -> None:
    found = advisories.faults([(name, "1.0")], Service(), lambda *pin: pin)
    assert list(found) == lines


def test_every_pin_is_read_once_whatever_its_hashes_and_markers() -> None:
    assert advisories.pins_of(PINS + PINS) == [("one", "1.0"), ("two", "2.0")]
    assert len(advisories.pins_of(advisories.RUN.read_text(encoding="utf-8"))) > 40


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("Apache-2.0 AND (MIT OR BSD-3-Clause)", True),
        ("LGPL-3.0-only", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("GPL-2.0-only OR MIT", False),
        ("", False),
    ],
)
def test_only_permissive_licences_are_let_through(licence: str, permissive: bool) -> None:
    assert licences.is_permissive(licence) is permissive


def test_what_bell_lap_runs_on_is_permissive() -> None:
    assert licences.faults((licences.ROOT / "requirements/run.txt").read_text(encoding="utf-8")) == []


def test_what_is_not_permissive_or_not_here_is_named() -> None:
    assert licences.faults("no-such-package==1 \\\n") == [
        "no-such-package: not checked, as it is not installed."
    ]
    # Hypothesis is MPL-2.0, and for tests only.
    assert licences.faults("hypothesis==1 \\\n") == ["hypothesis: MPL-2.0 is not among the permissive ones."]


def test_the_tools_of_the_audit_are_in_no_other_requirements() -> None:
    folder = Path(advisories.RUN).parent
    assert "pip-audit==" in (folder / "audit.txt").read_text(encoding="utf-8")
    for name in ("run.txt", "dev.txt"):
        assert "pip-audit==" not in (folder / name).read_text(encoding="utf-8")

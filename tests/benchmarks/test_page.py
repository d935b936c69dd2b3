"""The page of measurements: what becomes of its sections, and that every benchmark has its place."""

import pkgutil
from importlib import import_module

import benchmarks
from benchmarks.__main__ import MODULES
from benchmarks.page import is_section, sections, written

PAGE = """# Head

<!-- names -->
## Names

| a | b |
<!-- /names -->

<!-- live -->
## Live
<!-- /live -->
"""


def test_a_page_is_written_as_it_is_read() -> None:
    found = sections(PAGE)
    assert found == {"names": "## Names\n\n| a | b |", "live": "## Live"}
    assert written("# Head\n", found, ("names", "live")) == PAGE


def test_a_new_section_stands_in_its_place_and_the_others_stay() -> None:
    page = written("# Head", sections(PAGE) | {"imports": "## Imports"}, ("names", "imports", "live"))
    assert list(sections(page)) == ["names", "imports", "live"]
    assert page.replace("<!-- imports -->\n## Imports\n<!-- /imports -->\n\n", "") == PAGE


def test_a_section_taken_again_replaces_the_old_one() -> None:
    page = written("# Head", sections(PAGE) | {"live": "## Anew"}, ("names", "live"))
    assert page == PAGE.replace("## Live", "## Anew")


def test_why_a_benchmark_was_skipped_is_no_section() -> None:
    assert is_section("## Names\n")
    assert not is_section("names: skipped, the lists are not there.")


def test_every_benchmark_has_a_place_on_the_page() -> None:
    modules = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.ispkg]
    found = {name for name in modules if hasattr(import_module(f"benchmarks.{name}"), "main")}
    assert found - {"__main__", "soak"} <= MODULES.keys()  # a soak ends with a verdict, not with a section


def test_every_place_on_the_page_has_a_benchmark() -> None:
    assert all(callable(import_module(module).main) for module in MODULES.values())

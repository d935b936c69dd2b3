"""The shape of the house: tests mirror the product, names are unique, and imports form no circle.

Only the source is read; nothing is imported.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("bot", "knowledge")
SMALL = 70
"""Lines up to which a module needs no test file of its own; chosen by hand."""
COVERED: Mapping[str, str] = {
    # What is typed and what comes of it, a file a theme.
    "bot/cli": "tests/bot/cli",
    # Over a Discord on loopback, for they are about time, connections and processes.
    "bot/discord/queues.py": "tests/wire/test_admission.py",
    "bot/discord/gateway.py": "tests/wire/test_malformed.py",
    "bot/discord/supervisor.py": "tests/wire/test_connection.py",
    "bot/discord/metrics.py": "tests/wire/test_health.py",
    # By commands and buttons of a simulated Discord.
    "bot/discord/reply.py": "tests/bot/discord/test_commands.py",
    "bot/discord/response.py": "tests/bot/discord/test_callbacks.py",
    # By the settings and the command that read and print.
    "bot/environment.py": "tests/bot/test_settings.py",
    "bot/terminal/once.py": "tests/bot/cli/test_ask.py",
    # Values without rules of their own: every test makes some.
    "knowledge/curation/parse.py": "tests/knowledge/curation/test_read.py",
    "knowledge/curation/facts.py": "tests/knowledge/curation/test_read.py",
    "knowledge/imports/archive/records.py": "tests/knowledge/imports/archive",
    "knowledge/models": "tests/knowledge/models",
    "knowledge/questions/athlete/model.py": "tests/knowledge/questions/test_registry.py",
    "knowledge/questions/result/model.py": "tests/knowledge/questions/result/test_answer.py",
    "knowledge/questions/statistics/model.py": "tests/knowledge/questions/statistics",
    # Tables and the SQL around them: by what an archive, or a compiled store, gives back.
    "knowledge/imports/archive/migrations": "tests/knowledge/imports/archive/test_migrate.py",
    "knowledge/imports/archive/schema.py": "tests/knowledge/imports/archive/test_migrate.py",
    "knowledge/store/table_kinds.py": "tests/knowledge/store/test_schema.py",
    "knowledge/store/column_file.py": "tests/knowledge/store/test_open.py",
    "knowledge/store/columns.py": "tests/knowledge/store/build/test_write_columns.py",
    "knowledge/store/tables.py": "tests/knowledge/store/reading",
    "knowledge/store/table_parts.py": "tests/knowledge/store/build/test_write_columns.py",
    "knowledge/export/sqlite.py": "tests/knowledge/export/test_export.py",
    "knowledge/store/build/on_server.py": "tests/knowledge/store/test_server.py",
    "knowledge/store/build": "tests/knowledge/imports/linkage/merge",
}
"""Modules and folders tested elsewhere: in a file, or as one in the files of a folder of tests."""
BESIDE = ("tests/bot/discord/openapi",)
"""Folders of tests that mirror no folder: Discord's own description of what it accepts."""


def _modules(*folders: str) -> Iterator[Path]:
    """The modules below some folders, relative to the root."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT)


def _tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def _name(module: Path) -> str:
    return ".".join(module.with_suffix("").parts).removesuffix(".__init__")


def _tests() -> list[Path]:
    return [path for path in _modules("tests/bot", "tests/knowledge") if path.name.startswith("test_")]


def _is_covered(module: Path) -> bool:
    own = Path("tests", module.parent, f"test_{module.stem}.py")
    of_folder = Path("tests", module.parent.parent, f"test_{module.parent.name}.py")
    named = [Path(COVERED[str(part)]) for part in (module, *module.parents) if str(part) in COVERED]
    return any((ROOT / path).exists() for path in (own, of_folder, *named))


def test_tests_stand_in_folders_that_the_product_has() -> None:
    folders = {path.parent for path in _tests()}
    strange = [str(path) for path in folders if not (ROOT / path.relative_to("tests")).is_dir()]
    strange = sorted(set(strange) - set(BESIDE))
    assert not strange, f"{strange} mirror no folder of the product: move the tests beside their module's"


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    patterns = pytestconfig.getini("norecursedirs")
    left_out = {path.parent for path in _tests() for part in path.parts[:-1] if _matches(part, patterns)}
    assert not left_out, f"pytest collects nothing in {left_out}: see norecursedirs in pyproject.toml"


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def test_every_module_of_some_size_has_tests_of_its_name() -> None:
    large = [
        module
        for module in _modules(*PRODUCT)
        if module.name != "__init__.py"
        and len((ROOT / module).read_text(encoding="utf-8").splitlines()) > SMALL
    ]
    untested = [str(module) for module in large if not _is_covered(module)]
    assert not untested, (
        f"{untested}: add tests/<the same path>/test_<module>.py, or say in COVERED what tests it"
    )


def test_the_table_of_what_is_tested_elsewhere_names_what_there_is() -> None:
    gone = [path for path in (*COVERED, *COVERED.values()) if not (ROOT / path).exists()]
    assert not gone, f"COVERED names {gone}, which is gone: move its line along, or delete it"


def test_no_two_public_classes_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in _modules(*PRODUCT):
        for node in _tree(module).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(module))
    double = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert not double, (
        f"{double}: rename the one that means less, or give it an underscore where it is private"
    )


def _imported(module: Path, names: set[str]) -> set[str]:
    """The modules of the product that a module imports, also those for types alone."""
    found: set[str] = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= whole & names or {node.module}
    return (found & names) - {_name(module)}


def test_no_import_forms_a_circle() -> None:
    names = {_name(module) for module in _modules(*PRODUCT)}
    graph = {_name(module): _imported(module, names) for module in _modules(*PRODUCT)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))

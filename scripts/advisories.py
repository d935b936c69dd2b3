"""Whether an advisory is known about a pinned package: `python scripts/advisories.py [requirements/run.txt]`.

pip-audit asks its index for each release by its version. Mirrors often know the page of a project only and
answer 404; pip-audit then skips the package and ends green. Here that page is asked as well, which counts for
the newest release, and what stays unchecked is named and ends red.
"""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

RUN = Path(__file__).parents[1] / "requirements" / "run.txt"
TIMEOUT = 20
"""In seconds, for each answer of the index."""
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_RELEASE = re.compile(r"(?P<project>.+)/(?P<version>[^/]+)/json")


class WithProjectPages:
    """A session that asks for a project's page where the page of its release is missing."""

    def __init__(self, session: Any) -> None:
        """`session` is that of requests."""
        self._session = session

    def get(self, url: str, timeout: int | None = None) -> Any:
        """The page of a release, or that of its project where it is about the same release."""
        answer = self._session.get(url=url, timeout=timeout)
        found = _RELEASE.fullmatch(url)
        if answer.status_code != 404 or found is None:
            return answer
        project = self._session.get(url=f"{found['project']}/json", timeout=timeout)
        if not project.ok:
            return answer
        page = project.json()
        # Without the list nothing is known, which pip-audit would take for none.
        newest = page.get("info", {}).get("version") == found["version"]
        return project if newest and isinstance(page.get("vulnerabilities"), list) else answer


def pins_of(requirements: str) -> list[tuple[str, str]]:
    """The names and versions of a requirements file, each once."""
    return list(dict.fromkeys(_PIN.findall(requirements)))


def faults(pins: list[tuple[str, str]], service: Any, dependency: Any) -> Iterator[str]:
    """A line for each pin that has an advisory or couldn't be checked; `service` is pip-audit's."""
    for name, version in pins:
        try:
            answered, advisories = service.query(dependency(name, version))
        except Exception as error:  # whatever goes wrong, this one was not checked
            yield f"{name} {version}: not checked ({type(error).__name__})."
            continue
        if answered.is_skipped():
            yield f"{name} {version}: not checked (the index has no page of this release)."
        # One may be there under each of its names, as the first of which it is told every time.
        told = {one.id: ", ".join(map(str, one.fix_versions)) or "no release" for one in advisories}
        for number, fixed in told.items():
            yield f"{name} {version}: {number}, fixed in {fixed}."


def main(path: Path = RUN) -> int:
    """Say what is wrong; 1 where anything is."""
    interface = import_module("pip_audit._service.interface")
    version_of = import_module("packaging.version").Version
    service = import_module("pip_audit._service.pypi").PyPIService(timeout=TIMEOUT)
    service.session = WithProjectPages(service.session)

    def dependency(name: str, version: str) -> Any:
        return interface.ResolvedDependency(name=name, version=version_of(version))

    pins = pins_of(path.read_text(encoding="utf-8"))
    found = list(faults(pins, service, dependency))
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    unchecked = sum(": not checked (" in fault for fault in found)
    told = f"{len(pins) - unchecked} of {len(pins)} releases checked, {len(found) - unchecked} advisories"
    sys.stdout.write(f"Advisories: {told}.\n")
    return 1 if found or not pins else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))

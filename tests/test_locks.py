"""The committed locks: complete, hashed, within the bounds of pyproject.toml, and free of addresses."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("run", "test")
SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}


def lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def locked(lock: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Return name -> (pinned requirement, hashes)."""
    lines = "\n".join(line for line in lock_text(lock).splitlines() if not line.lstrip().startswith("#"))
    packages = {}
    for entry in lines.replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
        parsed = Requirement(requirement)
        packages[canonicalize_name(parsed.name)] = (parsed, [value.strip() for value in hashes])
    return packages


def asked_for(lock: str) -> list[Requirement]:
    extra = PROJECT["optional-dependencies"]["test"] if lock == "test" else []
    return [Requirement(text) for text in [*PROJECT["dependencies"], *extra]]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_to_one_version_with_hashes(lock: str) -> None:
    packages = locked(lock)

    loose = [name for name, (pin, _) in packages.items() if not re.fullmatch(r"==[^=,*]+", str(pin.specifier))]
    unhashed = [name for name, (_, hashes) in packages.items() if not hashes]
    broken = [
        name for name, (_, hashes) in packages.items() for h in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", h)
    ]
    assert (loose, unhashed, broken) == ([], [], [])


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_of_an_index_or_a_file_is_in_a_lock(lock: str) -> None:
    assert re.findall(r"https?:|file:|git\+|--(?:extra-)?index|--find-links|@ ", lock_text(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_pyproject_asks_for_is_locked_within_its_bounds(lock: str) -> None:
    packages = locked(lock)

    outside = [
        str(wanted)
        for wanted in asked_for(lock)
        if not wanted.specifier.contains(str(packages[canonicalize_name(wanted.name)][0].specifier)[2:])
    ]
    assert outside == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_has_an_upper_bound(lock: str) -> None:
    unbounded = [str(wanted) for wanted in asked_for(lock) if not any(s.operator == "<" for s in wanted.specifier)]
    assert unbounded == []


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_what_pyproject_asks_for_is_installed_on_every_python_and_system(python: str, system: str) -> None:
    surroundings = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "platform_system": system,
        "sys_platform": SYSTEMS[system],
        "platform_python_implementation": "CPython",
    }
    packages = locked("test")

    left_out = [
        str(wanted)
        for wanted in asked_for("test")
        if (marker := packages[canonicalize_name(wanted.name)][0].marker) and not marker.evaluate(surroundings)
    ]
    assert left_out == []


def test_the_tests_run_on_the_versions_that_users_run() -> None:
    tests = locked("test")

    different = [name for name, (pin, _) in locked("run").items() if tests[name][0].specifier != pin.specifier]
    assert different == []


def test_the_packages_are_those_that_the_licence_allows() -> None:
    # Strong copyleft would bind the whole program: GPL krippendorff, irrCAC, pingouin, igraph; AGPL PyMuPDF.
    forbidden = {"krippendorff", "irrcac", "pingouin", "igraph", "python-igraph", "pymupdf", "pyqt5", "pyqt6"}

    assert forbidden.isdisjoint(locked("test"))


def test_the_continuous_check_is_the_command_of_the_readme() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and line[0] not in "#"]

    assert commands == ["set -e", 'cd "$(dirname "$0")/.."', "python3 bootstrap.py test"]

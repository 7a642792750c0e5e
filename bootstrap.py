"""Prepare this checkout on a fresh machine, then start qdatool or its checks.

    python3 bootstrap.py run [ARGUMENTS]    open the window; without a display, export the sample project to out/
    python3 bootstrap.py test [ARGUMENTS]   check style, types and behaviour (arguments go to pytest)
    python3 bootstrap.py bench [ARGUMENTS]  measure speed and memory (arguments go to pytest)

Only the standard library is used, because nothing else is there yet. The file stays readable for Pythons that are too
old to run qdatool, so that they can say so in one sentence.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping, Sequence  # noqa: UP035 (an old Python must be able to import this file)

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)

# What Qt's own libraries are linked against and a bare Debian or Ubuntu lacks: file to load -> package that brings it.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}

# A fresh machine often updates itself in its first minutes and holds the lock meanwhile.
APT_PATIENCE = "DPkg::Lock::Timeout=300"


class CannotContinue(Exception):
    """Something the user has to do first; the message is the sentence to show."""


@dataclass(frozen=True)
class Machine:
    """What is asked of the computer, gathered so that a test can answer in its place.

    `run` takes a command, its environment variables and its folder and returns the exit code.
    """

    python: tuple[int, int]
    system: str
    environment: Mapping[str, str]
    is_root: bool
    is_interactive: bool
    load_library: Callable[[str], object]
    has_module: Callable[[str], bool]
    which: Callable[[str], str | None]
    run: Callable[[Sequence[str], Mapping[str, str], Path], int]

    @property
    def has_display(self) -> bool:
        """Whether a window can be shown."""
        if self.system != "Linux":
            return True
        return any(self.environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def this_machine() -> Machine:
    """Describe the computer this script runs on."""
    return Machine(
        python=(sys.version_info[0], sys.version_info[1]),
        system=platform.system(),
        environment=dict(os.environ),
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        is_interactive=sys.stdin is not None and sys.stdin.isatty(),
        load_library=ctypes.CDLL,
        has_module=_has_module,
        which=shutil.which,
        run=lambda command, environment, folder: subprocess.run(command, env=environment, cwd=folder).returncode,
    )


def _has_module(name: str) -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


def say(sentence: str) -> None:
    """Tell the user what is going on, apart from what the started program prints."""
    print(sentence, file=sys.stderr, flush=True)


# ---- The system: Python's version, Qt's shared libraries, venv


def check_python(machine: Machine) -> None:
    """Raise CannotContinue if the pinned packages do not exist for this Python."""
    if OLDEST_PYTHON <= machine.python <= NEWEST_PYTHON:
        return
    raise CannotContinue(
        "qdatool needs Python {}.{} to {}.{}, and this is Python {}.{}: start bootstrap.py with one of those, "
        "for example python{}.{} bootstrap.py run.".format(
            *OLDEST_PYTHON, *NEWEST_PYTHON, *machine.python, *OLDEST_PYTHON
        )
    )


def missing_packages(machine: Machine, *, with_screen: bool) -> list[str]:
    """Name the Debian packages whose files are not there, each once, in the order of the tables above."""
    if machine.system != "Linux":
        return []
    wanted = {**OFFSCREEN_LIBRARIES, **SCREEN_LIBRARIES} if with_screen else OFFSCREEN_LIBRARIES
    missing = [package for library, package in wanted.items() if not _loads(machine, library)]
    if not (machine.has_module("venv") and machine.has_module("ensurepip")):
        missing.append("python{}.{}-venv".format(*machine.python))
    return list(dict.fromkeys(missing))


def _loads(machine: Machine, library: str) -> bool:
    try:
        machine.load_library(library)
    except OSError:
        return False
    return True


def prepare_system(machine: Machine, *, with_screen: bool) -> None:
    """Install the system packages that are missing, or raise CannotContinue with the line that would."""
    packages = missing_packages(machine, with_screen=with_screen)
    if not packages:
        return
    names = " ".join(packages)
    if machine.which("apt-get") is None:
        raise CannotContinue(
            f"Qt needs what Debian calls {names}: install their counterparts with this system's package manager "
            "and call this again."
        )
    prefix = _root_prefix(machine)
    if prefix is None:
        raise CannotContinue(
            f"Some system packages are missing; install them and call this again:\n  {_apt_line(packages)}"
        )
    say(f"Installing system packages: {names}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", APT_PATIENCE]
    # An update that fails for one of many sources still leaves a usable list; the installation decides.
    machine.run([*apt, "update"], machine.environment, ROOT)
    failed = machine.run([*apt, "install", "-y", "--no-install-recommends", *packages], machine.environment, ROOT)
    still_missing = missing_packages(machine, with_screen=with_screen)
    if failed or still_missing:
        raise CannotContinue(
            "The system packages could not be installed (the reason stands above); mend that, or install them "
            f"yourself, and call this again:\n  {_apt_line(still_missing or packages)}"
        )


def _root_prefix(machine: Machine) -> list[str] | None:
    """Return what to put before a command to run it as root, or None if that cannot be had."""
    if machine.is_root:
        return []
    if machine.which("sudo") is None:
        return None
    if machine.is_interactive:
        return ["sudo"]
    without_password = machine.run(["sudo", "-n", "true"], machine.environment, ROOT) == 0
    return ["sudo", "-n"] if without_password else None


def _apt_line(packages: Sequence[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


# ---- The environment: .venv with the locked packages


@dataclass(frozen=True)
class Environment:
    """The checkout's own .venv, and the marks in it that say which locks it holds.

    A mark is written after its lock is installed and holds the lock's digest; `installing` lies there while packages
    change. So an installation that was killed, a changed lock and a changed Python are all seen on the next call.
    """

    folder: Path
    locks: Path

    @property
    def python(self) -> Path:
        """The interpreter inside the environment."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def installing(self) -> Path:
        """The mark of a change under way."""
        return self.folder / "qdatool-installing"

    def mark(self, lock: str) -> Path:
        """Where the digest of an installed lock stands."""
        return self.folder / f"qdatool-{lock}"

    def digest(self, lock: str, machine: Machine) -> str:
        """Name a lock's content together with the Python it is installed for."""
        content = (self.locks / f"{lock}.txt").read_bytes().replace(b"\r\n", b"\n")
        python = "{}.{} {} {}".format(*machine.python, machine.system, platform.machine())
        return hashlib.sha256(content + python.encode()).hexdigest()

    def holds(self, lock: str, machine: Machine) -> bool:
        """Whether exactly this lock is installed."""
        mark = self.mark(lock)
        return mark.exists() and mark.read_text(encoding="ascii") == self.digest(lock, machine)

    def is_sound(self, machine: Machine) -> bool:
        """Whether packages can be added; False if it is absent, half made, or made for another lock or Python."""
        if not self.python.exists() or self.installing.exists():
            return False
        marked = [lock for lock in ("run", "test") if self.mark(lock).exists()]
        return bool(marked) and all(self.holds(lock, machine) for lock in marked)


def prepare_environment(machine: Machine, lock: str, environment: Environment) -> None:
    """Make .venv hold the packages of a lock (run or test, of which test contains run); costs nothing if it does."""
    is_sound = environment.is_sound(machine)
    if is_sound and (environment.holds(lock, machine) or environment.holds("test", machine)):
        return
    settings = _package_settings(machine.environment)
    if not is_sound:
        say("Making the Python environment .venv")
        if machine.run([sys.executable, "-m", "venv", "--clear", str(environment.folder)], settings, ROOT):
            raise CannotContinue(
                f"The Python environment {environment.folder} could not be made (the reason stands above)."
            )
    environment.installing.touch()
    say("Installing the pinned packages (about 120 MB, once)")
    if machine.run(_install_command(environment, lock), settings, ROOT):
        raise CannotContinue(
            "The pinned packages could not be installed (the reason stands above); check the connection and the free "
            "space and call this again: it starts afresh by itself."
        )
    environment.mark(lock).write_text(environment.digest(lock, machine), encoding="ascii")
    environment.installing.unlink()


def _install_command(environment: Environment, lock: str) -> list[str]:
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    # Wheels only: a compiler is not among what a fresh machine has.
    options = ["--require-hashes", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check", *quiet]
    requirements = str(environment.locks / f"{lock}.txt")
    return [str(environment.python), "-I", "-m", "pip", "install", *options, "-r", requirements]


def _package_settings(variables: Mapping[str, str]) -> dict[str, str]:
    """Keep the machine's pip settings, but for those that would install outside .venv."""
    outside = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"}
    return {name: value for name, value in variables.items() if name not in outside}


# ---- The commands


def program_variables(machine: Machine, *, offscreen: bool) -> dict[str, str]:
    """Build the environment variables for a program that runs from this checkout."""
    variables = {name: value for name, value in machine.environment.items() if name != "PYTHONHOME"}
    variables["PYTHONPATH"] = str(ROOT)
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return variables


def run_program(machine: Machine, environment: Environment, arguments: Sequence[str]) -> int:
    """Start qdatool in the user's folder; with neither display nor arguments, do the main job instead."""
    # -P: a file of the user's folder must not stand in for a module of the program.
    python = [str(environment.python), "-P"]
    if arguments or machine.has_display:
        variables = program_variables(machine, offscreen=False)
        return machine.run([*python, "-m", "qdatool", *arguments], variables, Path.cwd())
    out = ROOT / "out"
    say("There is no display, so no window: exporting the figure and the tables of the Persian sample instead.")
    variables = program_variables(machine, offscreen=True)
    failed = machine.run([*python, str(ROOT / "tools" / "sample_exports.py"), str(out)], variables, ROOT)
    if not failed:
        say("With a display, `python3 bootstrap.py run` opens the window.")
    return failed


def run_tests(machine: Machine, environment: Environment, arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed, and return the first exit code that is not 0."""
    variables = program_variables(machine, offscreen=True)
    python = str(environment.python)
    checks = [
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "mypy"],
        [python, "-m", "pytest", "-n", "2", *arguments],
    ]
    results = []
    for check in checks:
        say(f"Running {' '.join(check[2:])}")
        results.append(machine.run(check, variables, ROOT))
    return next((result for result in results if result), 0)


def run_benchmarks(machine: Machine, environment: Environment, arguments: Sequence[str]) -> int:
    """Run tests/benchmarks alone, one after the other and in a fixed order, so that they do not disturb each other."""
    variables = program_variables(machine, offscreen=True)
    pytest = [str(environment.python), "-m", "pytest", "tests/benchmarks", "--benchmark-enable", "-p", "no:randomly"]
    return machine.run([*pytest, *arguments], variables, ROOT)


@dataclass(frozen=True)
class Command:
    """A word after bootstrap.py: the lock it needs and what it starts."""

    lock: str
    start: Callable[[Machine, Environment, Sequence[str]], int]
    shows_window: bool = False


COMMANDS = {
    "run": Command("run", run_program, shows_window=True),
    "test": Command("test", run_tests),
    "bench": Command("test", run_benchmarks),
}


def main(words: Sequence[str], machine: Machine, environment: Environment) -> int:
    """Prepare what the command needs, start it, and return its exit code.

    1 means that the user must act first, 2 that the words are not understood.
    """
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        say(__doc__.strip())
        return 2
    try:
        check_python(machine)
        prepare_system(machine, with_screen=command.shows_window and machine.has_display)
        prepare_environment(machine, command.lock, environment)
        return command.start(machine, environment, words[1:])
    except CannotContinue as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a Persian path must not stop the work.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:], this_machine(), Environment(ROOT / ".venv", ROOT / "requirements")))

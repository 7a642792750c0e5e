"""What bootstrap.py does on machines that differ: old, bare, without rights, interrupted, without a display."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import bootstrap
from bootstrap import CannotContinue, Environment, Machine

ALL_LIBRARIES = {**bootstrap.OFFSCREEN_LIBRARIES, **bootstrap.SCREEN_LIBRARIES}


@dataclass
class Computer:
    """A computer that only remembers what it was asked to do."""

    libraries: set[str] = field(default_factory=lambda: set(ALL_LIBRARIES))
    modules: set[str] = field(default_factory=lambda: {"venv", "ensurepip"})
    tools: set[str] = field(default_factory=lambda: {"apt-get", "sudo"})
    apt_repairs: bool = True
    exit_codes: dict[str, int] = field(default_factory=dict)
    commands: list[list[str]] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    interrupt_at: str | None = None

    def load(self, library: str) -> object:
        if library not in self.libraries:
            raise OSError(f"{library}: cannot open shared object file")
        return object()

    def run(self, command: Sequence[str], variables: Mapping[str, str], folder: Path) -> int:
        self.commands.append(list(command))
        self.variables = dict(variables)
        line = " ".join(command)
        if self.interrupt_at is not None and self.interrupt_at in line:
            raise KeyboardInterrupt
        if "apt-get" in command and "install" in command and self.apt_repairs:
            self.libraries = set(ALL_LIBRARIES)
            self.modules = {"venv", "ensurepip"}
        if "venv" in command:
            interpreter = Environment(Path(command[-1]), Path()).python
            interpreter.parent.mkdir(parents=True, exist_ok=True)
            interpreter.touch()
        return next((code for part, code in self.exit_codes.items() if part in line), 0)

    def lines(self) -> list[str]:
        return [" ".join(command) for command in self.commands]

    def machine(self, **changes: object) -> Machine:
        machine = Machine(
            python=(3, 11),
            system="Linux",
            environment={"PATH": "/usr/bin"},
            is_root=True,
            is_interactive=False,
            load_library=self.load,
            has_module=lambda name: name in self.modules,
            which=lambda name: f"/usr/bin/{name}" if name in self.tools else None,
            run=self.run,
        )
        return replace(machine, **changes)  # type: ignore[arg-type]


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    locks = tmp_path / "requirements"
    locks.mkdir()
    (locks / "run.txt").write_text("numpy==2.4.6\n")
    (locks / "test.txt").write_text("numpy==2.4.6\npytest==9.2.0\n")
    return Environment(tmp_path / "محیط .venv", locks)


def installations(computer: Computer) -> list[str]:
    return [line for line in computer.lines() if "pip install" in line]


def environments_made(computer: Computer) -> list[str]:
    return [line for line in computer.lines() if "-m venv" in line]


# ---- Python


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 15)])
def test_an_unsupported_python_is_told_in_one_sentence_and_nothing_is_touched(
    computer: Computer, environment: Environment, version: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    code = bootstrap.main(["run"], computer.machine(python=version), environment)

    message = capsys.readouterr().err.strip()
    assert code == 1
    assert f"this is Python {version[0]}.{version[1]}" in message
    assert "\n" not in message
    assert computer.commands == []


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_supported_pythons_pass(computer: Computer, version: tuple[int, int]) -> None:
    bootstrap.check_python(computer.machine(python=version))


def test_an_old_python_can_read_the_script() -> None:
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 7))


def test_wrong_words_show_the_usage(
    computer: Computer, environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(["walk"], computer.machine(), environment) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


# ---- System packages


def test_nothing_is_missing_where_everything_loads(computer: Computer) -> None:
    assert bootstrap.missing_packages(computer.machine(), with_screen=True) == []


def test_a_bare_machine_lacks_each_package_once(computer: Computer) -> None:
    computer.libraries.clear()
    computer.modules.discard("ensurepip")

    missing = bootstrap.missing_packages(computer.machine(), with_screen=False)

    assert missing == [
        "libgl1",
        "libegl1",
        "libglib2.0-0",
        "libfontconfig1",
        "libxkbcommon0",
        "libdbus-1-3",
        "python3.11-venv",
    ]


def test_libraries_of_the_screen_matter_only_for_a_window(computer: Computer) -> None:
    computer.libraries.discard("libxcb-cursor.so.0")

    assert bootstrap.missing_packages(computer.machine(), with_screen=False) == []
    assert bootstrap.missing_packages(computer.machine(), with_screen=True) == ["libxcb-cursor0"]


@pytest.mark.parametrize("system", ["Darwin", "Windows"])
def test_other_systems_are_not_probed(computer: Computer, system: str) -> None:
    computer.libraries.clear()

    assert bootstrap.missing_packages(computer.machine(system=system), with_screen=True) == []


def test_root_updates_and_installs_what_is_missing(computer: Computer) -> None:
    computer.libraries.discard("libGL.so.1")

    bootstrap.prepare_system(computer.machine(), with_screen=False)

    update, install = computer.lines()
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends libgl1")
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert "sudo" not in install


def test_sudo_without_a_password_is_used(computer: Computer) -> None:
    computer.libraries.discard("libGL.so.1")

    bootstrap.prepare_system(computer.machine(is_root=False), with_screen=False)

    assert computer.lines()[-1].startswith("sudo -n env ")


def test_sudo_may_ask_for_the_password_where_somebody_can_answer(computer: Computer) -> None:
    computer.libraries.discard("libGL.so.1")

    bootstrap.prepare_system(computer.machine(is_root=False, is_interactive=True), with_screen=False)

    assert computer.lines()[-1].startswith("sudo env ")


@pytest.mark.parametrize(
    ("tools", "exit_codes"),
    [({"apt-get"}, {}), ({"apt-get", "sudo"}, {"sudo -n true": 1})],
    ids=["no sudo", "password"],
)
def test_without_rights_the_exact_line_is_printed(
    computer: Computer,
    environment: Environment,
    capsys: pytest.CaptureFixture[str],
    tools: set[str],
    exit_codes: dict[str, int],
) -> None:
    computer.tools, computer.exit_codes = tools, exit_codes
    computer.libraries -= {"libGL.so.1", "libEGL.so.1"}
    computer.modules.clear()

    code = bootstrap.main(["test"], computer.machine(is_root=False), environment)

    assert code == 1
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1 python3.11-venv"
        in capsys.readouterr().err
    )
    assert installations(computer) == []


def test_without_apt_the_packages_are_named(computer: Computer) -> None:
    computer.tools.clear()
    computer.libraries.discard("libEGL.so.1")

    with pytest.raises(CannotContinue, match="libegl1"):
        bootstrap.prepare_system(computer.machine(), with_screen=False)


def test_an_installation_that_does_not_help_is_reported(computer: Computer) -> None:
    computer.apt_repairs = False
    computer.libraries.discard("libEGL.so.1")

    with pytest.raises(CannotContinue, match="libegl1"):
        bootstrap.prepare_system(computer.machine(), with_screen=False)


# ---- The environment


def test_the_first_call_makes_the_environment_from_the_lock_with_hashes(
    computer: Computer, environment: Environment
) -> None:
    bootstrap.prepare_environment(computer.machine(), "run", environment)

    (line,) = installations(computer)
    assert "--require-hashes" in line
    assert line.endswith(f"-r {environment.locks / 'run.txt'}")
    assert len(environments_made(computer)) == 1


def test_a_second_call_does_nothing(computer: Computer, environment: Environment) -> None:
    bootstrap.prepare_environment(computer.machine(), "run", environment)
    computer.commands.clear()

    bootstrap.prepare_environment(computer.machine(), "run", environment)

    assert computer.commands == []


def test_the_packages_of_the_tests_are_added_to_those_of_the_program(
    computer: Computer, environment: Environment
) -> None:
    bootstrap.prepare_environment(computer.machine(), "run", environment)
    bootstrap.prepare_environment(computer.machine(), "test", environment)
    bootstrap.prepare_environment(computer.machine(), "run", environment)

    assert len(environments_made(computer)) == 1
    assert len(installations(computer)) == 2


def test_the_environment_of_the_tests_is_enough_for_the_program(computer: Computer, environment: Environment) -> None:
    bootstrap.prepare_environment(computer.machine(), "test", environment)
    bootstrap.prepare_environment(computer.machine(), "run", environment)

    assert len(installations(computer)) == 1


def test_a_changed_lock_makes_the_environment_anew(computer: Computer, environment: Environment) -> None:
    bootstrap.prepare_environment(computer.machine(), "run", environment)
    (environment.locks / "run.txt").write_text("numpy==2.4.7\n")

    bootstrap.prepare_environment(computer.machine(), "run", environment)

    assert len(environments_made(computer)) == 2


def test_another_python_makes_the_environment_anew(computer: Computer, environment: Environment) -> None:
    bootstrap.prepare_environment(computer.machine(), "run", environment)
    bootstrap.prepare_environment(computer.machine(python=(3, 13)), "run", environment)

    assert len(environments_made(computer)) == 2


@pytest.mark.parametrize("moment", ["-m venv", "pip install"])
def test_an_interrupted_installation_heals_on_the_next_call(
    computer: Computer, environment: Environment, moment: str
) -> None:
    computer.interrupt_at = moment
    assert bootstrap.main(["run", "info"], computer.machine(), environment) == 130
    computer.interrupt_at = None
    computer.commands.clear()

    assert bootstrap.main(["run", "info"], computer.machine(), environment) == 0

    assert len(environments_made(computer)) == 1
    assert len(installations(computer)) == 1
    assert environment.holds("run", computer.machine())


def test_an_interrupted_addition_is_not_taken_for_sound(computer: Computer, environment: Environment) -> None:
    bootstrap.prepare_environment(computer.machine(), "run", environment)
    computer.interrupt_at = "pip install"
    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare_environment(computer.machine(), "test", environment)
    computer.interrupt_at = None

    bootstrap.prepare_environment(computer.machine(), "run", environment)

    assert len(environments_made(computer)) == 2


def test_packages_that_cannot_be_had_end_in_one_sentence(
    computer: Computer, environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.exit_codes = {"pip install": 1}

    assert bootstrap.main(["run"], computer.machine(), environment) == 1

    assert "could not be installed" in capsys.readouterr().err
    assert not environment.holds("run", computer.machine())


def test_settings_that_lead_elsewhere_do_not_reach_pip_but_the_rest_do(
    computer: Computer, environment: Environment
) -> None:
    settings = {"PIP_USER": "1", "PIP_TARGET": "/elsewhere", "PIP_DEFAULT_TIMEOUT": "60"}

    bootstrap.prepare_environment(computer.machine(environment=settings), "run", environment)

    assert computer.variables == {"PIP_DEFAULT_TIMEOUT": "60"}


# ---- The commands


@pytest.fixture
def ready(computer: Computer, environment: Environment) -> Callable[..., int]:
    """Call bootstrap.py on a prepared machine."""
    bootstrap.prepare_environment(computer.machine(), "test", environment)
    computer.commands.clear()

    def call(*words: str, **changes: object) -> int:
        return bootstrap.main(words, computer.machine(**changes), environment)

    return call


def test_with_a_display_the_window_opens(computer: Computer, ready: Callable[..., int]) -> None:
    assert ready("run", environment={"DISPLAY": ":0"}) == 0

    (line,) = computer.lines()
    assert line.endswith("-P -m qdatool")
    assert "QT_QPA_PLATFORM" not in computer.variables


def test_words_after_run_go_to_the_program_and_its_exit_code_comes_back(
    computer: Computer, ready: Callable[..., int]
) -> None:
    computer.exit_codes = {"-m qdatool": 1}

    assert ready("run", "info", "نمونه.qdatool") == 1

    assert computer.lines()[0].endswith("-m qdatool info نمونه.qdatool")


def test_without_a_display_the_sample_is_exported(computer: Computer, ready: Callable[..., int]) -> None:
    assert ready("run", environment={}) == 0

    (line,) = computer.lines()
    assert line.endswith(f"sample_exports.py {bootstrap.ROOT / 'out'}")
    assert computer.variables["QT_QPA_PLATFORM"] == "offscreen"


def test_every_check_runs_and_the_first_failure_is_the_exit_code(computer: Computer, ready: Callable[..., int]) -> None:
    computer.exit_codes = {"-m mypy": 3, "-m pytest": 4}

    assert ready("test", "-k", "spans") == 3

    assert [line.split(" -m ")[1] for line in computer.lines()] == [
        "ruff check .",
        "mypy",
        "pytest -n 2 -k spans",
    ]
    assert computer.variables["QT_QPA_PLATFORM"] == "offscreen"


def test_the_real_script_answers_wrong_words_from_any_folder(tmp_path: Path) -> None:
    script = Path(bootstrap.__file__)

    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, env=os.environ, timeout=30
    )

    assert done.returncode == 2
    assert "bootstrap.py test" in done.stderr

"""The one command opens the window or runs a command, and says so where it can do neither."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qdatool import __main__ as program

ROOT = Path(__file__).parents[1]


@pytest.fixture
def opened(monkeypatch):
    """Return the projects for which a window was asked."""
    asked = []
    monkeypatch.setattr("qdatool.app.run_window", lambda project, read_only: asked.append((project, read_only)) or 0)
    return asked


@pytest.mark.parametrize(("arguments", "project"), [([], None), (["study.qdatool"], Path("study.qdatool"))])
def test_no_argument_or_a_project_opens_the_window(monkeypatch, opened, arguments, project):
    monkeypatch.setattr(sys, "argv", ["qdatool", *arguments])
    assert program.main() == 0
    assert opened == [(project, False)]


@pytest.mark.parametrize("arguments", [["study.qdatool", "--read-only"], ["--read-only", "study.qdatool"]])
def test_a_project_can_be_opened_for_reading_only(monkeypatch, opened, arguments):
    monkeypatch.setattr(sys, "argv", ["qdatool", *arguments])
    assert program.main() == 0
    assert opened == [(Path("study.qdatool"), True)]


def test_an_existing_file_with_another_name_opens_the_window_too(monkeypatch, opened, tmp_path):
    file = tmp_path / "study.db"
    file.write_bytes(b"")
    monkeypatch.setattr(sys, "argv", ["qdatool", str(file)])
    program.main()
    assert opened == [(file, False)]


def test_a_command_runs_without_a_window(monkeypatch, opened, capsys):
    monkeypatch.setattr(sys, "argv", ["qdatool", "sample", "list"])
    assert program.main() == 0
    assert "grounded-theory-fa" in capsys.readouterr().out
    assert opened == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_one_sentence_says_what_to_do(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "qdatool"],
        cwd=ROOT,
        env=dict(environment, QDATOOL_CONFIG_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1

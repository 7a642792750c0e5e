"""What every command keeps to: little is loaded, pipes may close, interruptions are tidy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from qdatool.cli import program
from tests.cli.conftest import PARADIGM

ROOT = Path(__file__).parents[2]
HEAVY = ("PySide6", "rich", "openpyxl", "docx", "networkx", "alembic")


def in_process(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | options.pop("environment", {})
    return subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, encoding="utf-8", env=environment, **options
    )


@pytest.mark.parametrize("module", list(program._MODULES))
def test_the_table_of_modules_names_the_commands_that_each_adds(module):
    application = typer.Typer()
    import_module(f"qdatool.cli.{module}").add_to(application)
    names = {command.name for command in application.registered_commands}
    names |= {group.name for group in application.registered_groups}
    assert names == set(program._MODULES[module])


def test_no_heavy_library_is_loaded_unless_it_is_needed(sample_file):
    file = sample_file("grounded-theory-fa")
    script = (
        "import sys, json; from qdatool.cli.program import run\n"
        f"for command in (['info', {str(file)!r}], ['check', {str(file)!r}], ['search', {str(file)!r}, 'x'],"
        f" ['codes', 'export', {str(file)!r}, {str(file.with_suffix('.csv'))!r}]): assert run(command) == 0\n"
        f"sys.stderr.write(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    ran = in_process("-c", script)
    assert json.loads(ran.stderr) == []


def test_output_is_utf8_whatever_the_locale(sample_file):
    file = sample_file("grounded-theory-fa")
    # Not by switching UTF-8 mode off: then Python 3.12 cannot even load extensions from a folder with a Persian name.
    locale = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = in_process("-m", "qdatool", "model", "list", str(file), "--json", environment=locale)
    assert json.loads(ran.stdout)["models"][0]["name"] == PARADIGM


def test_a_reader_who_leaves_is_no_error_of_ours(sample_file):
    file = sample_file("grounded-theory-fa")
    command = [sys.executable, "-m", "qdatool", "search", str(file), "ا"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        running.stdout.close()
        complaint = running.stderr.read()
    assert complaint == b""


def test_an_interruption_is_said_without_a_traceback(qdatool, study, monkeypatch):
    def _interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qdatool.cli.file_commands.count_contents", _interrupt)
    stopped = qdatool("info", study)
    assert stopped.status not in (0, 2)
    assert "Traceback" not in stopped.err


def test_a_file_name_with_a_line_end_stays_on_one_line(qdatool, tmp_path):
    assert "two lines.qdatool" in qdatool("info", tmp_path / "two\nlines.qdatool").refusal

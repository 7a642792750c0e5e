"""Commands run in this process, on real files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qdatool.cli.program import run
from qdatool.importing.sample import build_sample


@dataclass(frozen=True)
class Outcome:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line on stderr of a command that was refused."""
        assert self.status == 1
        (line,) = self.err.splitlines()
        return line


Command = Callable[..., Outcome]


@pytest.fixture
def qdatool(capsys: pytest.CaptureFixture[str]) -> Command:
    def _run(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return _run


@pytest.fixture
def study(tmp_path: Path, project_file: Callable[..., Path]) -> Path:
    """An empty grounded theory project in English, coder Negar."""
    return project_file()


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of text files."""

    def _make(name: str, text: str = "Interviewer: Why?\nP1: I trusted her.\nI stayed because of her.\n") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _make


@pytest.fixture(scope="session")
def _samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for name in ("grounded-theory-fa", "thematic-network-en"):
        build_sample(name, folder / f"{name}.qdatool").close()
    return folder


@pytest.fixture
def sample_file(_samples: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return a copier of the samples, by name."""

    def _copy(name: str) -> Path:
        return Path(shutil.copy(_samples / f"{name}.qdatool", tmp_path / f"{name}.qdatool"))

    return _copy


PARADIGM = "مدل پارادایمی حکمرانی دیجیتال"
"""The model of the Persian sample."""

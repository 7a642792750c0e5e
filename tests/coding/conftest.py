from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qdatool.coding.project import Project
from tests.builders import FakeClock, Sample, empty_project, filled_project


@pytest.fixture
def clock() -> FakeClock:
    """The clock of ``project`` and ``blank``."""
    return FakeClock()


@pytest.fixture
def filled(tmp_path: Path, clock: FakeClock) -> Iterator[tuple[Project, Sample]]:
    """A small project with some of everything, and its ids."""
    project, sample = filled_project(tmp_path / "p.qdatool", clock=clock)
    yield project, sample
    project.close()


@pytest.fixture
def project(filled: tuple[Project, Sample]) -> Project:
    return filled[0]


@pytest.fixture
def ids(filled: tuple[Project, Sample]) -> Sample:
    return filled[1]


@pytest.fixture
def blank(tmp_path: Path, clock: FakeClock) -> Iterator[Project]:
    """A new project with the levels selective, axial and open, and nothing in it."""
    with empty_project(tmp_path / "blank.qdatool", clock=clock) as project:
        yield project

"""What every test stands on: no screen, settings of its own, real project files copied from one made once."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
_HOME = tempfile.TemporaryDirectory(prefix="qdatool-tests-")
os.environ["QDATOOL_CONFIG_DIR"] = _HOME.name
os.environ["QDATOOL_LOG_DIR"] = _HOME.name

import hypothesis  # noqa: E402  (the environment must be set before Qt is imported)
import pytest  # noqa: E402

from qdatool.coding.creation import ProjectDraft, create_project  # noqa: E402
from qdatool.coding.project import Project  # noqa: E402
from qdatool.coding.roles import Template  # noqa: E402
from qdatool.storage import connection  # noqa: E402
from qdatool.wording import set_interface_language  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# How long an example takes is the machine's business; what it finds is ours.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")

MakeFile = Callable[..., Path]
OpenProject = Callable[..., Project]


@pytest.fixture(scope="session", autouse=True)
def durable_pragmas() -> Iterator[tuple[str, ...]]:
    """Let no test wait for the disk, since none cuts the power; return how the program sets its connections."""
    durable = connection.PRAGMAS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "PRAGMAS", (*durable, "synchronous=OFF"))
        yield durable


@pytest.fixture(scope="session")
def _project_templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Template, str], Path]:
    """Make each kind of empty project once; tests get copies."""
    folder = tmp_path_factory.mktemp("templates")

    def _template(template: Template, language: str) -> Path:
        path = folder / f"{template.value}-{language}.qdatool"
        if not path.exists():
            create_project(path, ProjectDraft("Study", language, template, "Negar")).close()
        return path

    return _template


@pytest.fixture
def project_file(tmp_path: Path, _project_templates: Callable[[Template, str], Path]) -> MakeFile:
    """Return a maker of project files: ``project_file(name="study", template=..., language="en")``."""

    def _make(name: str = "study", *, template: Template = Template.GROUNDED_THEORY, language: str = "en") -> Path:
        path = tmp_path / f"{name}.qdatool"
        shutil.copyfile(_project_templates(template, language), path)
        return path

    return _make


@pytest.fixture
def open_project(project_file: MakeFile) -> Iterator[OpenProject]:
    """Return an opener of fresh projects; what it opened is closed after the test."""
    opened: list[Project] = []

    def _open(path: Path | None = None, *, read_only: bool = False, **kind: object) -> Project:
        project = Project.open(path or project_file(**kind), read_only=read_only)
        opened.append(project)
        return project

    yield _open
    for project in opened:
        project.close()


@pytest.fixture
def project(open_project: OpenProject) -> Project:
    """Return an open, empty project with one coder, in the grounded theory template."""
    return open_project()


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """Return the application as the program makes it: with widgets, its own style and its own fonts."""
    from qdatool.app import hand_over_clipboard, make_application

    yield make_application(["qdatool"])
    hand_over_clipboard()


@pytest.fixture(scope="session", autouse=True)
def _widgets_come_first(qapp: QApplication) -> None:
    """Let the one application of this process be one with widgets, also when a figure is what first needs it."""


@pytest.fixture(autouse=True)
def _english_interface() -> Iterator[None]:
    """Begin and end every test with an English interface."""
    set_interface_language("en")
    yield
    set_interface_language("en")


@pytest.fixture
def expected_warnings(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Allow this test to log warnings; it should assert which."""
    return caplog


@pytest.fixture(autouse=True)
def _no_logged_warning(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning nobody expects."""
    yield
    if "expected_warnings" in request.fixturenames:
        return
    logged = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and record.name.startswith("qdatool")
    ]
    assert logged == []

"""A small study in a real project file, shown in the Models workspace of a real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.models import create_model
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, load_codings
from qdatool.coding.relations import add_evidence, propose, relate_codes
from qdatool.coding.roles import ModelKind, Role, Stance
from qdatool.text.spans import Span
from qdatool.ui.main_window import MainWindow
from qdatool.ui.models.workspace import ModelsWorkspace
from qdatool.ui.workspace import WorkspaceId

TEXT = "The chief listens to us. We went home late. Nobody answered the letter."
CATEGORIES = {
    Role.CAUSAL: ("Discontent", "Corruption"),
    Role.PHENOMENON: (),
    Role.CONTEXTUAL: ("Central structure",),
    Role.STRATEGY: ("Training", "Joined systems"),
    Role.CONSEQUENCE: ("Lower costs",),
}


@dataclass
class Study:
    """The window with a project in which the intervening conditions are empty."""

    window: MainWindow
    project: Project
    codes: dict[str, int]
    quotations: tuple[int, ...]
    relation: int

    @property
    def workspace(self) -> ModelsWorkspace:
        made = self.window.workspace(WorkspaceId.MODELS)
        assert isinstance(made, ModelsWorkspace)
        return made

    @property
    def canvas(self):
        return self.workspace.page.canvas

    def place(self, key: str) -> QPoint:
        """Return where a node or link is on the canvas."""
        return self.canvas.place_of(key)

    def handle(self, key: str) -> QPoint:
        """Return where a box can be taken: a point in its title."""
        rect = self.canvas.figure().node(key).rect
        return self.canvas.mapFromScene(rect.center_x, rect.y + 6)

    def key(self, name: str) -> str:
        """Return the node key of a category."""
        return f"code:{self.codes[name]}"

    def drag(self, start: QPoint, end: QPoint, *, is_released: bool = True) -> None:
        """Drag with the left button, in a few steps as a hand does."""
        view = self.canvas.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        for share in (0.3, 0.6, 1.0):
            QTest.mouseMove(view, start + (end - start) * share)
            QCoreApplication.processEvents()
        if is_released:
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
            QCoreApplication.processEvents()


Filled = tuple[dict[str, int], tuple[int, ...], int]
"""Codes by name, quotations, and the relation."""


def fill(project: Project) -> Filled:
    """Put codes, passages and one relation with evidence into a project."""
    codes: dict[str, int] = {}
    for role, names in CATEGORIES.items():
        top = role.value.capitalize()
        codes[top] = create_code(project, CodeDraft(top, role=role, labels={"fa": f"سرآمد {role.value}"}))
        for name in names:
            codes[name] = create_code(project, CodeDraft(name, codes[top], labels={"fa": f"مقولهٔ {name}"}))
    codes["Late"] = create_code(project, CodeDraft("Late", codes["Discontent"]))
    document = add_document(project, ImportedDocument("P1", "p1.txt", TEXT)).id
    add_document(project, ImportedDocument("P2", "p2.txt", "Nothing coded here."))
    spans = (Span(0, 24), Span(25, 43), Span(44, 71))
    codings = [
        apply_code(project, document, codes[name], span)
        for name, span in zip(("Training", "Late", "Lower costs"), spans, strict=True)
    ]
    quotations = tuple(coding.quotation_id for coding in load_codings(project, codings))
    relation = relate_codes(project, codes["Training"], codes["Lower costs"], "leads_to")
    propose(project, relation, "en", "Training lowers costs.")
    add_evidence(project, relation, quotations[0], Stance.SUPPORTS)
    add_evidence(project, relation, quotations[2], Stance.CONTRADICTS)
    return codes, quotations, relation


@pytest.fixture
def make_study(make_window, tmp_path, project_file, filled_files) -> Callable[..., Study]:
    """Return a maker of the study: ``make_study(language="en", with_model=True)``."""

    def _filled(path: Path, *, with_model: bool) -> Filled:
        project_file().rename(path)
        with Project.open(path) as project:
            filled = fill(project)
            if with_model:
                create_model(project, ModelKind.PARADIGM, "Paradigm", from_levels=True)
        return filled

    def _make(*, language: str = "en", theme: str = "light", with_model: bool = True, **size: object) -> Study:
        path = tmp_path / "study.qdatool"
        made = filled_files.copy(f"models-{with_model}", path, partial(_filled, with_model=with_model))
        window = make_window(language=language, theme=theme, **size)
        window.open_path(path)
        window.show_workspace(WorkspaceId.MODELS)
        for _ in range(3):
            QCoreApplication.processEvents()
        return Study(window, window.project(), *made)

    return _make


@pytest.fixture
def study(make_study: Callable[..., Study]) -> Study:
    """Return the study in English and light."""
    return make_study()

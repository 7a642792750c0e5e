"""The side of the window where review comments stand: empty and imported for nothing until it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qdatool.ui.controls import separator
from qdatool.ui.workspace import Shell

if TYPE_CHECKING:
    from qdatool.coding.changes import Changes
    from qdatool.coding.project import Project
    from qdatool.coding.review import Box, CommentSubject
    from qdatool.ui.review.panel import ReviewPanel


class ReviewSide(QWidget):
    """Makes the panel when it is first opened; ``count_changed(open comments)``."""

    count_changed = Signal(int)

    def __init__(self, shell: Shell, chosen: Callable[[], CommentSubject | Box | None]) -> None:
        super().__init__()
        self._shell = shell
        self._chosen = chosen
        self._project: Project | None = None
        self._panel: ReviewPanel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        shell.bridge.changed.connect(self._on_changed)
        self.hide()

    def panel(self) -> ReviewPanel | None:
        """Return the panel once it was opened."""
        return self._panel

    def set_project(self, project: Project | None) -> None:
        """Show the comments of another project, or of none."""
        if project is None:
            self.hide()
        if project is not self._project:
            self._project = project
            if self._panel is not None:
                self._panel.set_project(project)
        self._count()

    def toggle(self) -> None:
        """Show the comments, or hide them."""
        if self.isVisible():
            self.hide()
        else:
            self._open()

    def write(self) -> None:
        """Show the comments and begin one on what is chosen."""
        self._open().write_on_chosen()

    def _open(self) -> ReviewPanel:
        from qdatool.ui.review.panel import ReviewPanel

        if self._panel is None:
            self._panel = ReviewPanel(self._shell, self._chosen)
            self._panel.left.connect(self.hide)
            self._panel.set_project(self._project)
            self._row.addWidget(separator(Qt.Orientation.Vertical))
            self._row.addWidget(self._panel)
        self.show()
        return self._panel

    def _on_changed(self, changes: Changes) -> None:
        from qdatool.coding.changes import Kind

        # Deleting a thing takes its comments along, so their table tells in every case.
        if changes.touches(Kind.REVIEW_COMMENT):
            self._count()

    def _count(self) -> None:
        from qdatool.coding.review import count_open_comments

        self.count_changed.emit(count_open_comments(self._project) if self._project is not None else 0)

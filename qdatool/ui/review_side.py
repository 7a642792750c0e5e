"""The side of the window where review comments stand: empty and imported for nothing until it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyle, QWidget
from shiboken6 import isValid

from qdatool.ui.controls import separator
from qdatool.ui.workspace import Shell

if TYPE_CHECKING:
    from qdatool.coding.changes import Changes
    from qdatool.coding.project import Project
    from qdatool.coding.review import Box, CommentSubject
    from qdatool.ui.review.panel import ReviewPanel

_LAYOUT, _OPEN = "review", "open"
_LEAST_BESIDE = 860
"""Width that a workspace keeps; with less left for it, the comments lie over it."""


class ReviewedArea(QWidget):
    """A workspace with the comments beside it, or, in a narrow window, over its reading end."""

    def __init__(self, main: QWidget, side: ReviewSide) -> None:
        super().__init__()
        self._main, self._side = main, side
        for part in (main, side):
            part.setParent(self)
        side.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return self._main.minimumSizeHint()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._side and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._lay_out()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        whole = self.rect()
        taken = self._side.sizeHint().width() if self._side.isVisibleTo(self) else 0
        main_width = whole.width() if whole.width() - taken < _LEAST_BESIDE else whole.width() - taken
        main = QRect(0, 0, main_width, whole.height())
        side = QRect(whole.width() - taken, 0, taken, whole.height())
        self._main.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, main))
        self._side.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, side))
        self._side.raise_()


class ReviewSide(QWidget):
    """Makes the panel when it is first opened; ``count_changed(open comments)``."""

    count_changed = Signal(int)

    def __init__(self, shell: Shell, chosen: Callable[[], CommentSubject | Box | None]) -> None:
        super().__init__()
        self._shell = shell
        self._chosen = chosen
        self._project: Project | None = None
        self._panel: ReviewPanel | None = None
        self._return_to: QWidget | None = None
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
            if project is not None and self._shell.settings.layouts.get(_LAYOUT) == _OPEN:
                self._open()
        self._count()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return self._panel.panes() if self._panel is not None and self.isVisible() else []

    def toggle(self) -> None:
        """Show the comments, or hide them."""
        if self.isVisible():
            self._leave()
        else:
            self._open()

    def write(self) -> None:
        """Show the comments and begin one on what is chosen."""
        self._open().write_on_chosen()

    def _open(self) -> ReviewPanel:
        from qdatool.ui.review.panel import ReviewPanel

        if self._panel is None:
            self._panel = ReviewPanel(self._shell, self._chosen)
            self._panel.left.connect(self._leave)
            self._panel.escaped.connect(self._give_back)
            self._panel.set_project(self._project)
            self._row.addWidget(separator(Qt.Orientation.Vertical))
            self._row.addWidget(self._panel)
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._return_to = focused
        self.show()
        self._shell.settings.layouts[_LAYOUT] = _OPEN
        return self._panel

    def _leave(self) -> None:
        self._give_back()
        self.hide()
        self._shell.settings.layouts.pop(_LAYOUT, None)

    def _give_back(self) -> None:
        """Give the keyboard back to where it was before."""
        place = self._return_to
        if place is not None and isValid(place) and place.isVisible():
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: Changes) -> None:
        from qdatool.coding.changes import Kind

        # Deleting a thing takes its comments along, so their table tells in every case.
        if changes.touches(Kind.REVIEW_COMMENT):
            self._count()

    def _count(self) -> None:
        from qdatool.coding.review import count_open_comments

        self.count_changed.emit(count_open_comments(self._project) if self._project is not None else 0)

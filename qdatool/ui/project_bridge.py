"""The only link from the project to the window: one signal for every committed step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from qdatool.coding.changes import Changes
    from qdatool.coding.project import Project


class ProjectBridge(QObject):
    """Passes the ``Changes`` of the open project on as a signal.

    Views connect once and for good; which project is open does not matter to them. Slots read and redraw, they never
    write: the project refuses a write while it delivers.
    """

    changed = Signal(object)
    """A step was committed, undone or done again; carries its ``Changes``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe: Callable[[], None] | None = None

    def attach(self, project: Project | None) -> None:
        """Listen to this project from now on, and to no other; None listens to none."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if project is not None:
            self._unsubscribe = project.subscribe(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        self.changed.emit(changes)

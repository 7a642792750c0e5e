"""Codes that are dragged over the text: where they would fall, and the fall itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from qdatool.text.spans import Span
from qdatool.ui.dragging import dragged_code

_MOVING = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class CodeDrop(QObject):
    """Watches one viewport. ``dropped(code_id, Span)``; ``span`` is the passage to mark meanwhile, or None.

    ``target_at`` says which passage a point of the viewport stands for.
    """

    dropped = Signal(int, object)

    def __init__(self, viewport: QWidget, target_at: Callable[[QPointF], Span | None]) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._target_at = target_at
        self.span: Span | None = None
        viewport.installEventFilter(self)

    def forget(self) -> None:
        """Mark no passage, for the text is another one."""
        self.span = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._drag_over(event)
        elif event.type() is QEvent.Type.DragLeave:
            self._show(None)
        elif event.type() is QEvent.Type.Drop:
            self._drop(event)
        else:
            return False
        return True

    def _drag_over(self, event: QDragMoveEvent) -> None:
        target = self._target_at(event.position()) if dragged_code(event.mimeData()) is not None else None
        self._show(target)
        if target is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        code_id, span = dragged_code(event.mimeData()), self._target_at(event.position())
        self._show(None)
        if code_id is None or span is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(code_id, span)

    def _show(self, span: Span | None) -> None:
        if span != self.span:
            self.span = span
            self._viewport.update()

"""Makes a QTextEdit one that is read: a caret to select with, nothing to write, and its sides left to others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextEdit


def make_read_only(edit: QTextEdit) -> None:
    """Set everything that a transcript needs; nothing of it changes later."""
    edit.document().setDefaultCursorMoveStyle(Qt.CursorMoveStyle.VisualMoveStyle)
    edit.setReadOnly(True)
    edit.setUndoRedoEnabled(False)
    edit.setAcceptRichText(False)
    edit.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    edit.setCursorWidth(2)
    edit.setTabChangesFocus(True)
    edit.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    edit.setFrameShape(QFrame.Shape.NoFrame)
    edit.setAcceptDrops(True)
    edit.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    edit.viewport().setAutoFillBackground(False)

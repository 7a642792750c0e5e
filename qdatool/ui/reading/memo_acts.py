"""What the memo panel asks for: writing what was typed, deleting, and going where a link leads."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from qdatool.coding.memos import MemoTarget, delete_memo, edit_memo, write_memo
from qdatool.coding.roles import MemoKind
from qdatool.ui.memo_editor import MemoText
from qdatool.ui.reading.memo_panel import MemoPanel
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.workspace import Shell
from qdatool.wording import tr

KINDS_ON = {
    MemoTarget.CODE: MemoKind.CODE,
    MemoTarget.DOCUMENT: MemoKind.DOCUMENT,
    MemoTarget.QUOTATION: MemoKind.QUOTATION,
}
"""Of which type a memo is that is written on something in this workspace."""


class MemoActs(QObject):
    """Does what the panel asks for."""

    def __init__(self, shell: Shell, session: ReadingSession, panel: MemoPanel) -> None:
        super().__init__(panel)
        self._shell = shell
        self._session = session
        self._panel = panel
        panel.written.connect(self._on_written)
        panel.jump_asked.connect(shell.go_to)
        panel.delete_asked.connect(self.delete)
        panel.list.menu_asked.connect(self._show_menu)

    def delete(self, memo_id: int) -> None:
        """Delete a memo."""
        self._shell.attempt(lambda: delete_memo(self._session.project, memo_id))

    def _on_written(self, text: MemoText) -> None:
        project = self._session.project
        if project is None:
            return
        if text.memo_id is not None:
            memo_id = text.memo_id
            self._shell.attempt(lambda: edit_memo(project, memo_id, title=text.title, body=text.body))
            return
        kind = KINDS_ON[text.about.target]
        made = self._shell.attempt(lambda: write_memo(project, kind, text.body, title=text.title, about=text.about))
        if made is not None:
            self._panel.wrote(made)

    def _show_menu(self, memo_id: int, place: QPoint) -> None:
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Delete"), lambda: self.delete(memo_id))
        menu.popup(place)

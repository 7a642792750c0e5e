"""The snapshots of a project: the list, taking one, going back to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qdatool.coding.snapshots import restore_snapshot, take_snapshot
from qdatool.errors import QdaError
from qdatool.ui.controls import SentenceText
from qdatool.ui.notices import NoticeBar
from qdatool.ui.sheet import Sheet
from qdatool.ui.snapshot_list import SnapshotList, is_restore_confirmed
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for

if TYPE_CHECKING:
    from qdatool.coding.project import Project
    from qdatool.ui.dialogs import Dialogs


class SnapshotsDialog(Sheet):
    """Works on the open project, or, where it is too damaged to open, on its file alone."""

    about_to_restore = Signal()
    """The project must be closed now."""
    restored = Signal()
    """The file is what it was in the snapshot; open it again."""

    def __init__(self, parent: QWidget, dialogs: Dialogs, path: Path, project: Project | None = None) -> None:
        super().__init__(parent, "Snapshots")
        self._dialogs = dialogs
        self._path = path
        self._project = project
        explanation = SentenceText(
            "A snapshot is a copy of the whole project. qdatool takes one when you open a project that has changed, "
            "and before large changes; the newest twenty are kept.",
            Look.DENSE,
        )
        self.notices = NoticeBar()
        self.list = SnapshotList()
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.body.addWidget(explanation)
        self.body.addWidget(self.notices)
        self.body.addWidget(self.list, 1)
        self.label = QLineEdit()
        self.label.setMinimumWidth(200)
        self.label.returnPressed.connect(self._take)
        self.add_start_widget(self.label)
        self._take_button = self.add_button("Take a snapshot now")
        self._take_button.clicked.connect(self._take)
        self.restore = self.add_button("Go back to this one", Look.PRIMARY)
        self.restore.clicked.connect(self._restore)
        self.add_close()
        can_take = project is not None and not project.is_read_only
        self.label.setVisible(can_take)
        self._take_button.setVisible(can_take)
        self.resize(680, 460)
        self.body.setSpacing(Space.M)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the list in the interface's language."""
        super().retranslate()
        self.label.setPlaceholderText(tr("A name for it, if you like"))
        self.label.setAccessibleName(tr("A name for it, if you like"))
        self._refresh()

    def _refresh(self) -> None:
        self.list.show_snapshots(self._path)
        self._on_selected()

    def _on_selected(self) -> None:
        self.restore.setEnabled(self.list.chosen() is not None)

    def _take(self) -> None:
        if self._project is None:
            return
        try:
            take_snapshot(self._project, self.label.text().strip())
        except QdaError as error:
            self._show_refusal(error)
            return
        self.label.clear()
        self._refresh()

    def _restore(self) -> None:
        snapshot = self.list.chosen()
        if snapshot is None or not is_restore_confirmed(self._dialogs, snapshot):
            return
        self.about_to_restore.emit()
        self._project = None
        try:
            restore_snapshot(self._path, snapshot.name)
        except QdaError as error:
            self._show_refusal(error)
            return
        self.accept()
        self.restored.emit()

    def _show_refusal(self, error: QdaError) -> None:
        self.notices.show_notice(Notice(NoticeKind.ERROR, sentence_for(error, interface_language())))

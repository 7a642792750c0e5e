"""The snapshots of a project: the list, taking one, going back to one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from qdatool.coding.snapshots import Snapshot, list_snapshots, restore_snapshot, take_snapshot
from qdatool.errors import QdaError
from qdatool.ui.controls import SentenceText
from qdatool.ui.dates import shown_moment, shown_time
from qdatool.ui.notices import NoticeBar
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.errors import sentence_for
from qdatool.wording.terms import snapshot_reason_name

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
        self._snapshots: list[Snapshot] = []
        explanation = SentenceText(
            "A snapshot is a copy of the whole project. qdatool takes one when you open a project that has changed, "
            "and before large changes; the newest twenty are kept.",
            Look.DENSE,
        )
        self.notices = NoticeBar()
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setColumnCount(3)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
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
        self.list.setHeaderLabels([tr("When"), tr("Why"), tr("Size")])
        self._refresh()

    def _refresh(self) -> None:
        self._snapshots = list_snapshots(self._path)
        self.list.clear()
        now = datetime.now(UTC)
        for snapshot in self._snapshots:
            why = snapshot_reason_name(snapshot.reason, interface_language())
            if snapshot.label:
                why = tr("{reason}: {label}", reason=why, label=snapshot.label)
            item = QTreeWidgetItem([shown_time(snapshot.at, now), why, _shown_size(snapshot.size_bytes)])
            item.setToolTip(0, shown_moment(snapshot.at))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        for column in (0, 2):
            self.list.resizeColumnToContents(column)
        if self._snapshots:
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._on_selected()

    def _on_selected(self) -> None:
        self.restore.setEnabled(bool(self.list.selectedItems()))

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
        selected = self.list.selectedItems()
        if not selected:
            return
        snapshot = self._snapshots[self.list.indexOfTopLevelItem(selected[0])]
        when = shown_moment(snapshot.at)
        question = tr("Go back to the project as it was on {when}?", when=when)
        explanation = tr("The present state is kept as a snapshot first, so you can come back to it.")
        if not self._dialogs.is_confirmed(question, explanation, tr("Go back")):
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


def _shown_size(size_bytes: int) -> str:
    language = interface_language()
    if size_bytes < 1_000_000:
        return tr("{size} KB", size=localized_number(max(size_bytes / 1_000, 1), language, decimals=0))
    return tr("{size} MB", size=localized_number(size_bytes / 1_000_000, language, decimals=1))

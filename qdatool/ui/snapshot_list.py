"""The snapshots of a project as a list, and the question before going back to one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from qdatool.coding.snapshots import Snapshot, list_snapshots
from qdatool.ui.dates import shown_moment, shown_time
from qdatool.ui.dialogs import Dialogs
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.terms import snapshot_reason_name


class SnapshotList(QTreeWidget):
    """When each was taken, why, and how large it is; the newest first and chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshots: list[Snapshot] = []
        self.setObjectName("snapshotRows")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setColumnCount(3)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_snapshots(self, path: Path | None) -> None:
        """Show the snapshots of the project at a path, or none."""
        self.setHeaderLabels([tr("When"), tr("Why"), tr("Size")])
        self.setAccessibleName(tr("Snapshots"))
        self._snapshots = list_snapshots(path) if path is not None else []
        self.clear()
        now = datetime.now(UTC)
        for snapshot in self._snapshots:
            item = QTreeWidgetItem(
                [shown_time(snapshot.at, now), why_taken(snapshot), _shown_size(snapshot.size_bytes)]
            )
            item.setToolTip(0, shown_moment(snapshot.at))
            item.setToolTip(1, why_taken(snapshot))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        for column in (0, 2):
            self.resizeColumnToContents(column)
        if self._snapshots:
            self.setCurrentItem(self.topLevelItem(0))

    def chosen(self) -> Snapshot | None:
        """Return the snapshot that is chosen."""
        selected = self.selectedItems()
        return self._snapshots[self.indexOfTopLevelItem(selected[0])] if selected else None


def why_taken(snapshot: Snapshot) -> str:
    """Return why a snapshot was taken, with the name it was given."""
    why = snapshot_reason_name(snapshot.reason, interface_language())
    return tr("{reason}: {label}", reason=why, label=snapshot.label) if snapshot.label else why


def is_restore_confirmed(dialogs: Dialogs, snapshot: Snapshot) -> bool:
    """Ask whether the project shall be what it was in a snapshot."""
    question = tr("Go back to the project as it was on {when}?", when=shown_moment(snapshot.at))
    explanation = tr("The present state is kept as a snapshot first, so you can come back to it.")
    return dialogs.is_confirmed(question, explanation, tr("Go back"))


def _shown_size(size_bytes: int) -> str:
    language = interface_language()
    if size_bytes < 1_000_000:
        return tr("{size} KB", size=localized_number(max(size_bytes / 1_000, 1), language, decimals=0))
    return tr("{size} MB", size=localized_number(size_bytes / 1_000_000, language, decimals=1))

"""The snapshots beside the history: taking one, going back to one, marking what is new since one."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qdatool.coding.project import Project
from qdatool.coding.snapshots import take_snapshot
from qdatool.ui.controls import EmptyState, PanelHead, SentenceButton
from qdatool.ui.snapshot_list import SnapshotList
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Shell
from qdatool.wording import interface_language, localized_number, tr


class SnapshotsPart(QFrame):
    """Shows the snapshots of the open project; the list is read from the disk when it is shown."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._project: Project | None = None
        wear(self, Look.PANEL)
        self.head = PanelHead("Snapshots")
        self.list = SnapshotList()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemSelectionChanged.connect(self._show_state)
        self._empty = EmptyState("No snapshot yet. One is taken before large changes and whenever you ask for it.")
        self.name = QLineEdit()
        self.name.returnPressed.connect(self._take)
        self.take = SentenceButton("Take a snapshot now", Look.SMALL)
        self.take.clicked.connect(self._take)
        self.restore = SentenceButton("Go back to this one", Look.SMALL)
        self.restore.clicked.connect(self._restore)
        self.mark = SentenceButton("Mark what is new since", Look.SMALL)
        self.mark.clicked.connect(self._mark)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.list, 1)
        rows.addWidget(self._empty, 1)
        rows.addLayout(_row(self.restore, self.mark))
        rows.addLayout(_row(self.name, self.take))
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.name.setPlaceholderText(tr("A name for it, if you like"))
        self.name.setAccessibleName(tr("A name for it, if you like"))
        self.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show the snapshots of another project, or of none."""
        self._project = project
        self.refresh()

    def refresh(self) -> None:
        """Read the list from the disk again."""
        self.list.show_snapshots(self._project.path if self._project is not None else None)
        number = self.list.topLevelItemCount()
        self.head.show_count(localized_number(number, interface_language()) if number else "")
        self.list.setVisible(number > 0)
        self._empty.setVisible(number == 0)
        self._show_state()

    def _show_state(self) -> None:
        can_write = self._project is not None and not self._project.is_read_only
        is_chosen = self.list.chosen() is not None
        self.restore.setEnabled(can_write and is_chosen)
        self.mark.setEnabled(is_chosen)
        for widget in (self.name, self.take):
            widget.setEnabled(can_write)

    def _take(self) -> None:
        project = self._project
        if project is not None:
            name = self.name.text().strip()
            if self._shell.attempt(lambda: take_snapshot(project, name)) is not None:
                self.name.clear()
            self.refresh()

    def _restore(self) -> None:
        snapshot = self.list.chosen()
        if snapshot is not None:
            self._shell.restore_snapshot(snapshot)

    def _mark(self) -> None:
        snapshot = self.list.chosen()
        if snapshot is not None:
            self._shell.attempt(lambda: self._shell.since.choose(snapshot))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(Space.S, Space.S, Space.S, 0 if widgets[0].inherits("QPushButton") else Space.S)
    row.setSpacing(Space.S)
    for widget in widgets:
        row.addWidget(widget)
    if widgets[0].inherits("QPushButton"):
        row.addStretch(1)
    return row

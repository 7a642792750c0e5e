"""A table that is only read: the first column leads, numbers stand at the reading end, rows are as dense as lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qdatool.ui.tokens import Size, Space

PAINTED_ROLE = Qt.ItemDataRole.UserRole
"""What a delegate paints in a cell that has no words; screen readers get the cell's accessible text."""

_WIDEST_NEED = 220


class NumberTable(QTableWidget):
    """Rows of words and numbers under a header; the arrow keys go from row to row."""

    def __init__(self, wide_column: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide_column = wide_column
        self.setObjectName("numberTable")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(Size.LIST_ROW)
        self.verticalHeader().setMinimumSectionSize(Size.LIST_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def show_rows(self, header: Sequence[str], rows: Sequence[Sequence[str]], *, words: Sequence[int] = (0,)) -> None:
        """Show rows of texts; the columns in ``words`` stand at the reading start, numbers at the reading end."""
        current = self.currentRow()
        self.blockSignals(True)
        self.clear()
        self.setColumnCount(len(header))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(header))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in range(len(header)):
            side = Qt.AlignmentFlag.AlignLeading if column in words else Qt.AlignmentFlag.AlignTrailing
            title = self.horizontalHeaderItem(column)
            title.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            for row, cells in enumerate(rows):
                item = QTableWidgetItem(cells[column])
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        if 0 <= self._wide_column < len(header):
            self.horizontalHeader().setSectionResizeMode(self._wide_column, QHeaderView.ResizeMode.Fixed)
        self._fit()
        if 0 <= current < len(rows):
            self.setCurrentCell(current, 0)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the wide column what the others leave, and never less than its words need."""
        wide = self._wide_column
        if not 0 <= wide < self.columnCount():
            return
        others = sum(self.columnWidth(column) for column in range(self.columnCount()) if column != wide)
        needed = min(self.sizeHintForColumn(wide) + Space.L, _WIDEST_NEED)
        self.setColumnWidth(wide, max(needed, self.viewport().width() - others))

    def set_painted(self, row: int, column: int, value: object, said: str) -> None:
        """Give a delegate what it paints in a cell, and screen readers what it says."""
        item = self.item(row, column)
        item.setData(PAINTED_ROLE, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(said)

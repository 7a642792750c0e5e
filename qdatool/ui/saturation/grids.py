"""Under the chart, as tabs: the interviews with their numbers, the meaning of codes, and the categories."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qdatool.analysis.saturation_grids import MeaningMark
from qdatool.analysis.saturation_report import SaturationReport
from qdatool.ui.controls import EmptyState, WrappingLabel
from qdatool.ui.number_table import PAINTED_ROLE, NumberTable
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.analysis_terms import percent_text

TABS = ("Interviews", "Meaning of codes", "Categories")
MARKS = {
    MeaningMark.NOTHING: "not used",
    MeaningMark.FIRST: "first use",
    MeaningMark.DIMENSION: "a new property or dimension",
    MeaningMark.REPEATED: "used again",
}
_DASH = "—"
_INTERVIEWS, _MEANINGS, _CATEGORIES = range(3)


class Grids(QFrame):
    """Three tables of the same interviews, one shown at a time."""

    def __init__(self, session: SaturationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.tabs = QTabBar()
        for _ in TABS:
            self.tabs.addTab("")
        self.tabs.setDrawBase(False)
        self.interviews = NumberTable(wide_column=1)
        self.meanings, self.categories = NumberTable(), NumberTable()
        self._marks = MarkDelegate(self.meanings)
        self.meanings.setItemDelegate(self._marks)
        self._explained = WrappingLabel("", Look.META)
        self._pages = QStackedWidget()
        for table in (self.interviews, self.meanings, self.categories):
            self._pages.addWidget(table)
        self._no_categories = EmptyState("No code of this level stands under another one, so no category can grow.")
        self._pages.addWidget(self._no_categories)
        head = QFrame()
        wear(head, Look.PANEL_HEAD)
        head.setFixedHeight(Size.PANEL_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.XS, 0, Space.M, 0)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._explained, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        session.computed.connect(self.refresh)
        session.chosen.connect(self._show_chosen)
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        self.interviews.currentCellChanged.connect(lambda row, *_rest: session.choose_interview(row + 1))
        self.retranslate()

    def shown(self) -> QWidget:
        """Return the table that is shown."""
        return self._pages.currentWidget()

    def pane(self) -> QWidget:
        """Return what takes the keyboard."""
        shown = self.shown()
        return shown if isinstance(shown, NumberTable) else self.tabs

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        for place, sentence in enumerate(TABS):
            self.tabs.setTabText(place, tr(sentence))
        for table, name in zip((self.interviews, self.meanings, self.categories), TABS, strict=True):
            table.setAccessibleName(tr(name))
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers as they are now."""
        report = self._session.report
        self._fill_interviews(report)
        self._fill_meanings(report)
        self._fill_categories(report)
        self._show_tab()

    def _show_tab(self) -> None:
        tab, report = self.tabs.currentIndex(), self._session.report
        is_bare = tab == _CATEGORIES and report is not None and not report.categories
        self._pages.setCurrentIndex(len(TABS) if is_bare else tab)
        explained = {
            _MEANINGS: tr("● first use  ◐ new property or dimension  · used again"),
            _CATEGORIES: tr("New codes of each category; a category settles with the last of its codes."),
        }
        self._explained.show_text(explained.get(tab, ""))

    def _show_chosen(self, number: int) -> None:
        if self.interviews.currentRow() != number - 1:
            self.interviews.blockSignals(True)
            self.interviews.setCurrentCell(number - 1, 0)
            self.interviews.blockSignals(False)

    def _label(self, code_id: int) -> str:
        report = self._session.report
        return report.study.tree.codes[code_id].label_in(interface_language()) if report is not None else ""

    # Filling

    def _fill_interviews(self, report: SaturationReport | None) -> None:
        language = interface_language()
        header = [
            "#",
            tr("Interview"),
            tr("Used"),
            tr("New"),
            tr("So far"),
            tr("Expected"),
            tr("Run ending here"),
        ]
        rows = []
        ends = {run.last: run for run in report.result.runs} if report is not None else {}
        for place, name in enumerate(report.data.interviews if report is not None else ()):
            numbers, run = report.accumulation, ends.get(place + 1)
            ratio = run.ratio if run is not None else None
            rows.append(
                [
                    localized_number(place + 1, language),
                    name,
                    localized_number(numbers.used[place], language),
                    localized_number(numbers.new[place], language),
                    localized_number(numbers.cumulative[place], language),
                    localized_number(numbers.expected[place], language, 1),
                    percent_text(ratio, language) if ratio is not None else _DASH,
                ]
            )
        self.interviews.show_rows(header, rows, words=(1,))

    def _fill_meanings(self, report: SaturationReport | None) -> None:
        language = interface_language()
        count = len(report.data.interviews) if report is not None else 0
        rows = [row for row in report.meanings if row.settled_at is not None] if report is not None else []
        numbers = [localized_number(number, language) for number in range(1, count + 1)]
        header = [tr("Name of the code"), *numbers, tr("Settled at")]
        cells = [
            [self._label(row.code_id), *([""] * count), localized_number(row.settled_at or 0, language)] for row in rows
        ]
        self.meanings.show_rows(header, cells)
        for place, row in enumerate(rows):
            for interview, mark in enumerate(row.marks, start=1):
                self.meanings.set_painted(place, interview, mark, tr(MARKS[mark]))

    def _fill_categories(self, report: SaturationReport | None) -> None:
        language = interface_language()
        count = len(report.data.interviews) if report is not None else 0
        rows = report.categories if report is not None else ()
        numbers = [localized_number(number, language) for number in range(1, count + 1)]
        header = [tr("Category"), *numbers, tr("Codes"), tr("Settled at")]
        cells = [
            [
                self._label(row.code_id),
                *(localized_number(new, language) if new else "·" for new in row.new),
                localized_number(row.total, language),
                localized_number(row.settled_at, language) if row.settled_at is not None else _DASH,
            ]
            for row in rows
        ]
        self.categories.show_rows(header, cells)


class MarkDelegate(QStyledItemDelegate):
    """Paints what an interview brought to a code: full, half, a point, or nothing."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        mark = index.data(PAINTED_ROLE)
        if not isinstance(mark, MeaningMark) or mark is MeaningMark.NOTHING:
            return
        shown = tokens()
        center = QPointF(QRectF(option.rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(shown.accent_text)
        if mark is MeaningMark.REPEATED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.text_3))
            painter.drawEllipse(center, 1.6, 1.6)
        else:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(ink if mark is MeaningMark.FIRST else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, 5, 5)
            if mark is MeaningMark.DIMENSION:
                painter.setBrush(ink)
                start = -90 if option.direction == Qt.LayoutDirection.RightToLeft else 90
                painter.drawPie(QRectF(center.x() - 5, center.y() - 5, 10, 10), start * 16, 180 * 16)
        painter.restore()

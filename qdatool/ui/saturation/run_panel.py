"""Run by run: how many new codes, of the base how much, and what another rule would have found."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.analysis.saturation import FRANCIS_BASE, FRANCIS_RUN, NotSaturated, RuleResult, Run
from qdatool.analysis.saturation_report import SaturationReport
from qdatool.ui.controls import IconLabel, PanelHead, SentenceButton, WrappingLabel, align_label_to_window
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.number_table import PAINTED_ROLE, NumberTable
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import interface_language, localized_number, tr, without_isolates
from qdatool.wording.analysis_terms import percent_text
from qdatool.wording.saturation_sentences import run_text, saturation_point, saturation_sentence

_BAR_COLUMN = 4
_BAR_WIDTH = 96
_WIDEST_RATIO = 0.16


@dataclass(frozen=True, slots=True)
class _Bar:
    """A ratio beside the threshold it is held against."""

    ratio: float
    threshold: float


class RunPanel(QFrame):
    """The table of runs, the rise that is not hidden, other rules, and the sentence for a paper."""

    def __init__(self, session: SaturationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language: str | None = None
        wear(self, Look.PANEL)
        self.runs = NumberTable(wide_column=_BAR_COLUMN)
        self._bar_delegate = RatioDelegate(self.runs)
        self.runs.setItemDelegateForColumn(_BAR_COLUMN, self._bar_delegate)
        self.rise = QFrame()
        self._rise_words = WrappingLabel()
        self.grid = QWidget()
        self._grid = QGridLayout(self.grid)
        self.language = Segments(
            (
                Segment("en", "EN", "The sentence in English"),
                Segment("fa", "\u0641\u0627", "The sentence in Persian"),
            ),
            "Language of the sentence",
        )
        self.copy_button = SentenceButton("Copy", Look.SMALL, Icon.COPY)
        self.sentence = WrappingLabel()
        self._lay_out()
        session.computed.connect(self.refresh)
        self.language.picked.connect(self._on_language)
        self.copy_button.clicked.connect(self.copy_sentence)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.runs.setAccessibleName(tr("New codes in each run"))
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers as they are now."""
        report = self._session.report
        self._fill_runs(report)
        self._fill_grid(report)
        rises = report.later_rises if report is not None else ()
        self.rise.setVisible(bool(rises))
        if report is not None and rises:
            self._rise_words.show_text(_rise_sentence(report, rises))
        self._show_sentence()

    def copy_sentence(self) -> None:
        """Put the sentence on the clipboard."""
        if self.text():
            QGuiApplication.clipboard().setText(without_isolates(self.text()))

    def text(self) -> str:
        """Return the sentence in the language chosen for it."""
        report = self._session.report
        return saturation_sentence(report, self._sentence_language()) if report is not None else ""

    # Building

    def _lay_out(self) -> None:
        warning = QHBoxLayout(self.rise)
        warning.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        warning.setSpacing(Space.S)
        warning.addWidget(IconLabel(Icon.WARNING, IconSize.DENSE, Ink.WARN), 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self._rise_words, 1)
        wear(self.rise, Look.NOTICE_WARN)
        self._grid.setContentsMargins(Space.M, Space.XS, Space.M, Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        sentence_head = PanelHead("Sentence for the paper")
        sentence_head.add(self.language)
        sentence_head.add(self.copy_button)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead("New codes in the run, of the base"))
        column.addWidget(self.runs, 1)
        column.addWidget(_inset(self.rise))
        column.addWidget(PanelHead("If you had chosen otherwise"))
        column.addWidget(self.grid)
        column.addWidget(sentence_head)
        column.addWidget(_inset(self.sentence))

    # Filling

    def _fill_runs(self, report: SaturationReport | None) -> None:
        language = interface_language()
        header = [tr("Run"), tr("Written as"), tr("New"), tr("Share"), ""]
        rows = []
        for run in report.result.runs if report is not None else ():
            rows.append(
                [
                    run_text(run, language),
                    saturation_point(run.first - 1, report.result.rule.run, language),
                    localized_number(run.new, language),
                    percent_text(run.ratio, language) if run.ratio is not None else "—",
                    "",
                ]
            )
        self.runs.show_rows(header, rows, words=(0, 1))
        for row, run in enumerate(report.result.runs if report is not None else ()):
            threshold = report.result.rule.threshold
            bar = _Bar(run.ratio, threshold) if run.ratio is not None else None
            self.runs.set_painted(row, _BAR_COLUMN, bar, _said_of(run, report))
        if report is not None and report.reached is not None:
            self.runs.setCurrentCell(report.result.runs.index(report.reached), 0)

    def _fill_grid(self, report: SaturationReport | None) -> None:
        while self._grid.count():
            self._grid.takeAt(0).widget().deleteLater()
        if report is None:
            return
        language = interface_language()
        columns = list(dict.fromkeys((one.rule.run, one.rule.threshold) for one in report.sensitivity))
        bases = list(dict.fromkeys(one.rule.base for one in report.sensitivity))
        for place, (run, threshold) in enumerate(columns, start=1):
            words = tr("run {run}, {stop}", run=run, stop=percent_text(threshold, language, 0))
            self._grid.addWidget(_cell(words, Look.META), 0, place)
        for row, base in enumerate(bases, start=1):
            self._grid.addWidget(_cell(tr("base {base}", base=base), Look.DENSE), row, 0)
        for one in report.sensitivity:
            row = bases.index(one.rule.base) + 1
            column = columns.index((one.rule.run, one.rule.threshold)) + 1
            is_chosen = one.rule == report.result.rule
            self._grid.addWidget(_cell(_point_of(one, language), Look.LINK_TEXT if is_chosen else None), row, column)
        rows = len(bases) + 1
        francis = tr("{base} + {run} without anything new (Francis)", base=FRANCIS_BASE, run=FRANCIS_RUN)
        self._grid.addWidget(_cell(francis, Look.DENSE), rows, 0, 1, len(columns))
        self._grid.addWidget(_cell(_point_of(report.francis, language), None), rows, len(columns))

    def _show_sentence(self) -> None:
        language = self._sentence_language()
        self.language.show_value(language)
        self.sentence.show_text(self.text(), language)
        self.copy_button.setEnabled(bool(self.text()))

    def _sentence_language(self) -> str:
        return self._language or interface_language()

    def _on_language(self, language: str) -> None:
        self._language = language
        self._show_sentence()


class RatioDelegate(QStyledItemDelegate):
    """Paints a ratio as a bar with a tick at the threshold; below it in one colour, above it in another."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        bar = index.data(PAINTED_ROLE)
        if not isinstance(bar, _Bar):
            return
        shown = tokens()
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = QRectF(option.rect).adjusted(Space.S, 0, -Space.M, 0)
        width = min(room.width(), _BAR_WIDTH)
        left = room.right() - width if is_mirrored else room.left()
        place = QRectF(left, room.center().y() - 3, width, 6)
        widest = max(_WIDEST_RATIO, 2 * bar.threshold)

        def along(share: float) -> float:
            length = min(share / widest, 1.0) * width
            return place.right() - length if is_mirrored else place.left() + length

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.line_strong))
        painter.drawRoundedRect(place, 3, 3)
        painter.setBrush(QColor(shown.ok if bar.ratio <= bar.threshold else shown.error))
        edges = sorted((along(0.0), along(bar.ratio)))
        painter.drawRoundedRect(QRectF(edges[0], place.top(), edges[1] - edges[0], place.height()), 3, 3)
        painter.setBrush(QColor(shown.text_1))
        painter.drawRect(QRectF(along(bar.threshold) - 0.5, place.top() - 4, 1, place.height() + 8))
        painter.restore()


def _said_of(run: Run, report: SaturationReport) -> str:
    """Return in words what the bar of a run shows."""
    if run.ratio is None:
        return ""
    if report.reached == run:
        return tr("the first at or below the threshold")
    if run in report.later_rises:
        return tr("above the threshold again")
    return tr("at or below the threshold") if run.ratio <= report.result.rule.threshold else tr("above the threshold")


def _rise_sentence(report: SaturationReport, rises: tuple[Run, ...]) -> str:
    language = interface_language()
    highest = max(rises, key=lambda run: run.ratio or 0.0)
    return tr(
        "After that, {number} runs rise above the threshold again, the highest at interviews {interviews} ({ratio}). "
        "Report both.",
        number=len(rises),
        interviews=run_text(highest, language),
        ratio=percent_text(highest.ratio or 0.0, language),
    )


def _point_of(result: RuleResult, language: str) -> str:
    if result.saturated_at is not None:
        return saturation_point(result.saturated_at, result.rule.run, language)
    return tr("too few") if result.reason is NotSaturated.TOO_FEW_INTERVIEWS else tr("not yet")


def _cell(text: str, look: Look | None) -> QLabel:
    label = QLabel(text)
    align_label_to_window(label)
    if look is not None:
        wear(label, look)
    return label


def _inset(widget: QWidget) -> QWidget:
    """Return a widget with the distance to the edges of its panel that notices and texts keep."""
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
    row.addWidget(widget)
    return outer

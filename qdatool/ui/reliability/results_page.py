"""Agreement in numbers: coefficients over all codes, the codes in most trouble first, the sentence for a paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from qdatool.analysis.binary import Measure
from qdatool.ui.controls import ActionButton, IconLabel, PanelHead, SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.figures import code_head, code_rows, explanation, overall_head, overall_rows
from qdatool.ui.reliability.number_rows import NumberTable
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Space
from qdatool.ui.top_bar import initials
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.agreement_sentences import methods_sentence
from qdatool.wording.analysis_terms import measure_name, unit_name


class ResultsPage(QFrame):
    """Two tables beside each other; going to a coefficient sorts the codes by it, going to a code filters."""

    def __init__(self, session: ReliabilitySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._explained: int | None = None
        wear(self, Look.PAGE)
        self.overall = NumberTable("Coefficients")
        self.codes = NumberTable("By code")
        self._overall_head, self._codes_head = PanelHead("Coefficients"), PanelHead("By code")
        actions = session.shell.actions
        self._overall_head.add(ActionButton(actions, ReliabilityAction.REPORT, side=IconSize.DENSE))
        self.sentence = WrappingLabel("", Look.DENSE)
        self.copy = SentenceButton("Copy", Look.SMALL, Icon.COPY)
        self.copy.clicked.connect(self._copy)
        self.why = WrappingLabel("", Look.DENSE)
        self._quote = self._foot(Icon.QUOTE, self.sentence, self.copy)
        self._reason = self._foot(Icon.INFO, self.why)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setHandleWidth(1)
        columns.setChildrenCollapsible(False)
        columns.addWidget(_column(self._overall_head, self.overall, self._quote))
        columns.addWidget(_column(self._codes_head, self.codes, self._reason))
        columns.setSizes([500, 500])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(columns)
        self.overall.chosen.connect(self._on_measure)
        self.codes.chosen.connect(self._on_code)
        session.computed.connect(self.refresh)
        session.measure_chosen.connect(self.refresh)
        session.listed.connect(self._show_why)
        self.refresh()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.refresh()

    def refresh(self) -> None:
        """Show what came out."""
        session, language = self._session, interface_language()
        outcome = session.outcome
        if outcome is None:
            for table in (self.overall, self.codes):
                table.show_rows(table.columns, ())
            self.sentence.show_text("")
            self._overall_head.show_count("")
            self._codes_head.show_count("")
            self._quote.hide()
            self._show_why()
            return
        found, order = outcome.agreement, outcome.order
        self.overall.show_rows(overall_head(), overall_rows(found), session.measure)
        names = [initials(label.partition("@")[0]) for label in found.coders]
        rows = code_rows(found, session.measure, order.codes)
        self.codes.show_rows(code_head(found, session.measure, names), rows, session.filter.code_id)
        n_units = max((one.n_units for one in found.codes), default=0)
        units = tr("{n} {units}", n=n_units, units=unit_name(order.options.unit, language))
        self._overall_head.show_count(side_by_side(units, tr("{n} coders", n=len(found.coders))))
        self._codes_head.show_count(measure_name(session.measure, language))
        self.sentence.show_text(methods_sentence(found, order.options, language))
        self._quote.show()
        self._show_why()

    def _on_measure(self, measure: object) -> None:
        if isinstance(measure, Measure) and measure in self._session.measures():
            self._session.choose_measure(measure)

    def _on_code(self, code_id: object) -> None:
        """List the disagreements about a code; the same one again lists all."""
        if isinstance(code_id, int):
            present = self._session.filter.code_id
            self._session.set_filter(code_id=None if present == code_id else code_id)
            if present == code_id:
                self.codes.rows.clearSelection()

    def _show_why(self) -> None:
        """Explain the numbers of the code that is chosen."""
        outcome, wanted = self._session.outcome, self._session.filter.code_id
        place = None
        if outcome is not None:
            place = next((i for i, code in enumerate(outcome.order.codes) if code.id == wanted), None)
        text = explanation(outcome.agreement, place) if outcome is not None and place is not None else ""
        self.why.show_text(text)
        self._reason.setVisible(bool(text))

    def _copy(self) -> None:
        outcome = self._session.outcome
        if outcome is not None:
            text = methods_sentence(outcome.agreement, outcome.order.options, interface_language())
            QGuiApplication.clipboard().setText(text)
            self._session.shell.show_notice(Notice(NoticeKind.OK, tr("The sentence was copied.")))

    def _foot(self, name: Icon, label: WrappingLabel, button: QWidget | None = None) -> QFrame:
        foot = QFrame()
        wear(foot, Look.PANEL)
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(name, IconSize.NORMAL, Ink.FAINT), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        if button is not None:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return foot


def _column(head: QWidget, table: QWidget, foot: QWidget) -> QWidget:
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(head)
    rows.addWidget(table, 1)
    rows.addWidget(foot)
    return column

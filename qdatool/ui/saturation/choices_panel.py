"""What is counted: level, order, coder, rule; and the interviews, which can be taken in another order here."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.analysis.saturation import StoppingRule
from qdatool.analysis.saturation_report import InterviewOrder
from qdatool.ui.controls import ActionButton, NumberField, PanelHead, SentenceLabel, WrappingLabel
from qdatool.ui.dates import calendar_day, shown_time
from qdatool.ui.saturation.actions import SaturationAction
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import interface_language, localized_number, tr

ORDERS = {
    InterviewOrder.SEQUENCE: "As in the project",
    InterviewOrder.DATE: "By date",
    InterviewOrder.OWN: "An order of my own",
}
_MOST = 99
_FIELD_WIDTH = 96
_DOCUMENT_ROLE = Qt.ItemDataRole.UserRole


class ChoicesPanel(QFrame):
    """Every choice stays in view beside the numbers that came of it."""

    def __init__(self, session: SaturationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_filling = False
        wear(self, Look.PANEL)
        self.level, self.order, self.coder = QComboBox(), QComboBox(), QComboBox()
        self.base, self.run, self.threshold = NumberField(), NumberField(), NumberField()
        self.interviews = InterviewList()
        self.stamp = WrappingLabel("", Look.META)
        self._lay_out()
        self._connect()
        self.retranslate()

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.level

    def move_interview(self, step: int) -> None:
        """Take the current interview earlier (-1) or later (1)."""
        row = self.interviews.currentRow()
        target = row + step
        if row < 0 or not 0 <= target < self.interviews.count():
            return
        order = [*self._session.order_shown()]
        order.insert(target, order.pop(row))
        self.interviews.setCurrentRow(target)
        self._session.set_own_order(order)

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        locale = QLocale("fa_IR" if interface_language() == "fa" else "en_US")
        for field, name in (
            (self.level, tr("Level that is counted")),
            (self.order, tr("Order of the interviews")),
            (self.coder, tr("Whose codings are counted")),
            (self.base, tr("Interviews in the base")),
            (self.run, tr("Interviews in a run")),
            (self.threshold, tr("Highest share of new codes in a run, of the base")),
            (self.interviews, tr("Interviews in the order of the analysis")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
        for field in (self.base, self.run, self.threshold):
            field.setLocale(locale)
        self.threshold.setSuffix("٪" if interface_language() == "fa" else "%")
        self.refresh()

    def refresh(self) -> None:
        """Show the choices and interviews as they are now."""
        self._is_filling = True
        self._fill_level()
        self._fill_orders()
        self._fill_coders()
        rule = self._session.choices.rule
        self.base.setValue(rule.base)
        self.run.setValue(rule.run)
        self.threshold.setValue(100 * rule.threshold)
        self._fill_interviews()
        self._is_filling = False
        self._show_stamp()

    # Building

    def _lay_out(self) -> None:
        for field, least, most, decimals in (
            (self.base, 1, _MOST, 0),
            (self.run, 1, _MOST, 0),
            (self.threshold, 0, 100, 1),
        ):
            field.setRange(least, most)
            field.setDecimals(decimals)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setFixedWidth(_FIELD_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead("What is counted"))
        form = QVBoxLayout()
        form.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        form.setSpacing(Space.XS)
        for sentence, field in (("Level", self.level), ("Order", self.order), ("Coder", self.coder)):
            form.addWidget(SentenceLabel(sentence, Look.META))
            form.addWidget(field)
            form.addSpacing(Space.XS)
        rule = QGridLayout()
        rule.setVerticalSpacing(Space.XS)
        rule.setColumnStretch(0, 1)
        labels = (
            SentenceLabel("Base", Look.META),
            SentenceLabel("Run", Look.META),
            SentenceLabel("Stop at", Look.META),
        )
        for row, (label, field) in enumerate(zip(labels, (self.base, self.run, self.threshold), strict=True)):
            rule.addWidget(label, row, 0)
            rule.addWidget(field, row, 1)
        form.addLayout(rule)
        column.addLayout(form)
        head = PanelHead("Interviews")
        actions = self._session.shell.actions
        for action in (SaturationAction.DATE, SaturationAction.EARLIER, SaturationAction.LATER):
            head.add(ActionButton(actions, action, side=IconSize.DENSE))
        self._head = head
        column.addWidget(head)
        column.addWidget(self.interviews, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        foot.addWidget(self.stamp)
        column.addLayout(foot)

    def _connect(self) -> None:
        session = self._session
        session.computed.connect(self.refresh)
        session.chosen.connect(self._show_chosen)
        self.level.activated.connect(lambda _row: session.set_level(self.level.currentData()))
        self.order.activated.connect(lambda _row: session.set_order(self.order.currentData()))
        self.coder.activated.connect(lambda _row: session.set_coder(self.coder.currentData()))
        for field in (self.base, self.run, self.threshold):
            field.valueChanged.connect(lambda _value: self._on_rule())
        self.interviews.currentRowChanged.connect(self._on_current)
        self.interviews.model().rowsMoved.connect(lambda *_rows: self._on_dragged())

    # Filling

    def _fill_level(self) -> None:
        study, report = self._session.study, self._session.report
        self.level.clear()
        for level in reversed(study.levels if study is not None else ()):
            self.level.addItem(level.name_in(interface_language()), level.key)
        if report is not None:
            self.level.setCurrentIndex(self.level.findData(report.level.key))

    def _fill_orders(self) -> None:
        study = self._session.study
        has_dates = study is not None and any(one.date for one in study.interviews)
        self.order.clear()
        for order, sentence in ORDERS.items():
            if order is not InterviewOrder.DATE or has_dates:
                self.order.addItem(tr(sentence), order)
        self.order.setCurrentIndex(self.order.findData(self._session.choices.order))

    def _fill_coders(self) -> None:
        session = self._session
        self.coder.clear()
        self.coder.addItem(tr("Agreed codings, or else all"), None)
        for coder in session.coders:
            self.coder.addItem(coder.name, coder.name)
        names = [self.coder.itemData(row) for row in range(self.coder.count())]
        self.coder.setCurrentIndex(names.index(session.coder))

    def _fill_interviews(self) -> None:
        report, language = self._session.report, interface_language()
        self.interviews.clear()
        for number, one in enumerate(report.study.interviews if report is not None else (), start=1):
            held = f" · {calendar_day(one.date)}" if one.date is not None else ""
            item = QListWidgetItem(f"{localized_number(number, language)}  {one.name}{held}")
            item.setData(_DOCUMENT_ROLE, one.document_id)
            item.setToolTip(f"{one.name}{held}")
            item.setSizeHint(QSize(0, Size.LIST_ROW))
            self.interviews.addItem(item)
        count = self.interviews.count()
        self._head.show_count(localized_number(count, language) if count else "")
        self.interviews.setCurrentRow(self._session.interview - 1)

    def _show_stamp(self) -> None:
        report = self._session.report
        if report is None:
            self.stamp.show_text("")
            return
        moment = datetime.fromisoformat(report.computed_at)
        told = [tr("Computed: {time}.", time=shown_time(moment, datetime.now(UTC)))]
        if report.data.left_out:
            told.append(tr("Not coded yet, so not counted: {number}.", number=len(report.data.left_out)))
        self.stamp.show_text(" ".join(told))

    # Choosing

    def _on_rule(self) -> None:
        if not self._is_filling:
            rule = StoppingRule(int(self.base.value()), int(self.run.value()), self.threshold.value() / 100)
            self._session.set_rule(rule)

    def _on_current(self, row: int) -> None:
        if not self._is_filling:
            self._session.choose_interview(row + 1)

    def _on_dragged(self) -> None:
        items = (self.interviews.item(row) for row in range(self.interviews.count()))
        self._session.set_own_order([item.data(_DOCUMENT_ROLE) for item in items])

    def _show_chosen(self, number: int) -> None:
        if self.interviews.currentRow() != number - 1:
            self._is_filling = True
            self.interviews.setCurrentRow(number - 1)
            self._is_filling = False


class InterviewList(QListWidget):
    """The interviews, each to be dragged to another place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interviewOrder")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

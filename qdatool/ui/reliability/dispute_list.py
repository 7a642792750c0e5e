"""The disagreements as a list: where, what each coder has there, and whether it is settled."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.codes import Code
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute, DisputeKind
from qdatool.ui.controls import EmptyState, IconButton, PanelHead, draw_elided
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.reliability.session import ReliabilitySession, Settled
from qdatool.ui.row_painting import RowPlaces, paint_ground, row_ground, side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Radius, Size, Space
from qdatool.wording import interface_language, localized_number, tr

KINDS = {
    DisputeKind.MISSED: "Only one coded it",
    DisputeKind.BOUNDARY: "Other boundary",
    DisputeKind.OTHER_CODE: "Other code",
}
STATES = {
    Settled.ANY: "Open and settled",
    Settled.OPEN: "Open only",
    Settled.DISCUSS: "To be discussed",
    Settled.DECIDED: "Settled only",
}
_CHIPS = {
    DecisionKind.DISCUSS: "discuss",
    None: "open",
}
_MANY_CODES = 40


class DisputeList(QFrame):
    """The panel: head with what is counted and the filter, and the rows."""

    def __init__(self, session: ReliabilitySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.head = PanelHead("Differences")
        self._settled = QLabel()
        wear(self._settled, Look.CHIP_OK)
        self._settled.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.filter_button = IconButton(Icon.FILTER, "Filter the disagreements")
        self.filter_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.filter_button)
        self._menu.aboutToShow.connect(self.fill_menu)
        self.filter_button.setMenu(self._menu)
        self.filter_button.setCheckable(True)
        self.head.add(self._settled)
        self.head.add(self.filter_button)
        self.rows = DisputeRows(session)
        self._stack = QStackedWidget()
        none = EmptyState("The coders agree everywhere.")
        filtered = EmptyState("No disagreement fits the filter.", "Show all of them")
        filtered.asked.connect(self.clear_filter)
        for page in (self.rows, none, filtered):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        session.listed.connect(self._refresh)
        session.decided.connect(self._refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self._refresh()

    def clear_filter(self) -> None:
        """List every disagreement."""
        self._session.set_filter(kind=None, code_id=None, document_id=None, settled=Settled.ANY)

    def fill_menu(self) -> None:
        """Offer kinds, states, codes and documents of the disagreements."""
        session, menu, wanted = self._session, self._menu, self._session.filter
        menu.clear()
        disputes = session.outcome.disputes if session.outcome is not None else []
        kinds = [(None, tr("Every kind")), *((kind, tr(name)) for kind, name in KINDS.items())]
        _choices(menu, kinds, wanted.kind, lambda kind: session.set_filter(kind=kind))
        menu.addSeparator()
        states = [(state, tr(name)) for state, name in STATES.items()]
        _choices(menu, states, wanted.settled, lambda state: session.set_filter(settled=state))
        menu.addSeparator()
        used = {one.code_id for dispute in disputes for one in dispute.sides}
        codes = [(code.id, code.label_in(interface_language())) for code in session.tree if code.id in used]
        within = menu.addMenu(tr("About one code"))
        _choices(
            within, [(None, tr("Every code")), *codes[:_MANY_CODES]], wanted.code_id,
            lambda code_id: session.set_filter(code_id=code_id),
        )  # fmt: skip
        places = {dispute.document_id for dispute in disputes}
        documents = [(one.id, one.name) for one in session.documents.values() if one.id in places]
        within = menu.addMenu(tr("In one document"))
        _choices(
            within, [(None, tr("Every document")), *documents], wanted.document_id,
            lambda document_id: session.set_filter(document_id=document_id),
        )  # fmt: skip

    def _refresh(self) -> None:
        session, language = self._session, interface_language()
        total = len(session.outcome.disputes) if session.outcome is not None else 0
        shown, settled = len(session.shown), session.settled_count()
        is_filtered = shown != total
        numbers = (
            tr("{shown} of {total}", shown=shown, total=total) if is_filtered else localized_number(total, language)
        )
        self.head.show_count(numbers if total else "")
        self._settled.setText(tr("{n} settled", n=settled))
        self._settled.setVisible(settled > 0)
        self.filter_button.setChecked(is_filtered)
        self.filter_button.setEnabled(total > 0)
        self._stack.setCurrentIndex(0 if shown or session.outcome is None else 2 if total else 1)


class DisputeRows(QListView):
    """The rows; the one the keyboard stands on is looked at."""

    def __init__(self, session: ReliabilitySession) -> None:
        super().__init__()
        self._session = session
        self.disputes = _DisputeModel(session, self)
        self.setModel(self.disputes)
        self.setItemDelegate(_DisputeDelegate(session, self))
        self.setObjectName("paintedRows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        session.dispute_shown.connect(self.show_present)
        session.decided.connect(self.viewport().update)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list for screen readers."""
        self.setAccessibleName(tr("Differences"))
        self.viewport().update()

    def show_present(self) -> None:
        """Select the disagreement that is looked at."""
        place = self._session.place()
        index = self.disputes.index(place) if place is not None else QModelIndex()
        self.selectionModel().blockSignals(True)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selectionModel().blockSignals(False)
        if index.isValid():
            self.scrollTo(index)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._session.show(current.data(DisputeRole.DISPUTE))


class DisputeRole(IntEnum):
    """What the delegate asks for."""

    DISPUTE = Qt.ItemDataRole.UserRole


class _DisputeModel(QAbstractListModel):
    def __init__(self, session: ReliabilitySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[Dispute] = []
        session.listed.connect(self._rebuild)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        dispute = self._rows[index.row()]
        if role == DisputeRole.DISPUTE:
            return dispute
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            names = (side_text(self._session, one) for one in (dispute.first, dispute.second))
            return side_by_side(place_text(self._session, dispute), tr(KINDS[dispute.kind]), *names)
        return None

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._rows = self._session.shown
        self.endResetModel()


class _DisputeDelegate(QStyledItemDelegate):
    """Paints the place and the state, and under them both codes with an arrow between."""

    def __init__(self, session: ReliabilitySession, view: QWidget) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, Size.TWO_LINE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        dispute: Dispute = index.data(DisputeRole.DISPUTE)
        shown = tokens()
        painter.save()
        place = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.panel))
        first = RowPlaces(QRect(place.left(), place.top() + 3, place.width(), 19), option.direction)
        second = RowPlaces(QRect(place.left(), place.top() + 22, place.width(), 18), option.direction)
        chip = self._paint_state(painter, first, dispute)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2))
        where = place_text(self._session, dispute)
        draw_elided(painter, first.between(Space.S, chip + Space.S), where, option.direction)
        half = (place.width() - IconSize.DENSE - Space.S * 4) // 2
        painter.setFont(interface_font(FontSize.DENSE))
        self._paint_side(painter, second, Space.S, half, dispute.first, option.direction)
        between = second.leading(Space.S * 2 + half, IconSize.DENSE, IconSize.DENSE)
        paint_icon(painter, QRectF(between), Icon.SWAP, shown.text_3)
        offset = Space.S * 3 + half + IconSize.DENSE
        self._paint_side(painter, second, offset, half, dispute.second, option.direction)
        painter.restore()

    def _paint_side(
        self,
        painter: QPainter,
        row: RowPlaces,
        offset: int,
        width: int,
        side: CodedPassage | None,
        direction: Qt.LayoutDirection,
    ) -> None:
        shown = tokens()
        code = self._session.code(side.code_id) if side is not None else None
        if code is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.code_color(code.color)))
            painter.drawRoundedRect(QRectF(row.leading(offset, 8, 8)), 2, 2)
        painter.setPen(QColor(shown.text_1 if code is not None else shown.text_2))
        room = 14 if code is not None else 0
        draw_elided(painter, row.leading(offset + room, width - room), side_text(self._session, side), direction)

    def _paint_state(self, painter: QPainter, row: RowPlaces, dispute: Dispute) -> int:
        """Paint the chip at the reading end and return how wide it is."""
        shown, decision = tokens(), self._session.decision(dispute)
        kind = decision.kind if decision is not None else None
        text = tr(_CHIPS.get(kind, "settled"))
        ground, ink = shown.ok_tint, shown.ok
        if kind is DecisionKind.DISCUSS:
            ground, ink = shown.warn_tint, shown.warn
        elif kind is None:
            ground, ink = shown.page, shown.text_2
        painter.setFont(interface_font(FontSize.HINT))
        width = painter.fontMetrics().horizontalAdvance(text) + Space.M
        place = row.trailing(Space.S - 2, width, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(shown.line_strong) if kind is None else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CHIP, Radius.CHIP)
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return width + Space.S


def place_text(session: ReliabilitySession, dispute: Dispute) -> str:
    """Return where a disagreement is: document and paragraph."""
    document = session.documents.get(dispute.document_id)
    name = document.name if document is not None else ""
    return side_by_side(name, tr("paragraph {n}", n=session.paragraph_number(dispute)))


def side_text(session: ReliabilitySession, side: CodedPassage | None) -> str:
    """Return the code of one side, or that there is none."""
    code: Code | None = session.code(side.code_id) if side is not None else None
    return code.label_in(interface_language()) if code is not None else tr("(nothing)")


def _choices(menu: QMenu, choices, present, choose) -> None:
    """Add choices of which one is checked."""
    group = QActionGroup(menu)
    for value, text in choices:
        action = QAction(text, menu, checkable=True, checked=value == present)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
        group.addAction(action)
        menu.addAction(action)

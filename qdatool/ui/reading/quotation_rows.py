"""The quotations of one code as a Qt model, grouped by document, and how a row of it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.coding.quotation_links import linked_quotations
from qdatool.coding.quotations import Coding, codings_of_code, load_quotations
from qdatool.coding.review import CommentTarget, open_comments
from qdatool.ui.controls import draw_elided
from qdatool.ui.dates import shown_time
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.reading.document_model import participants_of
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import (
    RowPlaces,
    is_selected,
    paint_at_end,
    paint_ground,
    paint_number,
    row_ground,
    side_by_side,
)
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.digits import localized_digits

_GROUP_HEIGHT = 26
_LONGEST_TIP = 900
_NUMBER_ROOM = 34
_CODER_ROOM, _TIME_ROOM = 110, 90


class QuotationRole(IntEnum):
    """What delegate and view ask for."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a document's quotations."""

    document_id: int
    name: str
    participants: str
    sequence: int
    count: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """One coding of the code with the words of its quotation on one line, and what hangs on it.

    ``number_at(document_id, position)`` gives the number of a paragraph; it is asked only for rows that are looked at,
    for it reads the whole transcript.
    """

    coding: Coding
    number_at: Callable[[int, int], int]
    quote: str
    coder: str
    has_memo: bool = False
    comment: str = ""
    is_linked: bool = False
    adds_dimension: bool = False
    open_comments: int = 0

    @property
    def paragraph(self) -> int:
        """Return the number of the paragraph in which the quotation begins."""
        return self.number_at(self.coding.document_id, self.coding.start)


class QuotationRows(QAbstractListModel):
    """Rows are group headings and quotations; a closed group shows its heading alone."""

    def __init__(self, session: ReadingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self._groups: list[tuple[GroupRow, list[QuotationRow]]] = []
        self._closed: set[int] = set()
        self._rows: list[GroupRow | QuotationRow] = []

    def show_code(self, code_id: int | None) -> None:
        """Look up and show the quotations of a code and of those below it, within the scope; none for None."""
        if code_id != self._code_id:
            self._closed.clear()
        self._code_id = code_id
        self.beginResetModel()
        self._groups = self._looked_up()
        self._arrange()
        self.endResetModel()

    def count(self) -> int:
        """Return how many different quotations are listed."""
        return len({row.coding.quotation_id for _, rows in self._groups for row in rows})

    def row(self, index: QModelIndex) -> GroupRow | QuotationRow | None:
        """Return what stands in a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, quotation_id: int) -> QModelIndex:
        """Return the row of a quotation, invalid if it is not listed or its group is closed."""
        for i, row in enumerate(self._rows):
            if isinstance(row, QuotationRow) and row.coding.quotation_id == quotation_id:
                return self.index(i)
        return QModelIndex()

    def toggle(self, document_id: int) -> None:
        """Close or open the group of a document."""
        self._closed ^= {document_id}
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if role == QuotationRole.ROW:
            return row
        if isinstance(row, GroupRow) and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr("{document}: {n} quotations", document=row.name, n=row.count)
        if isinstance(row, QuotationRow):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return row.quote
            if role == Qt.ItemDataRole.ToolTipRole:
                return self._tip(row)
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if isinstance(self.row(index), QuotationRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def _tip(self, row: QuotationRow) -> str:
        code = self._session.code(row.coding.code_id)
        quote = row.quote if len(row.quote) <= _LONGEST_TIP else row.quote[:_LONGEST_TIP] + "…"
        lines = [code.label_in(interface_language())] if code is not None else []
        lines.append(quote)
        if row.comment:
            lines.append(tr("Comment: {comment}", comment=row.comment))
        if row.adds_dimension:
            lines.append(tr("Adds a dimension"))
        if row.open_comments:
            lines.append(tr("Open review comments: {n}", n=row.open_comments))
        return "\n".join(lines)

    def _looked_up(self) -> list[tuple[GroupRow, list[QuotationRow]]]:
        session = self._session
        if session.project is None or self._code_id not in session.tree.codes:
            return []
        family = (self._code_id, *session.tree.descendants(self._code_id))
        found = codings_of_code(session.project, family, session.coder_filter())
        adding = {(one.quotation_id, one.coder_id) for one in found if one.adds_dimension}
        codings = _each_passage_once(found)
        linked = linked_quotations(session.project)
        reviewed = open_comments(session.project, CommentTarget.QUOTATION)
        quotations = load_quotations(session.project, [coding.quotation_id for coding in codings])
        by_document: dict[int, list[QuotationRow]] = {}
        for coding in codings:
            quotation = quotations[coding.quotation_id]
            by_document.setdefault(coding.document_id, []).append(
                QuotationRow(
                    coding,
                    session.paragraph_number,
                    " ".join(quotation.quote.split()),
                    session.coder_name(coding.coder_id),
                    quotation.has_memo,
                    quotation.comment,
                    coding.quotation_id in linked,
                    (coding.quotation_id, coding.coder_id) in adding,
                    reviewed.get(coding.quotation_id, 0),
                )
            )
        documents = {document.id: document for document in session.documents}
        return [
            (
                GroupRow(
                    document_id,
                    documents[document_id].name,
                    participants_of(session, document_id),
                    documents[document_id].sequence,
                    len(rows),
                    document_id not in self._closed,
                ),
                rows,
            )
            for document_id, rows in by_document.items()
            if document_id in documents
        ]

    def _arrange(self) -> None:
        self._rows = []
        for group, rows in self._groups:
            is_open = group.document_id not in self._closed
            shown = GroupRow(group.document_id, group.name, group.participants, group.sequence, group.count, is_open)
            self._rows += [shown, *(rows if is_open else ())]


class QuotationDelegate(QStyledItemDelegate):
    """Paints headings and quotations; a quotation runs in its own direction and loses its own end."""

    def __init__(self, session: ReadingSession, view: QWidget) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        is_group = isinstance(index.data(QuotationRole.ROW), GroupRow)
        return QSize(200, _GROUP_HEIGHT if is_group else Size.LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row = index.data(QuotationRole.ROW)
        painter.save()
        if isinstance(row, GroupRow):
            self._paint_group(painter, option, row)
        elif isinstance(row, QuotationRow):
            self._paint_quotation(painter, option, row)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, group: GroupRow) -> None:
        shown = tokens()
        places = RowPlaces(option.rect, option.direction)
        arrow = QRectF(places.leading(Space.S, 14, 14))
        paint_icon(painter, arrow, Icon.OPEN_LIST if group.is_open else Icon.EXPAND, shown.text_3)
        painter.setFont(interface_font(FontSize.META, is_bold=True))
        painter.setPen(QColor(shown.text_2))
        number = localized_digits(f"{group.sequence:02d}", interface_language())
        name = side_by_side(number, group.name, group.participants)
        count = localized_number(group.count, interface_language())
        width = painter.fontMetrics().horizontalAdvance(name)
        place = places.between(Space.S + 20, 60)
        draw_elided(painter, place, name, option.direction)
        painter.setFont(interface_font(FontSize.META))
        after = places.leading(Space.S + 20 + min(width, place.width()) + Space.S, 50)
        painter.drawText(after, _at_start(option.direction), count)

    def _paint_quotation(self, painter: QPainter, option: QStyleOptionViewItem, row: QuotationRow) -> None:
        shown = tokens()
        place = option.rect.adjusted(Space.S, 1, -Space.S, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.page))
        places = RowPlaces(place, option.direction)
        faint = QColor(shown.text_2 if is_selected(option) else shown.text_3)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(faint)
        paint_number(painter, places.leading(0, _NUMBER_ROOM - Space.S), row.paragraph)
        code = self._session.code(row.coding.code_id)
        bar = places.leading(_NUMBER_ROOM, 3, 18)
        painter.fillRect(bar, QColor(shown.code_color(code.color) if code else shown.text_3))
        paint_at_end(painter, places.trailing(Space.S, _TIME_ROOM - Space.S), self._time(row))
        coder_place = places.trailing(_TIME_ROOM, _CODER_ROOM - Space.S)
        painter.setPen(QColor(shown.text_2))
        coder = painter.fontMetrics().elidedText(row.coder, Qt.TextElideMode.ElideRight, coder_place.width())
        paint_at_end(painter, coder_place, coder)
        trailing = _TIME_ROOM + _CODER_ROOM
        if row.open_comments > 1:
            painter.setFont(interface_font(FontSize.HINT, is_bold=True))
            paint_number(painter, places.trailing(trailing, 12), row.open_comments)
            trailing += 15
        for sign in _signs(row):
            paint_icon(painter, QRectF(places.trailing(trailing, 13, 13)), sign, faint.name())
            trailing += 20
        painter.setFont(interface_font(FontSize.BASE))
        painter.setPen(QColor(shown.text_1))
        draw_elided(painter, places.between(_NUMBER_ROOM + 12, trailing + Space.S), row.quote, option.direction)

    def _time(self, row: QuotationRow) -> str:
        now = datetime.now().astimezone()
        moment = datetime.fromisoformat(row.coding.created_at).astimezone()
        if moment.date() == now.date():
            return localized_digits(f"{moment:%H:%M}", interface_language())
        return shown_time(moment, now)


def _signs(row: QuotationRow) -> list[Icon]:
    """Return what is drawn for the things that hang on a quotation, from the reading end inwards."""
    shown = {
        Icon.COMMENT: bool(row.open_comments),
        Icon.MEMO: row.has_memo,
        Icon.EDIT: bool(row.comment),
        Icon.LINK: row.is_linked,
        Icon.DIMENSION: row.adds_dimension,
    }
    return [sign for sign, is_on in shown.items() if is_on]


def _at_start(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def _each_passage_once(codings: tuple[Coding, ...]) -> list[Coding]:
    """Keep one coding of each quotation and coder: several codes of a category may be on one passage."""
    return list({(coding.quotation_id, coding.coder_id): coding for coding in reversed(codings)}.values())[::-1]

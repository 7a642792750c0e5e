"""The links of one quotation as a Qt model, seen from that quotation, and how a row of it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.coding.quotation_links import QuotationLink, links_of_quotation
from qdatool.coding.quotations import Quotation, load_quotations
from qdatool.coding.relation_types import list_link_types
from qdatool.ui.controls import draw_elided
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_ground, row_ground
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import interface_language, tr

_ARROW = 14
_WIDEST_TYPE = 150
_PLACE_SHARE = 0.3


class LinkRole(IntEnum):
    """What delegate and view ask for."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as it looks from one of its ends; ``is_outgoing`` where that end is the source."""

    link: QuotationLink
    other: Quotation
    type_name: str
    is_outgoing: bool
    is_directed: bool
    document: str
    paragraph: int


class LinkRows(QAbstractListModel):
    """The rows are the links of the quotation that is shown, the oldest first."""

    def __init__(self, session: ReadingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[LinkRow] = []

    def show_links(self, quotation_id: int | None) -> None:
        """Look up and show the links of a quotation; none for None."""
        self.beginResetModel()
        self._rows = self._looked_up(quotation_id) if quotation_id is not None else []
        self.endResetModel()

    def row(self, index: QModelIndex) -> LinkRow | None:
        """Return what stands in a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, link_id: int | None) -> QModelIndex:
        """Return the row of a link, invalid if it is not shown."""
        place = next((i for i, row in enumerate(self._rows) if row.link.id == link_id), None)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == LinkRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(row.other.quote.split())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _described(row)
        return None

    def _looked_up(self, quotation_id: int) -> list[LinkRow]:
        session = self._session
        if session.project is None:
            return []
        links = links_of_quotation(session.project, quotation_id)
        if not links:
            return []
        types = {one.key: one for one in list_link_types(session.project)}
        others = load_quotations(session.project, [link.other_end(quotation_id) for link in links])
        return [
            self._row(link, others[link.other_end(quotation_id)], link.source_id == quotation_id, types)
            for link in links
            if link.other_end(quotation_id) in others and link.type_key in types
        ]

    def _row(self, link: QuotationLink, other: Quotation, is_outgoing: bool, types) -> LinkRow:
        document = self._session.document(other.document_id)
        kind = types[link.type_key]
        return LinkRow(
            link,
            other,
            kind.name_in(interface_language()),
            is_outgoing,
            kind.is_directed,
            document.name if document is not None else "",
            self._session.paragraphs(other.document_id).number_at(other.start),
        )


def _described(row: LinkRow) -> str:
    quote = " ".join(row.other.quote.split())
    if row.is_outgoing or not row.is_directed:
        said = tr("This passage {type}: “{quote}”", type=row.type_name, quote=quote)
    else:
        said = tr("“{quote}” {type} this passage", type=row.type_name, quote=quote)
    return "\n".join(part for part in (said, row.link.comment) if part)


class LinkDelegate(QStyledItemDelegate):
    """Paints the direction, the type, the words of the other end and where they stand."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(160, Size.LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row: LinkRow | None = index.data(LinkRole.ROW)
        if row is None:
            return
        painter.save()
        shown = tokens()
        place = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.page))
        places = RowPlaces(place, option.direction)
        faint = shown.text_2 if is_selected(option) else shown.text_3
        arrow = Icon.SWAP if not row.is_directed else Icon.FORWARD if row.is_outgoing else Icon.BACK
        paint_icon(painter, QRectF(places.leading(Space.XS, _ARROW, _ARROW)), arrow, faint)
        painter.setFont(interface_font(FontSize.META, is_bold=True))
        width = min(QFontMetrics(painter.font()).horizontalAdvance(row.type_name), _WIDEST_TYPE)
        start = Space.XS + _ARROW + Space.S
        painter.setPen(QColor(shown.text_2))
        draw_elided(painter, places.leading(start, width + 2), row.type_name, option.direction)
        start += width + Space.M
        where = tr("{document}, ¶ {n}", document=row.document, n=row.paragraph)
        painter.setFont(interface_font(FontSize.META))
        room = min(painter.fontMetrics().horizontalAdvance(where) + 2, round(place.width() * _PLACE_SHARE))
        painter.setPen(QColor(faint))
        draw_elided(painter, places.trailing(Space.S, room), where, option.direction)
        end = Space.S + room + Space.M
        if row.link.comment:
            paint_icon(painter, QRectF(places.trailing(end, 13, 13)), Icon.EDIT, faint)
            end += 20
        painter.setFont(interface_font(FontSize.BASE))
        painter.setPen(QColor(shown.text_1))
        draw_elided(painter, places.between(start, end), index.data(), option.direction)
        painter.restore()

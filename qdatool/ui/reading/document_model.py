"""The documents as a Qt model, filtered as the user types, and how a row of it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.coding.documents import Document
from qdatool.text.folding import folded_key
from qdatool.ui.controls import draw_elided
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_at_end, paint_ground, row_ground, side_by_side
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Size, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.digits import localized_digits
from qdatool.wording.lists import listed

DOCUMENT_MIME = "application/x-qdatool-document"
"""A document dragged inside the list: its id."""
_NUMBER_ROOM = 30
_BAR_WIDTH, _BAR_HEIGHT = 72, 4
_PERCENT_ROOM = 36
_SIGN_ROOM = 18


class DocumentRole(IntEnum):
    """What the delegate asks for."""

    DOCUMENT = Qt.ItemDataRole.UserRole
    SHARE = Qt.ItemDataRole.UserRole + 1
    PARTICIPANTS = Qt.ItemDataRole.UserRole + 2
    SIGNS = Qt.ItemDataRole.UserRole + 3


class DocumentModel(QAbstractListModel):
    """Rows are documents in their order."""

    def __init__(self, session: ReadingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = ""
        self._rows: tuple[Document, ...] = ()
        session.project_opened.connect(self._rebuild)
        session.documents_changed.connect(self._rebuild)
        session.share_changed.connect(self._on_share_changed)
        self._rebuild()

    def set_filter(self, query: str) -> None:
        """Show only the documents whose name or participant fits."""
        self._filter = folded_key(query)
        self._rebuild()

    def is_filtered(self) -> bool:
        """Tell whether some documents may be hidden."""
        return bool(self._filter)

    def document(self, index: QModelIndex) -> Document | None:
        """Return the document of a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, document_id: int | None) -> QModelIndex:
        """Return the row of a document, invalid if it is not shown."""
        row = next((i for i, one in enumerate(self._rows) if one.id == document_id), None)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self.document(index)
        if document is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return document.name
        if role == DocumentRole.DOCUMENT:
            return document
        if role == DocumentRole.SHARE:
            return self._session.share(document.id)
        if role == DocumentRole.PARTICIPANTS:
            return participants_of(self._session, document.id)
        if role == DocumentRole.SIGNS:
            return self._signs(document)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._described(document)
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [DOCUMENT_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        document = next((self.document(index) for index in indexes), None)
        if document is not None:
            mime.setData(DOCUMENT_MIME, str(document.id).encode())
        return mime

    def retranslate(self) -> None:
        """Show numbers in the interface's digits."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _signs(self, document: Document) -> tuple[Icon, ...]:
        """Return what the round says of a document: drawn for it, finished by the present coder."""
        drawn = (Icon.DRAWN,) if document.id in self._session.drawn else ()
        return (*drawn, Icon.OK) if self._session.is_finished(document.id) else drawn

    def _described(self, document: Document) -> str:
        share = self._session.share(document.id)
        lines = [side_by_side(document.name, participants_of(self._session, document.id))]
        if share is not None:
            percent = localized_number(round(share * 100), interface_language())
            lines.append(tr("Share of its paragraphs coded: {percent}", percent=localized_percent(percent)))
        lines.append(tr("Turns: {n}", n=document.turns))
        if document.id in self._session.drawn:
            lines.append(tr("Drawn for double coding in this round"))
        names = [one.name for one in self._session.coders if one.id in self._session.finished.get(document.id, ())]
        if names:
            lines.append(tr("Finished in this round: {coders}", coders=listed(names, interface_language())))
        return "\n".join(lines)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._rows = tuple(one for one in self._session.documents if self._fits(one))
        self.endResetModel()

    def _fits(self, document: Document) -> bool:
        if not self._filter:
            return True
        names = (document.name, *self._session.participants.get(document.id, ()))
        return any(self._filter in folded_key(name) for name in names)

    def _on_share_changed(self, document_id: int) -> None:
        index = self.index_of(document_id)
        if index.isValid():
            self.dataChanged.emit(index, index)


def participants_of(session: ReadingSession, document_id: int) -> str:
    """Return the names of those who speak in a document, as one text."""
    comma = "، " if interface_language() == "fa" else ", "
    return comma.join(session.participants.get(document_id, ()))


class DocumentDelegate(QStyledItemDelegate):
    """Paints number, name and participant, and under them the share coded and the turns."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, Size.TWO_LINE_ROW + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        document: Document = index.data(DocumentRole.DOCUMENT)
        shown, language = tokens(), interface_language()
        painter.save()
        place = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.panel))
        faint = QColor(shown.text_2 if is_selected(option) else shown.text_3)
        first = RowPlaces(QRect(place.left(), place.top() + 4, place.width(), 20), option.direction)
        second = RowPlaces(QRect(place.left(), place.top() + 24, place.width(), 16), option.direction)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(faint)
        number = localized_digits(f"{document.sequence:02d}", language)
        painter.drawText(first.leading(Space.S, _NUMBER_ROOM - Space.S), _middle(option.direction), number)
        self._paint_names(painter, first, option, index)
        painter.setFont(interface_font(FontSize.META))
        self._paint_share(painter, second, index.data(DocumentRole.SHARE), faint)
        turns = tr("{n} turns", n=document.turns) if document.turns else ""
        painter.setPen(faint)
        room = second.between(_NUMBER_ROOM + _BAR_WIDTH + _PERCENT_ROOM + 2, Space.S - 2)
        if painter.fontMetrics().horizontalAdvance(turns) <= room.width():
            paint_at_end(painter, room, turns)
        painter.restore()

    def _paint_names(self, painter: QPainter, row: RowPlaces, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(tokens().text_1))
        name, participants = index.data(), index.data(DocumentRole.PARTICIPANTS)
        painter_metrics = QFontMetrics(painter.font())
        signs = index.data(DocumentRole.SIGNS)
        end = Space.S + len(signs) * _SIGN_ROOM
        for place, sign in enumerate(reversed(signs)):
            color = tokens().ok if sign is Icon.OK else tokens().text_2
            side = row.trailing(Space.S - 2 + place * _SIGN_ROOM, IconSize.DENSE, IconSize.DENSE)
            paint_icon(painter, QRectF(side), sign, color)
        draw_elided(painter, row.between(_NUMBER_ROOM, end), name, option.direction)
        used = _NUMBER_ROOM + painter_metrics.horizontalAdvance(name) + Space.S - 2
        room = row.between(used, end)
        if participants and participants != name and room.width() > Space.XL:
            painter.setFont(interface_font(FontSize.DENSE))
            painter.setPen(QColor(tokens().text_2))
            draw_elided(painter, room, participants, option.direction)

    def _paint_share(self, painter: QPainter, row: RowPlaces, share: float | None, faint: QColor) -> None:
        if share is None:
            return
        shown = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.line))
        painter.drawRoundedRect(QRectF(row.leading(_NUMBER_ROOM, _BAR_WIDTH, _BAR_HEIGHT)), 2, 2)
        if share > 0:
            painter.setBrush(QColor(shown.ok if share >= 1 else shown.accent))
            width = max(round(_BAR_WIDTH * share), _BAR_HEIGHT)
            painter.drawRoundedRect(QRectF(row.leading(_NUMBER_ROOM, width, _BAR_HEIGHT)), 2, 2)
        painter.setPen(faint)
        percent = localized_number(round(share * 100), interface_language())
        paint_at_end(painter, row.leading(_NUMBER_ROOM + _BAR_WIDTH, _PERCENT_ROOM), localized_percent(percent))


def localized_percent(number: str) -> str:
    """Return a number with the percent sign of the interface's language."""
    return f"{number}٪" if interface_language() == "fa" else f"{number}%"


def _middle(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter

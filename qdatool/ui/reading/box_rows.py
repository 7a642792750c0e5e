"""The lines of the code box: what each stands for and how it is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from qdatool.text.spans import Span
from qdatool.text.utf16 import Utf16Map
from qdatool.ui.controls import draw_elided
from qdatool.ui.direction import one_line
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.level_signs import paint_shape, rank_of
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, key_width, paint_ground, paint_key, paint_number
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Space
from qdatool.wording import interface_language

ROW_HEIGHT = 31
_PARENT_ROOM, _COUNT_ROOM, _KEY_ROOM = 132, 34, 30


class RowKind(Enum):
    """What Enter does on a row."""

    APPLY = "apply"
    CREATE = "create"


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One line of the box; ``label`` of a CREATE row is what was typed."""

    kind: RowKind
    code_id: int | None
    label: str
    hits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxChoice:
    """A code to apply, or, where ``code_id`` is None, one to make of the label under the parent on the level."""

    code_id: int | None
    label: str
    parent_id: int | None = None
    level_id: int | None = None


ROW_ROLE = Qt.ItemDataRole.UserRole


class BoxRows(QAbstractListModel):
    """The lines as a Qt model; ``create_sentence`` says what the line that makes a code reads."""

    def __init__(self, create_sentence: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._create_sentence = create_sentence
        self.rows: list[BoxRow] = []

    def show(self, rows: list[BoxRow]) -> None:
        """Offer other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._create_sentence(row.label) if row.kind is RowKind.CREATE else row.label
        return None


class BoxDelegate(QStyledItemDelegate):
    """Paints a line: shape, label with its matched parts, parent, count, and the key that takes it."""

    def __init__(self, session: ReadingSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row: BoxRow = index.data(ROW_ROLE)
        shown = tokens()
        painter.save()
        place = option.rect.adjusted(2, 1, -2, -1)
        if is_selected(option):
            paint_ground(painter, place, shown.selected)
        places = RowPlaces(place, option.direction)
        if row.kind is RowKind.CREATE:
            self._paint_create(painter, places, option, index.data())
        else:
            self._paint_code(painter, places, option, row)
        painter.restore()

    def _paint_create(self, painter: QPainter, places: RowPlaces, option: QStyleOptionViewItem, sentence: str) -> None:
        paint_icon(painter, QRectF(places.leading(8, 14, 14)), Icon.ADD, tokens().accent_text)
        key = "Enter" if is_selected(option) else "Ctrl+Enter"
        width = key_width("↵" if is_selected(option) else "Ctrl+↵")
        paint_key(painter, places.trailing(6, width, 18), key.replace("Enter", "↵"))
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(tokens().accent_text))
        draw_elided(painter, places.between(30, width + 14), sentence, option.direction)

    def _paint_code(self, painter: QPainter, places: RowPlaces, option: QStyleOptionViewItem, row: BoxRow) -> None:
        shown, code = tokens(), self._session.code(row.code_id)
        if code is None:
            return
        rank = rank_of(code.level_id, self._session.levels)
        ground = shown.selected if is_selected(option) else shown.raised
        paint_shape(painter, QPointF(places.leading(8, 12, 12).center()), rank, code.color, ground)
        faint = QColor(shown.text_2 if is_selected(option) else shown.text_3)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(faint)
        if is_selected(option):
            paint_key(painter, places.trailing(6, 20, 18), "↵")
        paint_number(painter, places.trailing(_KEY_ROOM, _COUNT_ROOM - 8), self._session.count(code.id).quotations)
        parent = self._session.code(code.parent_id)
        used = _KEY_ROOM + _COUNT_ROOM
        if parent is not None:
            name = parent.label_in(interface_language())
            width = min(round(QFontMetricsF(painter.font()).horizontalAdvance(name)) + 4, _PARENT_ROOM)
            draw_elided(painter, places.trailing(used, width), name, option.direction)
            used += width + Space.S
        _paint_label(painter, places.between(28, used), row, option.direction)


def _paint_label(painter: QPainter, place: QRect, row: BoxRow, window: Qt.LayoutDirection) -> None:
    """Paint a label with its matched parts in bold accent; one that is too long loses its own end."""
    font = interface_font(FontSize.BASE)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, place.width() - 4)
    layout = QTextLayout(text, font)
    layout.setTextOption(one_line(text, window))
    strong = QTextCharFormat()
    strong.setForeground(QColor(tokens().accent_text))
    strong.setFontWeight(600)
    ranges = []
    utf16 = Utf16Map(row.label)
    kept = len(text.encode("utf-16-le")) // 2 - (1 if text != row.label else 0)
    for hit in row.hits:
        start, end = utf16.to16(hit.start), min(utf16.to16(hit.end), kept)
        if start < end:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, end - start, strong
            ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    layout.endLayout()
    painter.setPen(QColor(tokens().text_1))
    layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2))

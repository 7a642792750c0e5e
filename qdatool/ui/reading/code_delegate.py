"""Draws one row of the code tree: shape, label, chip, how many quotations and documents."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.coding.codes import Code
from qdatool.coding.quotations import CodeCount
from qdatool.ui.code_marks import CodeMark, marks_width, paint_marks
from qdatool.ui.controls import draw_elided
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.level_signs import CHIP_HEIGHT, CHIP_WIDTH, Rank, paint_chip, paint_shape, rank_of
from qdatool.ui.reading.code_model import CodeRole
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_number, row_ground
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space

QUOTATIONS_WIDTH, DOCUMENTS_WIDTH = 38, 32
END_ROOM = 8
CHIP_OFFSET = END_ROOM + DOCUMENTS_WIDTH + QUOTATIONS_WIDTH + Space.XS
"""How far the chip stands from the reading end of a row."""
_LABEL_OFFSET = 20


class CodeDelegate(QStyledItemDelegate):
    """Paints a row but its ground, which the tree paints, and edits labels in place."""

    def __init__(self, session: ReadingSession, view: QWidget) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, Size.TREE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        code: Code | None = index.data(CodeRole.CODE)
        count: CodeCount | None = index.data(CodeRole.COUNT)
        row = RowPlaces(option.rect, option.direction)
        painter.save()
        rank = self._paint_sign(painter, option, row, code)
        shown = tokens()
        if count is not None:
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(shown.text_2))
            paint_number(painter, row.trailing(END_ROOM + DOCUMENTS_WIDTH, QUOTATIONS_WIDTH), count.quotations)
            painter.setPen(QColor(shown.text_2 if is_selected(option) else shown.text_3))
            paint_number(painter, row.trailing(END_ROOM, DOCUMENTS_WIDTH), count.documents)
        painter.setFont(interface_font(FontSize.DENSE, is_bold=code is not None and rank is not Rank.LOWEST))
        painter.setPen(QColor(shown.text_1))
        mark: CodeMark | None = index.data(CodeRole.MARK)
        end = CHIP_OFFSET + CHIP_WIDTH + Space.S
        place = row.between(_LABEL_OFFSET, end + marks_width(mark))
        draw_elided(painter, place, index.data(), option.direction)
        if mark is not None:
            paint_marks(painter, row, end, mark)
        painter.restore()

    def _paint_sign(self, painter: QPainter, option: QStyleOptionViewItem, row: RowPlaces, code: Code | None) -> Rank:
        place = QRectF(row.leading(2, 14, 14))
        if code is None:
            paint_icon(painter, place, Icon.INBOX, tokens().warn)
            return Rank.LOWEST
        rank, level = rank_of(code.level_id, self._session.levels), self._session.level_of(code)
        ground = row_ground(option, self._view, tokens().panel)
        paint_shape(painter, QPointF(place.center()), rank, code.color, ground)
        if level is not None and len(self._session.levels) > 1:
            paint_chip(painter, QRectF(row.trailing(CHIP_OFFSET, CHIP_WIDTH, CHIP_HEIGHT)), level, rank)
        return rank

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(interface_font(FontSize.DENSE))
        return editor

    def setEditorData(self, editor: QLineEdit, index: QModelIndex) -> None:
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QLineEdit, model: QAbstractItemModel, index: QModelIndex) -> None:
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QLineEdit, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        editor.setGeometry(RowPlaces(option.rect, option.direction).between(_LABEL_OFFSET - Space.XS, END_ROOM))

"""Draws the cells of the codebook's table and edits them in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.codes import Code
from qdatool.ui.code_marks import marks_width, paint_marks
from qdatool.ui.codebook.columns import NUMBERS, WORDS, Column
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.codebook.table_model import CellRole
from qdatool.ui.controls import draw_elided
from qdatool.ui.direction import direction_of
from qdatool.ui.level_signs import Rank, paint_shape
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_number, row_ground
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.ui.words_field import WordsField
from qdatool.wording import interface_language
from qdatool.wording.terms import code_status_name

_LABEL_OFFSET = 20
_WORDS_HEIGHT = 112


class CodeTableDelegate(QStyledItemDelegate):
    """Paints cells but their ground, which the table paints."""

    def __init__(self, session: CodebookSession, view: QTreeView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(60, Size.TABLE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        code: Code | None = index.data(CellRole.CODE)
        if code is None:
            return
        column, row, shown = Column(index.column()), RowPlaces(option.rect, option.direction), tokens()
        painter.save()
        painter.setFont(interface_font(FontSize.DENSE))
        painter.setPen(QColor(shown.text_1))
        if column is Column.LABEL:
            self._paint_label(painter, option, row, code)
        elif column in NUMBERS:
            self._paint_count(painter, option, row, index.data(), column)
        else:
            if column in (Column.LEVEL, Column.PARENT, Column.TRANSLATION, *WORDS):
                painter.setPen(QColor(shown.text_2))
            if column is Column.STATUS:
                painter.setPen(QColor(_status_ink(CodeStatus(code.status))))
            draw_elided(painter, row.between(Space.S, Space.S), index.data() or "", option.direction)
        painter.restore()

    def _paint_label(self, painter: QPainter, option: QStyleOptionViewItem, row: RowPlaces, code: Code) -> None:
        rank = self._session.rank_of(code)
        ground = row_ground(option, self._view, tokens().page)
        paint_shape(painter, QPointF(row.leading(2, 14, 14).center()), rank, code.color, ground)
        is_retired = code.status == CodeStatus.RETIRED
        painter.setFont(interface_font(FontSize.DENSE, is_bold=rank is not Rank.LOWEST))
        painter.setPen(QColor(tokens().text_3 if is_retired else tokens().text_1))
        mark = self._session.marks.mark(code.id)
        place = row.between(_LABEL_OFFSET, Space.S + marks_width(mark))
        draw_elided(painter, place, code.label_in(interface_language()), option.direction)
        if mark is not None:
            paint_marks(painter, row, Space.S, mark)

    def _paint_count(
        self, painter: QPainter, option: QStyleOptionViewItem, row: RowPlaces, number: int, column: Column
    ) -> None:
        if not number and column in (Column.OWN, Column.COMMENTS):
            return
        is_faint = column is not Column.QUOTATIONS and not is_selected(option)
        painter.setPen(QColor(tokens().text_3 if is_faint else tokens().text_1))
        paint_number(painter, row.between(Space.S, Space.M), number)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget | None:
        column = Column(index.column())
        if column is Column.LEVEL:
            levels = self._session.levels
            return self._choice(parent, [(level.name_in(interface_language()), level.id) for level in levels])
        if column is Column.STATUS:
            return self._choice(
                parent, [(code_status_name(one, interface_language()), one.value) for one in CodeStatus]
            )
        if column in WORDS:
            return WordsEditor(parent, lambda editor: self._leave(editor))
        editor = QLineEdit(parent)
        editor.setFont(interface_font(FontSize.DENSE))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            place = next(i for i in range(editor.count()) if editor.itemData(i) == value)
            editor.setCurrentIndex(place)
        elif isinstance(editor, WordsEditor):
            editor.show_words(value)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.setLayoutDirection(direction_of(value or index.siblingAtColumn(Column.LABEL).data()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, WordsEditor):
            model.setData(index, editor.words())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        column, row = Column(index.column()), RowPlaces(option.rect, option.direction)
        if column in WORDS:
            editor.setGeometry(self._room_for_words(option.rect))
        elif column is Column.LABEL:
            editor.setGeometry(row.between(_LABEL_OFFSET - Space.XS, 0))
        else:
            editor.setGeometry(option.rect)

    def _room_for_words(self, cell: QRect) -> QRect:
        """Return the place of an editor of several lines: over the cell, and within the table."""
        room = self._view.viewport().rect()
        width = min(max(cell.width(), 260), room.width())
        left = min(max(cell.left(), room.left()), room.right() - width)
        top = min(cell.top(), max(room.bottom() - _WORDS_HEIGHT, room.top()))
        return QRect(left, top, width, _WORDS_HEIGHT)

    def _choice(self, parent: QWidget, rows: list[tuple[str, object]]) -> QComboBox:
        """Return a list that is open at once; what is picked in it is taken."""
        field = QComboBox(parent)
        for text, value in rows:
            field.addItem(text, value)
        field.activated.connect(lambda _row: self._leave(field))
        QTimer.singleShot(0, field, field.showPopup)
        return field

    def _leave(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


class WordsEditor(WordsField):
    """Several lines in a cell: Enter takes them, Shift+Enter begins a new line, Escape leaves them as they were."""

    def __init__(self, parent: QWidget, take: Callable[[WordsEditor], None]) -> None:
        super().__init__("", "Definition", parent)
        self._take = take
        self.setFont(interface_font(FontSize.DENSE))

    def event(self, event: QEvent) -> bool:
        # Before the delegate's own filter sees it, Enter must be told from Shift+Enter.
        if event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            is_enter = key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not key.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._take(self)
                return True
        return super().event(event)


def _status_ink(status: CodeStatus) -> str:
    shown = tokens()
    inks = {CodeStatus.DRAFT: shown.text_3, CodeStatus.SETTLED: shown.ok, CodeStatus.RETIRED: shown.text_3}
    return inks.get(status, shown.text_1)

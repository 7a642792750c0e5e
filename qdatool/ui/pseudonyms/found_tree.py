"""What was found, by person or kind, each place in its context with a box to tick, and the words that come instead."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from qdatool.coding.pseudonyms import Occurrence, Where
from qdatool.ui.direction import direction_of, one_line
from qdatool.ui.pseudonyms.plan import Agreed, FoundGroup
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import tr

WHERE_NAMES = {
    Where.TRANSCRIPT: "transcript",
    Where.OLD_VERSION: "earlier version",
    Where.DOCUMENT: "document",
    Where.PARTICIPANT: "participant",
    Where.CODE: "code",
    Where.COMMENT: "comment",
    Where.MEMO: "memo",
    Where.MODEL: "model",
    Where.REVIEW: "review",
    Where.HISTORY: "history",
    Where.RESEARCHER: "who codes",
    Where.PROJECT: "project",
}
"""Keys for ``tr``."""

_FOUND, _PSEUDONYM, _WHERE = range(3)
_ROLE = Qt.ItemDataRole.UserRole
_LONGEST_SIDE = 34
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FoundTree(QTreeWidget):
    """``agreed_changed`` after boxes or pseudonyms were changed."""

    agreed_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(3)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_FoundDelegate(self))
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_FOUND, QHeaderView.ResizeMode.Stretch)
        self.header().resizeSection(_PSEUDONYM, 170)
        self.header().resizeSection(_WHERE, 210)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.agreed_changed)
        self.itemChanged.connect(lambda _item, _column: self._timer.start())
        self.itemDoubleClicked.connect(self._on_double_click)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.setHeaderLabels([tr("Found"), tr("Becomes"), tr("Where")])
        self.setAccessibleName(tr("What was found"))

    def show_groups(self, groups: tuple[FoundGroup, ...]) -> None:
        """Show what was found; what is certain is ticked."""
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([_group_item(group) for group in groups])
        if len(groups) == 1:
            self.topLevelItem(0).setExpanded(True)
        if groups:
            self.setCurrentItem(self.topLevelItem(0))
        self.blockSignals(False)
        self.agreed_changed.emit()

    def agreed(self) -> tuple[Agreed, ...]:
        """Return what is ticked."""
        groups = (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
        found = (Agreed(group.text(_PSEUDONYM).strip(), _ticked(group)) for group in groups)
        return tuple(one for one in found if one.occurrences)

    def count(self) -> int:
        """Return how many places were found."""
        return sum(self.topLevelItem(i).childCount() for i in range(self.topLevelItemCount()))

    def keyPressEvent(self, event) -> None:
        item = self.currentItem()
        is_asked = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        # The Enter that ends editing arrives here as well.
        is_editing = self.state() is QTreeWidget.State.EditingState
        if is_asked and is_editing:
            return
        if is_asked and item is not None and item.parent() is None:
            self.editItem(item, _PSEUDONYM)
            return
        super().keyPressEvent(event)

    def _on_double_click(self, item: QTreeWidgetItem, column: int) -> None:
        if item.parent() is None and column == _PSEUDONYM:
            self.editItem(item, _PSEUDONYM)


def _group_item(group: FoundGroup) -> QTreeWidgetItem:
    uncertain = sum(not one.is_certain for one in group.occurrences)
    places = tr("{n} found", n=len(group.occurrences))
    facts = side_by_side(places, tr("{n} to decide", n=uncertain) if uncertain else "")
    item = QTreeWidgetItem([group.title, group.pseudonym, facts])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsEditable)
    item.addChildren([_occurrence_item(one) for one in group.occurrences])
    return item


def _occurrence_item(one: Occurrence) -> QTreeWidgetItem:
    where = side_by_side(tr(WHERE_NAMES[one.where]), one.owner, "" if one.is_certain else tr("to decide"))
    item = QTreeWidgetItem([f"{one.before}{one.words}{one.after}", "", where])
    item.setData(_FOUND, _ROLE, one)
    item.setCheckState(_FOUND, _CHECKED if one.is_certain else _UNCHECKED)
    return item


def _ticked(group: QTreeWidgetItem) -> tuple[Occurrence, ...]:
    children = (group.child(i) for i in range(group.childCount()))
    return tuple(one.data(_FOUND, _ROLE) for one in children if one.checkState(_FOUND) == _CHECKED)


class _FoundDelegate(QStyledItemDelegate):
    """Paints a place as a line of its text with the found words marked, in the direction of that text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), Size.LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        one = index.data(_ROLE) if index.column() == _FOUND else None
        if not isinstance(one, Occurrence):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        place.adjust(Space.XS, 0, -Space.XS, 0)
        _draw_context(painter, place, one, option.direction)


def _draw_context(painter: QPainter, place, one: Occurrence, window: Qt.LayoutDirection) -> None:
    before, after = one.before[-_LONGEST_SIDE:].lstrip(), one.after[:_LONGEST_SIDE].rstrip()
    before = f"…{before}" if len(one.before) > _LONGEST_SIDE else before
    after = f"{after}…" if len(one.after) > _LONGEST_SIDE else after
    line = f"{before}{one.words}{after}"
    font = interface_font(FontSize.DENSE)
    start = len(before.encode("utf-16-le")) // 2
    length = len(one.words.encode("utf-16-le")) // 2
    layout = QTextLayout(QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, place.width()), font)
    option = one_line(line, window)
    option.setTextDirection(direction_of(line))
    layout.setTextOption(option)
    layout.setFormats([_marked(start, length)])
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(place.width())
    layout.endLayout()
    painter.save()
    painter.setPen(QColor(tokens().text_2))
    layout.draw(painter, QPointF(place.left(), place.center().y() - row.height() / 2))
    painter.restore()


def _marked(start: int, length: int) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    marked.start, marked.length = start, length
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(QColor(tokens().text_1))
    look.setBackground(QColor(tokens().warn_tint))
    marked.format = look
    return marked

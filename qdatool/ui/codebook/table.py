"""The codebook as an outline table: cells edited in their place, rows chosen together and dragged."""

from __future__ import annotations

from base64 import b64decode, b64encode

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QStyleOptionViewItem, QTreeView, QWidget

from qdatool.coding.code_order import CodeOrder
from qdatool.coding.facts import project_facts
from qdatool.ui.code_drops import CODES_MIME, Drop, dragged_codes, drop_side, paint_drop
from qdatool.ui.codebook.columns import WIDTHS, Column, heading
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.codebook.table_delegate import CodeTableDelegate
from qdatool.ui.codebook.table_model import CodeTableModel
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.row_painting import row_ground
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import Size
from qdatool.wording import tr

_INDENT = 18
_LAYOUT = "codebook-table"
_AT_FIRST_HIDDEN = (Column.INCLUDE, Column.EXCLUDE, Column.EXAMPLE)


class CodeTable(QTreeView):
    """Shows the codes and tells what the user wants.

    Signals: ``menu_asked(QPoint)`` in global pixels; ``parent_asked(code_id)`` when the category of a code is to be
    edited; ``codes_dropped(ids, target code id | None, Drop)``.
    """

    menu_asked = Signal(QPoint)
    parent_asked = Signal(int)
    codes_dropped = Signal(object, object, object)

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layouts = session.shell.settings.layouts
        self.codes = CodeTableModel(session, self)
        self._closed: set[int] = set()
        self._is_restoring = False
        self._present: tuple[int, Column] | None = None
        self._kept_scroll = 0
        self._is_stale = False
        self._drop: tuple[int | None, Drop] | None = None
        self._set_up()
        self.setModel(self.codes)
        self.setItemDelegate(CodeTableDelegate(session, self))
        self._set_up_header()
        self.codes.modelAboutToBeReset.connect(self._keep_state)
        self.codes.rebuilt.connect(self._restore_state)
        self.expanded.connect(lambda index: self._note_open(index, is_open=True))
        self.collapsed.connect(lambda index: self._note_open(index, is_open=False))
        session.refreshed.connect(self._on_refreshed)
        session.chosen_changed.connect(self._show_chosen)
        session.marks.changed.connect(self.viewport().update)
        self._restore_state()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.setAccessibleName(tr("Codebook"))
        self.codes.retranslate()
        self.viewport().update()

    # What the workspace asks

    def keep_closed(self) -> None:
        """Remember which rows are closed in the project that is open; the settings are saved when the window closes."""
        if self._session.project is not None:
            self._layouts[self._closed_key()] = " ".join(map(str, sorted(self._closed)))

    def restore_closed(self) -> None:
        """Close the rows that were closed in the project that has just been opened."""
        kept = self._layouts.get(self._closed_key(), "") if self._session.project is not None else ""
        self._closed = {int(part) for part in kept.split() if part.isdigit()}
        self._restore_state()

    def take_keyboard(self) -> None:
        """Put the keyboard into the table, on the first row if it stood nowhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self.codes.rowCount():
            self._go_to(self.codes.index(0, 0))

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self]

    def show_code(self, code_id: int) -> None:
        """Choose a code and bring it into view; one that is hidden by the filter is left hidden."""
        index = self.codes.index_of(code_id)
        if index.isValid():
            self._open_above(index)
            self._go_to(index)
            self.scrollTo(index)

    def set_filter(self, query: str) -> None:
        """Show only codes that fit; the first of them is chosen."""
        self.codes.set_filter(query)
        if query.strip() and self.codes.fitting():
            self.show_code(self.codes.fitting()[0])

    def present_code(self) -> int | None:
        """Return the code that the keyboard stands on."""
        index = self.currentIndex()
        return index.internalId() if index.isValid() else None

    def edit_cell(self, code_id: int, column: Column = Column.LABEL) -> None:
        """Edit a cell in its place; the category is asked for instead."""
        index = self.codes.index_of(code_id, column)
        if not index.isValid():
            return
        if column is Column.PARENT:
            self.parent_asked.emit(code_id)
            return
        self._open_above(index)
        self._go_to(index)
        self.scrollTo(index)
        self.edit(index)

    # What Qt asks

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_restoring:
            self._session.choose({index.internalId() for index in self.selectionModel().selectedRows()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.state() == QAbstractItemView.State.EditingState or not index.isValid() or not is_plain:
            super().keyPressEvent(event)
            return
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_cell(index.internalId(), Column(index.column()))
        elif event.key() == forward:
            self._go_forward(index)
        elif event.key() == backward:
            self._go_backward(index)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.visualRect(index).contains(event.position().toPoint()):
            self.edit_cell(index.internalId(), Column(index.column()))
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_asked.emit(place)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        own = QStyleOptionViewItem(option)
        self.initViewItemOption(own)
        own.state = option.state
        if self.selectionModel().isSelected(index):
            own.state |= own.state.State_Selected
        painter.fillRect(option.rect, color(row_ground(own, self, tokens().page)))
        super().drawRow(painter, option, index)
        painter.setPen(color(tokens().line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if self.hasFocus() and index.row() == self.currentIndex().row():
            if index.internalId() == self.present_code():
                self._paint_ring(painter)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        if self.model().hasChildren(index):
            sign = Icon.OPEN_LIST if self.isExpanded(index) else Icon.EXPAND
            left = rect.left() + 2 if self.isRightToLeft() else rect.right() - _INDENT + 4
            place = QRect(left, rect.top() + (Size.TABLE_ROW - 14) // 2, 14, 14)
            paint_icon(painter, QRectF(place), sign, tokens().text_3)

    # Dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CODES_MIME) and self._session.is_writable():
            event.acceptProposedAction()
            self.setState(QAbstractItemView.State.DraggingState)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        # Qt scrolls near the edges and opens the row that is hovered over.
        super().dragMoveEvent(event)
        self._show_drop(self._drop_at(event))
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        target, where = self._drop_at(event)
        self._show_drop(None)
        self.setState(QAbstractItemView.State.NoState)
        self.stopAutoScroll()
        # Copy, so that the view that the drag came from takes nothing away by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.codes_dropped.emit(dragged_codes(event.mimeData()), target, where)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is None or self._drop[0] is None:
            return
        row = self.visualRect(self.codes.index_of(self._drop[0]))
        paint_drop(self.viewport(), row, self._drop[1])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._on_refreshed()

    # Inside

    def _closed_key(self) -> str:
        return f"closed codes {project_facts(self._session.project).guid}"

    def _on_refreshed(self) -> None:
        """Show what the session holds now; a hidden table waits until it is shown."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.codes.refresh()

    def _set_up(self) -> None:
        self.setObjectName("paintedTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(False)
        self.setAutoExpandDelay(700)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    def _set_up_header(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(44)
        header.setFixedHeight(Size.TABLE_ROW)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda place: self.columns_menu().popup(header.mapToGlobal(place)))
        kept = self._layouts.get(_LAYOUT, "")
        if not kept or not header.restoreState(QByteArray(b64decode(kept))):
            for column, width in WIDTHS.items():
                header.resizeSection(int(column), width)
                header.setSectionHidden(int(column), column in _AT_FIRST_HIDDEN)
        header.sectionResized.connect(lambda *_: self._keep_columns())
        header.sectionMoved.connect(lambda *_: self._keep_columns())

    def columns_menu(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            if column is Column.LABEL:
                continue
            entry = menu.addAction(heading(column))
            entry.setCheckable(True)
            entry.setChecked(not self.isColumnHidden(int(column)))
            entry.toggled.connect(lambda is_shown, column=column: self._show_column(column, is_shown=is_shown))
        return menu

    def _show_column(self, column: Column, *, is_shown: bool) -> None:
        self.setColumnHidden(int(column), not is_shown)
        self._keep_columns()

    def _keep_columns(self) -> None:
        """Remember the columns; the settings are saved when the window closes."""
        self._layouts[_LAYOUT] = b64encode(self.header().saveState().data()).decode("ascii")

    def _paint_ring(self, painter: QPainter) -> None:
        """Frame the cell that the keyboard stands on."""
        cell = self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -2)
        painter.save()
        painter.setPen(QPen(color(tokens().accent), Size.FOCUS_RING))
        painter.drawRect(cell)
        painter.restore()

    def _go_to(self, index: QModelIndex) -> None:
        """Choose one row and put the keyboard there, whatever keys are held: Qt would toggle it while Ctrl is down."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def _go_forward(self, index: QModelIndex) -> None:
        if index.column() == Column.LABEL and self.codes.rowCount(index) and not self.isExpanded(index):
            self.expand(index)
        else:
            self._go_beside(index, 1)

    def _go_backward(self, index: QModelIndex) -> None:
        if index.column() != Column.LABEL:
            self._go_beside(index, -1)
        elif self.codes.rowCount(index) and self.isExpanded(index):
            self.collapse(index)
        elif index.parent().isValid():
            self._go_to(index.parent())

    def _go_beside(self, index: QModelIndex, step: int) -> None:
        """Go to the next shown column, in the order in which the user put them."""
        header = self.header()
        place = header.visualIndex(index.column()) + step
        while 0 <= place < header.count() and self.isColumnHidden(header.logicalIndex(place)):
            place += step
        if 0 <= place < header.count():
            beside = index.siblingAtColumn(header.logicalIndex(place))
            self.selectionModel().setCurrentIndex(beside, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(beside)

    def _drop_at(self, event: QDropEvent) -> tuple[int | None, Drop]:
        """Return where codes would go: a code and a side of it, or (None, INTO) for the top of the tree."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return None, Drop.INTO
        is_sorted = self._session.order is not CodeOrder.TREE
        return index.internalId(), Drop.INTO if is_sorted else drop_side(self.visualRect(index), point.y())

    def _show_drop(self, drop: tuple[int | None, Drop] | None) -> None:
        if drop != self._drop:
            self._drop = drop
            self.viewport().update()

    def _show_chosen(self) -> None:
        """Select what another part of the workspace has chosen."""
        present = {index.internalId() for index in self.selectionModel().selectedRows()}
        if present == set(self._session.chosen):
            return
        self._select(self._session.chosen)
        if self._session.chosen:
            first = self.codes.index_of(self._session.chosen[0])
            self._open_above(first)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def _select(self, code_ids: tuple[int, ...]) -> None:
        self._is_restoring = True
        chosen = QItemSelection()
        for code_id in code_ids:
            index = self.codes.index_of(code_id)
            if index.isValid():
                chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(chosen, flags)
        self._is_restoring = False

    def _open_above(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()

    def _note_open(self, index: QModelIndex, *, is_open: bool) -> None:
        if not self._is_restoring and not self.codes.is_filtered():
            (self._closed.discard if is_open else self._closed.add)(index.internalId())

    def _keep_state(self) -> None:
        self._kept_scroll = self.verticalScrollBar().value()
        index = self.currentIndex()
        self._present = (index.internalId(), Column(index.column())) if index.isValid() else None
        self._is_restoring = True

    def _restore_state(self) -> None:
        self._is_restoring = True
        self.expandAll()
        if not self.codes.is_filtered():
            for code_id in self._closed:
                self.collapse(self.codes.index_of(code_id))
        self._select(self._session.chosen)
        self._is_restoring = True
        if self._present is not None:
            index = self.codes.index_of(*self._present)
            if index.isValid():
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._is_restoring = False
        self.verticalScrollBar().setValue(self._kept_scroll)

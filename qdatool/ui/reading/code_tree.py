"""The tree of codes: what is open, chosen and dragged. It asks; others do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QTreeView, QWidget

from qdatool.coding.code_order import CodeOrder
from qdatool.ui.code_drops import CODES_MIME, Drop, dragged_codes, drop_side, paint_drop
from qdatool.ui.dragging import dragged_passage
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.reading.code_delegate import CodeDelegate
from qdatool.ui.reading.code_model import CodeTreeModel
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import paint_ground, row_ground
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Size, Space
from qdatool.wording import tr

_INDENT = 18


class CodeTreeView(QTreeView):
    """Shows the model and tells what the user wants.

    Signals: ``code_chosen(code_id | None)`` when another code is the present one; ``activated_code(code_id)`` on
    Enter or double click; ``menu_asked(QPoint)`` in global pixels; ``codes_dropped(ids, target code id | None, Drop)``;
    ``passage_dropped(code_id, Span)``.
    """

    code_chosen = Signal(object)
    activated_code = Signal(int)
    menu_asked = Signal(QPoint)
    codes_dropped = Signal(object, object, object)
    passage_dropped = Signal(int, object)

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.codes = CodeTreeModel(session, self)
        self._open: set[int] = set()
        self._chosen: tuple[int, ...] = ()
        self._present: int | None = None
        self._is_restoring = False
        self._kept_scroll = 0
        self._drop: tuple[int | None, Drop] | None = None
        self._set_up()
        self.setModel(self.codes)
        self.setItemDelegate(CodeDelegate(session, self))
        self.codes.modelAboutToBeReset.connect(self._keep_state)
        self.codes.rebuilt.connect(self._restore_state)
        self.expanded.connect(lambda index: self._note_open(index, is_open=True))
        self.collapsed.connect(lambda index: self._note_open(index, is_open=False))
        session.project_opened.connect(self._on_project_opened)
        self._restore_state()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.setAccessibleName(tr("Codes"))
        self.codes.retranslate()
        self.viewport().update()

    # What the panel asks

    def present_code(self) -> int | None:
        """Return the code that the keyboard stands on."""
        index = self.currentIndex()
        return index.internalId() if index.isValid() and not self.codes.is_group(index) else None

    def chosen_codes(self) -> tuple[int, ...]:
        """Return the selected codes in tree order."""
        ids = {index.internalId() for index in self.selectionModel().selectedIndexes()}
        return tuple(code_id for code_id in self._session.tree.codes if code_id in ids)

    def show_code(self, code_id: int) -> None:
        """Select a code and bring it into view; one that is hidden by the filter is left hidden."""
        index = self.codes.index_of(code_id)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def rename(self, code_id: int) -> None:
        """Edit the label of a code in its place."""
        self.show_code(code_id)
        if self.codes.index_of(code_id).isValid():
            self.edit(self.codes.index_of(code_id))

    def open_codes(self) -> tuple[int, ...]:
        """Return the codes whose rows are open, to open them again another day."""
        return tuple(sorted(self._open))

    def open_only(self, code_ids: Iterable[int]) -> None:
        """Open the rows of these codes and no others."""
        self.collapseAll()
        self._open = set(code_ids)
        self._restore_state()

    def open_code(self, code_id: int) -> None:
        """Open the row of a code."""
        self.expand(self.codes.index_of(code_id))

    def set_filter(self, query: str) -> None:
        """Show only codes that fit, all of them open; the rows open before are open again when it is emptied."""
        self.codes.set_filter(query)
        if query.strip():
            first = next((one for one in self._session.tree.codes if self.codes.fits(one)), None)
            if first is not None:
                self.show_code(first)

    # What Qt asks

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._is_restoring:
            self._tell_present()

    def keyPressEvent(self, event) -> None:
        code_id = self.present_code()
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and code_id is not None and not is_editing:
            self.activated_code.emit(code_id)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event) -> None:
        index = self.indexAt(event.position().toPoint())
        if (
            index.isValid()
            and not self.codes.is_group(index)
            and not self._is_on_arrow(index, event.position().toPoint())
        ):
            self.activated_code.emit(index.internalId())
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
        own.rect = option.rect
        own.state = option.state
        if self.selectionModel().isSelected(index):
            own.state |= own.state.State_Selected
        place = QRect(Space.XS, option.rect.top(), self.viewport().width() - 2 * Space.XS, option.rect.height())
        is_present = index == self.currentIndex() and self.hasFocus()
        paint_ground(
            painter,
            place,
            row_ground(own, self, tokens().panel),
            has_ring=is_present and not self.selectionModel().isSelected(index),
        )
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        if not self.model().hasChildren(index):
            return
        sign = Icon.OPEN_LIST if self.isExpanded(index) else Icon.EXPAND
        paint_icon(painter, QRectF(self._arrow_place(rect)), sign, tokens().text_3)

    def startDrag(self, actions: Qt.DropAction) -> None:
        super().startDrag(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event):
            event.acceptProposedAction()
            self.setState(QAbstractItemView.State.DraggingState)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        # Qt scrolls near the edges and opens the row that is hovered over.
        super().dragMoveEvent(event)
        self._show_drop(self._drop_at(event))
        if self._drop is not None:
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        drop, span = self._drop_at(event), dragged_passage(event.mimeData())
        self._show_drop(None)
        self.setState(QAbstractItemView.State.NoState)
        self.stopAutoScroll()
        if drop is None:
            event.ignore()
            return
        # Copy, so that the view that the drag came from takes nothing away by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        target, where = drop
        if span is not None:
            self.passage_dropped.emit(target, span)
        else:
            self.codes_dropped.emit(dragged_codes(event.mimeData()), target, where)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is None or self._drop[0] is None:
            return
        target, where = self._drop
        paint_drop(self.viewport(), self.visualRect(self.codes.index_of(target)), where)

    # Inside

    def _set_up(self) -> None:
        self.setObjectName("paintedRows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setExpandsOnDoubleClick(False)
        self.setAutoExpandDelay(700)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def _takes(self, event: QDropEvent) -> bool:
        mime = event.mimeData()
        return mime.hasFormat(CODES_MIME) or dragged_passage(mime) is not None

    def _drop_at(self, event: QDropEvent) -> tuple[int | None, Drop] | None:
        """Return where what is dragged would go: a code and a side of it, or (None, INTO) for the top of the tree."""
        if not self._takes(event):
            return None
        point = event.position().toPoint()
        index = self.indexAt(point)
        is_code = index.isValid() and not self.codes.is_group(index)
        if dragged_passage(event.mimeData()) is not None:
            return (index.internalId(), Drop.INTO) if is_code else None
        if not is_code:
            return None, Drop.INTO
        is_sorted = self.codes.order is not CodeOrder.TREE
        return index.internalId(), Drop.INTO if is_sorted else drop_side(self.visualRect(index), point.y())

    def _show_drop(self, drop: tuple[int | None, Drop] | None) -> None:
        if drop != self._drop:
            self._drop = drop
            self.viewport().update()

    def _arrow_place(self, branches: QRect) -> QRect:
        is_mirrored = self.isRightToLeft()
        left = branches.left() + 2 if is_mirrored else branches.right() - _INDENT + 4
        return QRect(left, branches.top() + (Size.TREE_ROW - 14) // 2, 14, 14)

    def _is_on_arrow(self, index: QModelIndex, point: QPoint) -> bool:
        rect = self.visualRect(index)
        return point.x() > rect.right() if self.isRightToLeft() else point.x() < rect.left()

    def _tell_present(self) -> None:
        present = self.present_code()
        if present != self._present:
            self._present = present
            self.code_chosen.emit(present)

    def _note_open(self, index: QModelIndex, *, is_open: bool) -> None:
        if self._is_restoring or self.codes.is_filtered():
            return
        (self._open.add if is_open else self._open.discard)(index.internalId())

    def _keep_state(self) -> None:
        self._is_restoring = True
        self._kept_scroll = self.verticalScrollBar().value()
        if self.selectionModel() is not None:
            self._chosen = tuple(index.internalId() for index in self.selectionModel().selectedIndexes())

    def _restore_state(self) -> None:
        self._is_restoring = True
        if self.codes.is_filtered():
            self.expandAll()
        else:
            for code_id in self._open:
                self.setExpanded(self.codes.index_of(code_id), True)
        present = self.codes.index_of(self._present) if self._present is not None else QModelIndex()
        select = QItemSelectionModel.SelectionFlag.Select
        if present.isValid():
            self.selectionModel().setCurrentIndex(present, QItemSelectionModel.SelectionFlag.NoUpdate)
        for code_id in self._chosen:
            index = self.codes.index_of(code_id)
            if index.isValid():
                self.selectionModel().select(index, select)
        self._is_restoring = False
        if not self.codes.is_filtered():
            self.verticalScrollBar().setValue(self._kept_scroll)
        if self._present is not None and self._session.code(self._present) is None:
            self._tell_present()

    def _on_project_opened(self) -> None:
        """Open the highest level of a project that has just been opened."""
        self._open = set(self._session.tree.roots) | {0}
        self._chosen = ()
        self._restore_state()
        self.scrollToTop()

"""The codes at the reading end: head, filter, pinned codes, legend, tree, inspector."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.code_order import CodeOrder
from qdatool.ui.actions import Actions
from qdatool.ui.code_orders import OrderButton
from qdatool.ui.controls import ActionKeyLabel, EmptyState, FilterField, IconButton, PanelHead
from qdatool.ui.icons import Icon
from qdatool.ui.reading.actions import ROWS, ReadingAction
from qdatool.ui.reading.code_tree import CodeTreeView
from qdatool.ui.reading.inspector import CodeInspector
from qdatool.ui.reading.legend import Legend
from qdatool.ui.reading.pins import PinnedRow, Pins
from qdatool.ui.reading.session import ReadingSession, Scope
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.since_button import SinceButton
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, tr

_INSPECTOR_HEIGHT, _HEIGHT_TO_WRITE = 112, 240


class CodesPanel(QFrame):
    """The codes of the project. ``new_asked`` on the plus button; ``filter_left`` on Escape in an empty filter."""

    new_asked = Signal()
    filter_left = Signal()

    def __init__(self, session: ReadingSession, pins: Pins, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._height_to_read = _INSPECTOR_HEIGHT
        self.only_new: QAction | None = None
        wear(self, Look.PANEL)
        self.head = PanelHead("Codes")
        self.scope_button = IconButton(Icon.CODERS, "Whose codings are shown and counted")
        self.add_button = IconButton(Icon.ADD, "New code")
        self.add_button.clicked.connect(self.new_asked)
        self.scope_button.clicked.connect(self._choose_scope)
        self.order_button = OrderButton(CodeOrder.TREE)
        self.order_button.picked.connect(lambda order: self.tree.codes.set_order(order))
        self.head.add(self.order_button)
        self.head.add(self.scope_button)
        self.head.add(self.add_button)
        self.filter = FilterField("Filter codes (English or Persian)")
        self.filter.installEventFilter(self)
        self._key = ActionKeyLabel(actions, ROWS[ReadingAction.FILTER], self.filter)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.pins = PinnedRow(session, pins, actions)
        self.tree = CodeTreeView(session)
        self.legend = Legend(session, self.tree.verticalScrollBar())
        self.inspector = CodeInspector(session)
        self.tree.code_chosen.connect(self.inspector.show_code)
        self.inspector.edit_button.toggled.connect(self._make_room)
        self.filter.textChanged.connect(self._on_filter)
        self._lay_out()
        for signal in (session.project_opened, session.codes_changed, session.counts_changed):
            signal.connect(self._refresh_head)
        self.retranslate()

    def set_order(self, order: CodeOrder) -> None:
        """List the codes in an order."""
        self.order_button.show_order(order)
        self.tree.codes.set_order(order)

    def add_since(self, button: SinceButton) -> None:
        """Offer to mark what is new, and to show that alone."""
        self.only_new = QAction(self, checkable=True)
        self.only_new.toggled.connect(self._show_new_only)
        button.add_choice(self.only_new)
        self.head.add_before(button, self.add_button)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        if self.only_new is not None:
            self.only_new.setText(tr("Show what is new only"))
        self._refresh_head()
        self._place_key()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._place_key()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter:
            if event.type() == QEvent.Type.KeyPress and self._on_filter_key(event.key()):
                return True
            if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self._place_key()
        return super().eventFilter(watched, event)

    def _on_filter_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key == Qt.Key.Key_Escape and not self.filter.text():
            self.filter_left.emit()
            return True
        return False

    def _lay_out(self) -> None:
        band = QVBoxLayout()
        band.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        band.addWidget(self.filter)
        upper = QWidget()
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(band)
        rows.addWidget(self.pins)
        rows.addWidget(self.legend)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._empty = EmptyState("No codes yet. Select text and press Enter, or make the first one here.", "New code")
        self._empty.asked.connect(self.new_asked)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(EmptyState("No code fits the filter."))
        rows.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.inspector)
        self.inspector.setMinimumHeight(72)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setCollapsible(0, False)
        self.splitter.setSizes([600, _INSPECTOR_HEIGHT])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.splitter, 1)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.resize(Size.CODES_DOCK, self.height())

    def _make_room(self, is_editing: bool) -> None:
        """Give the inspector the room that its fields need, and back to the tree what it needs no longer."""
        whole = sum(self.splitter.sizes())
        if is_editing:
            self._height_to_read = self.splitter.sizes()[1]
            wanted = max(self._height_to_read, min(_HEIGHT_TO_WRITE, whole // 2))
        else:
            wanted = self._height_to_read
        self.splitter.setSizes([whole - wanted, wanted])

    def _place_key(self) -> None:
        self._key.setVisible(not self.filter.text() and not self.filter.hasFocus())
        self._key.adjustSize()
        room = (self.filter.height() - self._key.height()) // 2
        x = room + 2 if self.isRightToLeft() else self.filter.width() - self._key.width() - room - 2
        self._key.move(x, room)

    def _on_filter(self, query: str) -> None:
        self.tree.set_filter(query)
        self._place_key()
        self._show_stack()

    def _show_new_only(self, is_on: bool) -> None:
        self.tree.codes.show_new_only(is_on)
        self.tree.expandAll()
        self._show_stack()

    def _show_stack(self) -> None:
        if self._session.tree:
            self._stack.setCurrentIndex(0 if self.tree.codes.rowCount() else 2)
        else:
            self._stack.setCurrentIndex(1)

    def _refresh_head(self) -> None:
        session = self._session
        numbers = {level.id: 0 for level in session.levels}
        for code in session.tree:
            numbers[code.level_id] = numbers.get(code.level_id, 0) + 1
        parts = [
            tr("{n} {level}", n=numbers[level.id], level=level.name_in(interface_language()))
            for level in session.levels[-3:]
        ]
        if len(session.coders) > 1:
            parts = parts[-1:]
            parts.append(
                tr("of all coders") if session.scope is Scope.ALL else session.coder_name(session.coder_filter())
            )
        self.head.show_count(side_by_side(*parts) if session.tree else "")
        self.add_button.setEnabled(session.is_writable())
        self._empty.offer(is_on=session.is_writable())
        self.scope_button.setVisible(len(session.coders) > 1)
        self.scope_button.setToolTip(self._scope_sentence())
        self._show_stack()

    def _scope_sentence(self) -> str:
        if self._session.scope is Scope.ALL:
            return tr("Shown and counted: the codings of all coders")
        name = self._session.coder_name(self._session.coder_filter())
        return tr("Shown and counted: the codings of {coder}", coder=name)

    def _choose_scope(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        name = self._session.coder_name(self._session.project.coder_id) if self._session.project else ""
        agreed = ((Scope.AGREED, tr("Codings agreed on")),) if self._session.consensus_id() is not None else ()
        for scope, text in (
            (Scope.MINE, tr("Codings of {coder}", coder=name)),
            (Scope.ALL, tr("Codings of all coders")),
            *agreed,
        ):
            action = QAction(text, menu, checkable=True, checked=self._session.scope is scope)
            action.triggered.connect(lambda _checked=False, scope=scope: self._session.set_scope(scope))
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.scope_button.mapToGlobal(self.scope_button.rect().bottomLeft()))

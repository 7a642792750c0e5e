"""The inbox of the board: codes of the lowest level that lie in no category yet, with a filter and an order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from qdatool.ui.code_search import CodeSearch
from qdatool.ui.codebook.board.canvas import CardCanvas
from qdatool.ui.codebook.board.state import BoardState, InboxOrder
from qdatool.ui.controls import EmptyState, FilterField, IconButton, PanelHead, SentenceText
from qdatool.ui.icons import Icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr

_ORDERS = {
    InboxOrder.TREE: "As in the tree",
    InboxOrder.NAME: "By name",
    InboxOrder.GROUNDED: "Most quotations first",
}


class InboxPanel(QFrame):
    """The cards that wait for a category."""

    def __init__(self, state: BoardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        wear(self, Look.PANEL)
        self.head = PanelHead("Uncategorised")
        self.sort = IconButton(Icon.SORT, "Order of the cards")
        self.sort.clicked.connect(self._offer_orders)
        self.head.add(self.sort)
        self.filter = FilterField("Filter")
        self.filter.textChanged.connect(self._filter)
        self.canvas = CardCanvas(state, is_inbox=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(EmptyState("Every code has a category."))
        self._pages.addWidget(EmptyState("No code fits the filter."))
        self._hint = SentenceText("Drop a card on a category, or press Enter and type its name.", Look.META)
        self._lay_out()
        state.content_changed.connect(self._show_count)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self._show_count()

    def _lay_out(self) -> None:
        field = QWidget()
        row = QVBoxLayout(field)
        row.setContentsMargins(Space.S, Space.S, Space.S, 0)
        row.addWidget(self.filter)
        hint = QFrame()
        below = QVBoxLayout(hint)
        below.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        below.addWidget(self._hint)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(field)
        rows.addWidget(self._pages, 1)
        rows.addWidget(hint)
        self._hint_frame = hint

    def _show_count(self) -> None:
        number = len(self._state.board.inbox.cards)
        self.head.show_count(localized_number(number, interface_language()))
        listed = len(self._state.listed_inbox().cards)
        # While cards are dragged the empty inbox takes them, so it stays a canvas.
        self._pages.setCurrentIndex(0 if listed or self._state.load is not None else 1 if not number else 2)
        self._hint_frame.setVisible(number > 0)

    def show_as_target(self) -> None:
        """Show the canvas while something is dragged, also when there is nothing on it."""
        self._show_count()

    def _filter(self, query: str) -> None:
        if not query.strip():
            self._state.filter_inbox(None)
            return
        search = CodeSearch(self._state.session.tree, interface_language())
        self._state.filter_inbox(frozenset(search.ids(query)))

    def _offer_orders(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for order, sentence in _ORDERS.items():
            action = QAction(tr(sentence), menu, checkable=True)
            action.setChecked(order is self._state.inbox_order)
            action.triggered.connect(lambda _checked=False, order=order: self._state.order_inbox(order))
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))

"""The inspector: what is chosen on the figure, down to the sentences it rests on; the model when nothing is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.node_keys import code_of_key, is_link, role_of_key
from qdatool.ui.controls import EmptyState
from qdatool.ui.models.inspector.code_page import CodePage
from qdatool.ui.models.inspector.link_page import LinkPage
from qdatool.ui.models.inspector.map_pages import MapLinkPage, MapNodePage, link_on_map_of, node_on_map
from qdatool.ui.models.inspector.model_page import ModelPage
from qdatool.ui.models.inspector.page import InspectorPage
from qdatool.ui.models.inspector.role_page import RolePage
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear


class Inspector(QFrame):
    """Shows the page for what is chosen: a category, a role, a link, or the model itself when nothing is."""

    left = Signal()
    """Escape was pressed: the user wants to go back to the figure."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.setMinimumWidth(260)
        self.code = CodePage(session)
        self.role = RolePage(session)
        self.link = LinkPage(session)
        self.whole = ModelPage(session)
        self.map_node, self.map_link = MapNodePage(session), MapLinkPage(session)
        self._nothing = EmptyState("Models stand here once there is one.")
        self._nothing.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages = QStackedWidget()
        self._scrolls: dict[QWidget, QScrollArea] = {}
        for page in (self.code, self.role, self.link, self.whole, self.map_node, self.map_link):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setWidget(page)
            self._scrolls[page] = scroll
            self._pages.addWidget(scroll)
        self._pages.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.whole.negative.relation_chosen.connect(self._show_relation)
        session.chosen.connect(self._show_page)
        session.refreshed.connect(self._refresh)
        self._show_page("")

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        page = self._pages.currentWidget()
        if page is self._nothing:
            return self._nothing
        return page.widget().first_field()

    def take_keyboard(self) -> None:
        """Put the keyboard into the page that is shown."""
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Show what is chosen in the interface's language."""
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show_page(self, key: str) -> None:
        page = self._page_for(key)
        for other in (self.link, self.map_node, self.map_link):
            if page is not other:
                other.flush()
        if page is None:
            self._pages.setCurrentWidget(self._nothing)
            return
        page.show_key(key)
        if self._pages.currentWidget() is not self._scrolls[page]:
            self._scrolls[page].verticalScrollBar().setValue(0)
        self._pages.setCurrentWidget(self._scrolls[page])

    def _show_relation(self, key: str, relation_id: int) -> None:
        self._session.choose(key)
        self.link.choose_relation(relation_id)
        self.take_keyboard()

    def _refresh(self) -> None:
        self._show_page(self._session.chosen_key)

    def _page_for(self, key: str) -> InspectorPage | None:
        if self._session.model is None:
            return None
        if is_link(key):
            return self.link if link_on_map_of(self._session, key) is None else self.map_link
        if role_of_key(key) is not None:
            return self.role
        if self._session.code(code_of_key(key)) is not None:
            return self.code
        return self.whole if node_on_map(self._session, key) is None else self.map_node

"""The inspector: what is chosen on the figure, down to the sentences it rests on; the model when nothing is."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

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

AnyPage = TypeVar("AnyPage", bound=InspectorPage)


class Inspector(QFrame):
    """Shows the page for what is chosen: a category, a role, a link, or the model itself when nothing is."""

    left = Signal()
    """Escape was pressed: the user wants to go back to the figure."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.setMinimumWidth(260)
        self._nothing = EmptyState("Models stand here once there is one.")
        self._nothing.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages = QStackedWidget()
        self._scrolls: dict[InspectorPage, QScrollArea] = {}
        self._pages.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.whole.negative.relation_chosen.connect(self._show_relation)
        session.chosen.connect(self._show_page)
        session.refreshed.connect(self._refresh)
        self._show_page("")

    # Each page is made when it is first needed: together they take longer than all else in the workspace.

    @cached_property
    def whole(self) -> ModelPage:
        """The page of the model itself."""
        return self._added(ModelPage(self._session))

    @cached_property
    def code(self) -> CodePage:
        """The page of a category or theme."""
        return self._added(CodePage(self._session))

    @cached_property
    def role(self) -> RolePage:
        """The page of a role."""
        return self._added(RolePage(self._session))

    @cached_property
    def link(self) -> LinkPage:
        """The page of a link between categories."""
        return self._added(LinkPage(self._session))

    @cached_property
    def map_node(self) -> MapNodePage:
        """The page of what stands on a map and is no code."""
        return self._added(MapNodePage(self._session))

    @cached_property
    def map_link(self) -> MapLinkPage:
        """The page of a link of which a map alone knows."""
        return self._added(MapLinkPage(self._session))

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

    def _added(self, page: AnyPage) -> AnyPage:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self._scrolls[page] = scroll
        self._pages.addWidget(scroll)
        return page

    def _show_page(self, key: str) -> None:
        page = self._page_for(key)
        for other in self._scrolls:
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

"""What the pages of the inspector share: a column of parts, some of which are made anew each time."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qdatool.coding.project import Project
from qdatool.coding.quotations import load_quotations
from qdatool.coding.roles import Stance
from qdatool.ui.models.inspector.parts import Passage, QuotationCard
from qdatool.ui.models.session import ModelSession
from qdatool.ui.rebuilt import held_place, hold_again, tab_in_order
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId


class InspectorPage(QFrame):
    """One column on the panel's ground."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        wear(self, Look.PANEL)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.M, Space.M, Space.M, Space.L)
        self.column.setSpacing(Space.S)

    def flush(self) -> None:
        """Write what was typed and not yet written; most pages write at once."""


class PartList(QWidget):
    """A column of parts that is filled anew whenever what it shows has changed."""

    def __init__(self, spacing: int = Space.XS + 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._anchor = QWidget(self)
        # Never seen; but what takes no keyboard cannot say where others come in the order of Tab.
        self._anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._anchor.hide()

    def show_parts(self, parts: Iterable[QWidget]) -> None:
        """Show these parts in place of the others; the keyboard stays at the same place among them."""
        place = held_place(self.parts())
        while self._column.count():
            taken = self._column.takeAt(0).widget()
            if taken is not None:
                # Hidden at once: a deleted widget would be painted until the event loop comes round.
                taken.hide()
                taken.deleteLater()
        for part in parts:
            self._column.addWidget(part)
        tab_in_order(self._anchor, self.parts())
        if place is not None and not hold_again(place, self.parts()):
            self._leave()

    def _leave(self) -> None:
        """Give the keyboard to the first field of the page, where nothing is left here that could have it."""
        page = self.parentWidget()
        while page is not None and not hasattr(page, "first_field"):
            page = page.parentWidget()
        if page is not None:
            page.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def parts(self) -> list[QWidget]:
        """Return the parts shown, from above."""
        found = (self._column.itemAt(i).widget() for i in range(self._column.count()))
        return [part for part in found if part is not None]


def passages(project: Project, session: ModelSession, stances: dict[int, Stance | None]) -> list[Passage]:
    """Return quotations by id as cards show them, in the order given; ``stances`` says for or against."""
    found = load_quotations(project, tuple(stances))
    names = {document.id: document.name for document in session.content.documents} if session.content else {}
    return [
        Passage(quotation_id, found[quotation_id].quote, names.get(found[quotation_id].document_id, ""), stance)
        for quotation_id, stance in stances.items()
        if quotation_id in found
    ]


def opening_card(
    session: ModelSession, passage: Passage, *, is_candidate: bool = False, can_write: bool = False
) -> QuotationCard:
    """Return a card that goes to its passage when it is clicked."""
    card = QuotationCard(passage, is_candidate=is_candidate, can_write=can_write)
    place = Place(WorkspaceId.CODE, PlaceKind.QUOTATION, passage.quotation_id)
    card.clicked.connect(lambda: session.shell.go_to(place))
    return card

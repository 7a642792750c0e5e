"""The button beside a choice of type that opens the table of all types."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from qdatool.coding.relation_types import RelationType, list_relation_types
from qdatool.ui.controls import IconButton
from qdatool.ui.icons import Icon
from qdatool.ui.models.session import ModelSession
from qdatool.ui.relation_types_sheet import RelationTypesSheet
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language


class TypesButton(IconButton):
    """Opens the table at the type chosen; a type selected there is taken over where nothing has a type yet."""

    def __init__(self, session: ModelSession, choice: QComboBox, *, takes_over: bool = False) -> None:
        super().__init__(Icon.EDIT, "Types of relation\u2026")
        self._session, self._choice, self._takes_over = session, choice, takes_over
        self.clicked.connect(self._open)

    def row(self) -> QHBoxLayout:
        """Return a row with the choice and this button."""
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self._choice, 1)
        row.addWidget(self)
        return row

    def _open(self) -> None:
        project, chosen = self._session.project, self._choice.currentData()
        if project is None:
            return
        sheet = RelationTypesSheet(project, self.window(), chosen=chosen if isinstance(chosen, str) else "")
        if self._takes_over:
            sheet.finished.connect(lambda _result: self._offer(sheet.chosen_key()))
        sheet.open()

    def _offer(self, chosen: str) -> None:
        project = self._session.project
        if project is not None:
            offer_types(self._choice, list_relation_types(project), chosen)


def offer_types(choice: QComboBox, kinds: Iterable[RelationType], chosen: str) -> None:
    """Fill a choice with types by name, without telling that it changed."""
    choice.blockSignals(True)
    choice.clear()
    for kind in kinds:
        choice.addItem(kind.name_in(interface_language()), kind.key)
    choice.setCurrentIndex(choice.findData(chosen))
    choice.blockSignals(False)

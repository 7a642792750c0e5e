"""The roles by which a model is told: which there are, a new one, and another model with the same."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qdatool.coding.role_editing import add_role
from qdatool.figures.spec import role_key
from qdatool.ui.controls import FilterField
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.page import PartList
from qdatool.ui.models.inspector.parts import CodeChip, SectionHead
from qdatool.ui.models.session import ModelSession
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language


class RolesPart(QWidget):
    """A section of the model's page, for models told by roles."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._head = SectionHead("Roles")
        self.roles = PartList(2)
        self.new_name = FilterField("Add a role", Icon.ADD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + 2)
        for part in (self._head, self.roles, self.new_name):
            column.addWidget(part)
        self.new_name.returnPressed.connect(self._add)

    def refresh(self) -> None:
        """Show the roles as they are now."""
        model = self._session.model
        if model is None:
            return
        self._head.show_count(len(model.roles))
        self.roles.show_parts([self._chip(role.key) for role in model.roles])
        self.new_name.setEnabled(self._session.can_write)

    def _chip(self, key: str) -> QWidget:
        chip = CodeChip(self._session.role_title(key), self._session.role_color(key))
        chip.clicked.connect(lambda: self._session.choose(role_key(key)))
        return chip

    def _add(self) -> None:
        names = {interface_language(): self.new_name.text()}
        made = self._session.write(lambda project, model_id: add_role(project, model_id, names))
        if made is not None:
            self.new_name.clear()
            self._session.choose(role_key(made))

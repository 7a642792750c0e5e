"""Where the chosen role stands, what it points at, and whether it belongs to the model at all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from qdatool.coding.model_roles import template_of
from qdatool.coding.role_editing import place_role, point_role, remove_role, set_core_role, unpoint_role
from qdatool.coding.role_templates import ModelRole, RoleArrow, RolePlace, RoleTemplate
from qdatool.coding.roles import Direction, LineStyle
from qdatool.figures.gather import figure_direction
from qdatool.ui.controls import ElidedLabel, IconButton, LinkButton, SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.page import PartList
from qdatool.ui.models.inspector.parts import SectionHead
from qdatool.ui.models.inspector.role_grid import RoleGrid
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import tr

ARROWS: dict[tuple[LineStyle, bool], str] = {
    (LineStyle.SOLID, True): "Arrow",
    (LineStyle.DASHED, True): "Dashed arrow",
    (LineStyle.DOTTED, True): "Dotted arrow",
    (LineStyle.SOLID, False): "Line",
    (LineStyle.DASHED, False): "Dashed line",
    (LineStyle.DOTTED, False): "Dotted line",
}


class RolePart(QWidget):
    """Folded to one line until it is asked for, or when the roles are the model's own."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self._is_asked = False
        self.opener = LinkButton("Change its place and arrows")
        self.body = QWidget()
        self.grid = RoleGrid()
        self._note = WrappingLabel("", Look.META)
        self.core = QCheckBox()
        self._arrows_head = SectionHead("Points at")
        self.arrows = PartList(0)
        self.targets = QComboBox()
        self.remove_button = SentenceButton("Remove the role from the model", Look.SMALL, Icon.DELETE)
        self._lay_out()
        self.opener.clicked.connect(self._open)
        self.grid.wanted.connect(self._move)
        self.core.clicked.connect(self._set_core)
        self.targets.activated.connect(self._point)
        self.remove_button.clicked.connect(self._remove)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.core.setText(tr("Core of the model"))
        self.core.setToolTip(tr("Drawn with a heavier frame, a category that stands alone in it large"))
        self.targets.setPlaceholderText(tr("Point at another role"))
        self.targets.setAccessibleName(tr("Point at another role"))

    def show_role(self, key: str) -> None:
        """Show the role with that key as it is now."""
        self._key = key
        role, model = self._role(), self._session.model
        if role is None or model is None:
            return
        is_own = template_of(model.options) is RoleTemplate.OWN
        is_open = self._is_asked or is_own
        self.opener.setVisible(not is_open and self._session.can_write)
        self.body.setVisible(is_open)
        self.body.setEnabled(self._session.can_write)
        titles = {each.key: self._session.role_title(each.key) for each in model.roles}
        is_rtl = figure_direction(model, self._session.language) is Direction.RTL
        self.grid.show_roles(model.roles, titles, key, is_rtl=is_rtl)
        self._note.show_text(
            tr("With the first change the figure takes the roles as its own and draws them in this grid.")
        )
        self._note.setVisible(not is_own)
        self.core.setChecked(role.is_core)
        self.arrows.show_parts([self._row(arrow) for arrow in role.arrows])
        self.targets.clear()
        pointed_at = {arrow.target for arrow in role.arrows}
        for each in model.roles:
            if each.key != key and each.key not in pointed_at:
                self.targets.addItem(titles[each.key], each.key)
        self.targets.setCurrentIndex(-1)
        self.targets.setVisible(self.targets.count() > 0)
        self._arrows_head.setVisible(bool(role.arrows) or self.targets.count() > 0)
        self.remove_button.setVisible(len(model.roles) > 1)

    def _lay_out(self) -> None:
        self.targets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.S)
        for part in (SectionHead("Place"), self.grid, self._note, self.core):
            inner.addWidget(part)
        for part in (self._arrows_head, self.arrows, self.targets):
            inner.addWidget(part)
        inner.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.body)

    def _row(self, arrow: RoleArrow) -> QWidget:
        """Return a line for one arrow: at which role, how it is drawn, and a button that takes it away."""
        title = self._session.role_title(arrow.target)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Space.XS)
        form = QComboBox()
        for value, sentence in ARROWS.items():
            form.addItem(tr(sentence), value)
        form.setCurrentIndex(list(ARROWS).index((arrow.line_style, arrow.is_directed)))
        form.setAccessibleName(tr("How the arrow to {role} is drawn", role=title))
        form.activated.connect(partial(self._redraw, arrow.target, form))
        remove = IconButton(Icon.CLOSE, "Take the arrow away", IconSize.TINY)
        remove.setFixedSize(22, 22)
        remove.clicked.connect(partial(self._unpoint, arrow.target))
        across.addWidget(ElidedLabel(title), 1)
        across.addWidget(form)
        across.addWidget(remove)
        return row

    def _role(self) -> ModelRole | None:
        roles = self._session.model.roles if self._session.model is not None else ()
        return next((role for role in roles if role.key == self._key), None)

    def _open(self) -> None:
        self._is_asked = True
        self.show_role(self._key)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, place: RolePlace) -> None:
        self._session.write(lambda project, model_id: place_role(project, model_id, self._key, place))

    def _set_core(self, is_core: bool) -> None:
        self._session.write(lambda project, model_id: set_core_role(project, model_id, self._key, is_core))

    def _point(self, row: int) -> None:
        target = self.targets.itemData(row)
        self._session.write(lambda project, model_id: point_role(project, model_id, self._key, RoleArrow(target)))

    def _redraw(self, target: str, form: QComboBox, row: int) -> None:
        line_style, is_directed = form.itemData(row)
        arrow = RoleArrow(target, LineStyle(line_style), is_directed)
        self._session.write(lambda project, model_id: point_role(project, model_id, self._key, arrow))

    def _unpoint(self, target: str) -> None:
        self._session.write(lambda project, model_id: unpoint_role(project, model_id, self._key, target))

    def _remove(self) -> None:
        self._session.write(lambda project, model_id: remove_role(project, model_id, self._key))

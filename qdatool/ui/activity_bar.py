"""The activity bar at the reading-start side: one button per workspace, settings at the bottom."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from qdatool.ui.actions import Actions
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.shell_actions import ShellAction, ShowWorkspace
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.theme import color, interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Radius, Size, Space
from qdatool.ui.workspace import WorkspaceEntry, WorkspaceId
from qdatool.wording import tr


class ActivityBar(QFrame):
    """Shows which workspace is open and switches between them."""

    chosen = Signal(object)
    """The user chose a workspace; carries its ``WorkspaceId``."""

    settings_asked = Signal()

    def __init__(self, entries: tuple[WorkspaceEntry, ...], actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activityBar")
        self.setFixedWidth(Size.ACTIVITY_BAR)
        self._group = QButtonGroup(self)
        self._buttons: dict[WorkspaceId, ActivityButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(3, Space.S - 2, 3, Space.S)
        column.setSpacing(Space.XS)
        for entry, action_id in zip(entries, ShowWorkspace, strict=False):
            button = ActivityButton(entry.icon, entry.title, actions, action_id)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, id=entry.id: self.chosen.emit(id))
            self._group.addButton(button)
            self._buttons[entry.id] = button
            column.addWidget(button)
        column.addStretch(1)
        settings = ActivityButton(Icon.SETTINGS, "Preferences", actions, ShellAction.PREFERENCES, with_label=False)
        settings.clicked.connect(self.settings_asked)
        column.addWidget(settings)

    def show_chosen(self, workspace_id: WorkspaceId) -> None:
        """Mark the workspace that is shown."""
        self._buttons[workspace_id].setChecked(True)

    def set_enabled(self, workspace_id: WorkspaceId, is_enabled: bool) -> None:
        """Enable a workspace, or disable it with the reason in its tool tip."""
        self._buttons[workspace_id].setEnabled(is_enabled)
        self._buttons[workspace_id].retranslate()


class ActivityButton(QAbstractButton):
    """An icon of 20 over a name of 10; both take the accent when chosen."""

    def __init__(
        self, name: Icon, title: str, actions: Actions, action_id: StrEnum, *, with_label: bool = True
    ) -> None:
        super().__init__()
        self._name = name
        self._title = title
        self._actions = actions
        self._action_id = action_id
        self._with_label = with_label
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        actions.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the name in the interface's language."""
        self.setText(tr(self._title))
        self.setAccessibleName(tr(self._title))
        why = "" if self.isEnabled() else "\n" + tr("Open a project first.")
        keys = self._actions.spec(self._action_id).shortcuts
        self.setToolTip(f"{tr(self._title)}  {shown_shortcut(keys[0]) if keys else ''}{why}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.ACTIVITY_BAR - 6, 50 if self._with_label else 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = (
            shown.accent_tint if self.isChecked() else shown.hover if self.underMouse() and self.isEnabled() else None
        )
        if fill is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(fill))
            painter.drawRoundedRect(ground, Radius.CONTROL, Radius.CONTROL)
        if self.hasFocus():
            painter.setPen(QPen(color(shown.accent), Size.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, Radius.CONTROL, Radius.CONTROL)
        ink = shown.accent_text if self.isChecked() else shown.text_2 if self.isEnabled() else shown.disabled
        top = 8 if self._with_label else (self.height() - IconSize.ACTIVITY) / 2
        left = (self.width() - IconSize.ACTIVITY) / 2
        paint_icon(painter, QRectF(left, top, IconSize.ACTIVITY, IconSize.ACTIVITY), self._name, ink)
        if self._with_label:
            painter.setFont(interface_font(FontSize.HINT, is_bold=self.isChecked()))
            painter.setPen(color(ink))
            place = QRectF(0, top + IconSize.ACTIVITY, self.width(), self.height() - top - IconSize.ACTIVITY)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())
